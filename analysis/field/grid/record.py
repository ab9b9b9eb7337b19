"""What is known of the installed grid, and its points."""

from __future__ import annotations

import json
import zipfile
from dataclasses import asdict, dataclass, fields
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from analysis.field.grid.cells import Cells
from analysis.field.grid.errors import GridError, GridWarning
from geodata.paths import home_dir

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

RECORD_FILE: Final = "grid.json"
_DAMAGED: Final = (OSError, ValueError, KeyError, TypeError, EOFError, zipfile.BadZipFile)

# People of a grid for each registered one that need no word: people live elsewhere than where they are registered,
# which moves a province's number far more than the nation's.
_NATION: Final = (0.8, 1.25)
_PROVINCE: Final = (0.5, 2.0)


@dataclass(frozen=True)
class GridRecord:
    """An installed population grid.

    points_file
        The file of its points beside the record.
    file, file_sha256
        The file it was read from.
    kind, column
        "points" or "raster"; the column, or the band, of the people ("" for the usual).
    year_ce, source
        Of when the people are, and who says so.
    installed_on
        ISO date.
    points
        How many points have people.
    grid_total, registration_total
        People in Thailand by the grid, and by registration on 31 December of registration_year_ce.
    left_out
        People of the file outside Thailand's districts.
    provinces
        Of each province code people by the grid, people registered, and their ratio (None where nobody is registered).
    lattice_districts
        Districts without people in the grid: their registered people stay where their subdistricts' people live.
    """

    points_file: str
    file: str
    file_sha256: str
    kind: str
    column: str
    year_ce: int
    source: str
    installed_on: str
    points: int
    grid_total: float
    registration_total: int
    registration_year_ce: int
    left_out: float
    provinces: Mapping[str, tuple[float, int, float | None]]
    lattice_districts: tuple[str, ...]

    @property
    def ratio(self) -> float:
        """People of the grid for each registered one."""
        return self.grid_total / self.registration_total

    @property
    def warnings(self) -> tuple[GridWarning, ...]:
        """What is worth knowing, as sentences."""
        notices = []
        if not _NATION[0] <= self.ratio <= _NATION[1]:
            notices.append(
                GridWarning(
                    "grid_total",
                    grid=self.grid_total,
                    registration=self.registration_total,
                    ratio=self.ratio,
                )
            )
        ratios = {code: ratio for code, (_, _, ratio) in self.provinces.items() if ratio is not None}
        odd = [code for code, ratio in ratios.items() if not _PROVINCE[0] <= ratio <= _PROVINCE[1]]
        if odd:
            notices.append(GridWarning("grid_provinces", count=len(odd), codes=_some(odd)))
        if self.lattice_districts:
            codes = _some(self.lattice_districts)
            notices.append(GridWarning("grid_lattice", count=len(self.lattice_districts), codes=codes))
        if self.left_out >= 1:
            notices.append(GridWarning("grid_beyond", people=self.left_out))
        return tuple(notices)


def grid_folder() -> Path:
    """Return the folder of the record and the points."""
    return home_dir() / "field"


def grid_record() -> GridRecord | None:
    """Return the record of the installed grid, or None where none is installed.

    Raises
    ------
    GridError
        There is one, and it cannot be read.

    """
    path = grid_folder() / RECORD_FILE
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
        return _from_json(data)
    except (FileNotFoundError, NotADirectoryError):
        return None
    except _DAMAGED as error:
        raise GridError("grid_damaged", file=str(path)) from error


def read_cells(record: GridRecord) -> Cells:
    """Return the points of the installed grid."""
    path = grid_folder() / record.points_file
    try:
        with path.open("rb") as file, np.load(file, allow_pickle=False) as archive:
            return Cells(archive["longitude"], archive["latitude"], archive["people"])
    except _DAMAGED as error:
        raise GridError("grid_damaged", file=str(path)) from error


def as_json(record: GridRecord) -> str:
    """Return a record as it is kept."""
    return json.dumps(asdict(record), ensure_ascii=False, indent=2) + "\n"


def _from_json(data: dict[str, Any]) -> GridRecord:
    values = {field.name: data[field.name] for field in fields(GridRecord)}
    values["provinces"] = {code: tuple(numbers) for code, numbers in data["provinces"].items()}
    values["lattice_districts"] = tuple(data["lattice_districts"])
    return GridRecord(**values)


def _some(codes: tuple[str, ...] | list[str]) -> str:
    return ", ".join(codes[:10]) + (" …" if len(codes) > 10 else "")
