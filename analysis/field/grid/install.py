"""Putting a population grid in place of the even spread, and going back.

The points are written under a name of their own; only then the small record is replaced that points at them. So a
grid that is refused, or a crash half way, leaves everything as it was.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import os
import secrets
from pathlib import Path
from typing import TYPE_CHECKING, Final

import numpy as np
import pandas as pd

from analysis.ages import people_of
from analysis.demand import population
from analysis.field.grid.cells import Cells, merged
from analysis.field.grid.errors import GridError
from analysis.field.grid.placing import district_positions
from analysis.field.grid.points_file import POINT_SUFFIXES, read_points_file
from analysis.field.grid.raster_file import RASTER_SUFFIXES, read_raster_file
from analysis.field.grid.record import RECORD_FILE, GridRecord, as_json, grid_folder
from geodata.areas import areas
from geodata.codes import Level
from geodata.errors import FileError
from geodata.task import ask_again

if TYPE_CHECKING:
    from numpy.typing import NDArray

YEARS_CE: Final = (1990, 2100)
ABSURD_RATIO: Final = (0.1, 10.0)
"""Outside of these the grid cannot be of the same people."""


def install_grid(path: Path, *, year_ce: int | str, source: str, column: str | None = None) -> GridRecord:
    """Put a population grid in place of the even spread of registered people.

    Its people are used as they are: they are not scaled to the registration. Ratios keep to registered people.

    Parameters
    ----------
    path
        Points as CSV (longitude, latitude in WGS 84), GeoPackage, GeoJSON, zipped shapefile or GeoParquet, or a raster
        as GeoTIFF whose pixels hold people.
    year_ce
        The year, of the common era, that the people are of.
    source
        Who says so: it stands beside every figure made of the grid.
    column
        The column with the people, or the number of the band; without it one of a usual name, or the first.

    Returns
    -------
    GridRecord
        With both totals, each province's ratio, and warnings.

    Raises
    ------
    GridError, FileError
        The grid was refused, and why; nothing was changed.

    """
    path = Path(path)
    year, named = _year(year_ce), source.strip()
    if not named:
        raise GridError("grid_source")
    kind, cells = _read(path, column)
    positions = district_positions(cells)
    inside = positions >= 0
    if not inside.any():
        raise GridError("grid_outside", file=str(path), count=len(cells))
    left_out = float(cells.people[~inside].sum())
    inside_cells = cells.only(inside)
    record = _record(
        path,
        inside_cells,
        positions[inside],
        left_out=left_out,
        kind=kind,
        column=column or "",
        year_ce=year,
        source=named,
    )
    low, high = ABSURD_RATIO
    if not low <= record.ratio <= high:
        raise GridError("grid_absurd", file=str(path), grid=record.grid_total, registration=record.registration_total)
    _put(record, merged(inside_cells))
    return record


def restore_grid() -> bool:
    """Go back to the even spread of registered people; return False where no grid was installed."""
    folder = grid_folder()
    try:
        (folder / RECORD_FILE).unlink()
    except (FileNotFoundError, NotADirectoryError):
        return False
    except OSError as error:
        raise GridError("grid_folder", folder=str(folder)) from error
    ask_again()
    _tidy(folder, keep="")
    return True


def _year(value: int | str) -> int:
    text = str(value).strip()
    if not text.isdecimal() or not YEARS_CE[0] <= int(text) <= YEARS_CE[1]:
        raise GridError("grid_year", value=text)
    return int(text)


def _read(path: Path, column: str | None) -> tuple[str, Cells]:
    suffix = path.suffix.lower()
    if suffix not in (*POINT_SUFFIXES, *RASTER_SUFFIXES):
        raise GridError("grid_suffix", file=str(path))
    if not path.is_file():
        raise FileError("file_missing", file=str(path))
    if suffix in RASTER_SUFFIXES:
        return "raster", read_raster_file(path, column)
    return "points", read_points_file(path, column)


def _record(
    path: Path, cells: Cells, positions: NDArray[np.int64], *, left_out: float, kind: str, column: str, year_ce: int,
    source: str,
) -> GridRecord:  # fmt: skip
    districts = areas(Level.DISTRICT)
    people = np.bincount(positions, cells.people, minlength=len(districts))
    registered = people_of(Level.PROVINCE)
    sums = pd.Series(people).groupby(districts["parent_code"].to_numpy()).sum()
    provinces = {
        str(code): (float(grid), int(count), float(grid) / int(count) if count else None)
        for code, grid, count in zip(registered.index, sums.reindex(registered.index), registered, strict=True)
    }
    with path.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    return GridRecord(
        points_file=f"grid-{secrets.token_hex(6)}.npz",
        file=path.name,
        file_sha256=digest,
        kind=kind,
        column=column,
        year_ce=year_ce,
        source=source,
        installed_on=dt.datetime.now(tz=dt.UTC).date().isoformat(),
        points=len(cells),
        grid_total=float(people.sum()),
        registration_total=int(registered.sum()),
        registration_year_ce=int(population(Level.COUNTRY)["year_ce"].iloc[0]),
        left_out=left_out,
        provinces=provinces,
        lattice_districts=tuple(districts.index[people == 0]),
    )


def _put(record: GridRecord, cells: Cells) -> None:
    folder = grid_folder()
    points, pointer = folder / record.points_file, folder / f"{record.points_file}.new"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        try:
            with points.open("wb") as file:
                np.savez(file, longitude=cells.longitude, latitude=cells.latitude, people=cells.people)
            pointer.write_text(as_json(record), encoding="utf-8")
            os.replace(pointer, folder / RECORD_FILE)  # noqa: PTH105 - the one step that makes it active
        except BaseException:
            points.unlink(missing_ok=True)
            pointer.unlink(missing_ok=True)
            raise
    except OSError as error:
        raise GridError("grid_folder", folder=str(folder)) from error
    ask_again()
    _tidy(folder, keep=record.points_file)


def _tidy(folder: Path, *, keep: str) -> None:
    """Remove the points of earlier grids; what cannot be removed does no harm."""
    for old in folder.glob("grid-*.npz"):
        if old.name != keep:
            try:
                old.unlink(missing_ok=True)
            except OSError:
                continue
