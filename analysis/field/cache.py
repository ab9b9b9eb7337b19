"""The demand points in use: one set a process, cached in the home folder, made again when their sources change."""

from __future__ import annotations

import hashlib
import os
import secrets
import threading
import time
import zipfile
from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING, Final, get_args

import numpy as np

from analysis.field.grid.errors import GridError
from analysis.field.grid.placing import grid_points
from analysis.field.grid.record import grid_record
from analysis.field.lattice import lattice_points
from analysis.field.points import Demand, DemandPoints, PointSource, points_of
from analysis.field.subdistricts import subdistrict_points
from geodata.layers import Geography, current_geography, layer_fingerprint
from geodata.paths import home_dir
from geodata.task import once_a_task
from registry.population import population_stamps, read_district_population, read_subdistrict_population

if TYPE_CHECKING:
    from pathlib import Path

# Raise it when the way the points are made changes: what is kept then counts no more.
_VERSION: Final = 4
_KEPT_IN_MEMORY: Final = 2
_SETTLED_AFTER_S: Final = 3_600.0
_DAMAGED: Final = (OSError, StopIteration, ValueError, KeyError, EOFError, zipfile.BadZipFile)

_lock = threading.Lock()
_made: dict[str, DemandPoints] = {}


def demand_points(demand: Demand | None = None) -> DemandPoints:
    """Return the demand points: one set a process, made again when boundaries, people or grid change.

    On a lattice of 1 km (at least 200 points a district) a district's registered people are shared among its
    subdistricts as in 2021 (`Demand.SUBDISTRICT`), or evenly over all of it (`Demand.EVEN`); an installed population
    grid has its own points, and in districts that it has no point in those of the subdistricts (`Demand.GRID`).
    Without `demand` the grid where one is installed, else the subdistricts.

    Raises
    ------
    GridError
        A grid is asked for, and none is installed, or it cannot be read.

    """
    demand = demand or _demand_in_use()
    key = _fingerprint(demand)
    with _lock:
        if key not in _made:
            while len(_made) >= _KEPT_IN_MEMORY:
                _made.pop(next(iter(_made)))
            _made[key] = _read(key) or _make(key, demand)
        return _made[key]


@once_a_task
def demand_fingerprint() -> str:
    """Return a hash that changes when `demand_points` does: with boundaries, statistics or an installed grid."""
    return _fingerprint(_demand_in_use())


def _demand_in_use() -> Demand:
    return Demand.SUBDISTRICT if grid_record() is None else Demand.GRID


def _fingerprint(demand: Demand) -> str:
    grid = grid_record() if demand == Demand.GRID else None
    file = grid.points_file if grid else ""
    people = _hash_of_people(current_geography(), population_stamps())
    return hashlib.sha256(f"{_VERSION} {demand} {layer_fingerprint()} {file} {people}".encode()).hexdigest()[:16]


@lru_cache(maxsize=4)
def _hash_of_people(_geography: Geography, _stamps: tuple[tuple[str, int, int], ...]) -> str:
    people, subdistricts = read_district_population(), read_subdistrict_population()
    digest = hashlib.sha256()
    digest.update("\n".join(people.index).encode())
    digest.update(people[["population", "year_ce"]].to_numpy(dtype="int64").tobytes())
    digest.update("\n".join(subdistricts.index + subdistricts["district_code"]).encode())
    digest.update(subdistricts[["population_2021", "longitude", "latitude", "area_km2"]].to_numpy("float64").tobytes())
    return digest.hexdigest()


def _make(key: str, demand: Demand) -> DemandPoints:
    people, subdistricts = read_district_population(), read_subdistrict_population()
    registered, year_ce = people["population"], int(people["year_ce"].min())
    if demand == Demand.EVEN:
        made = lattice_points(registered, year_ce=year_ce)
    else:
        made = subdistrict_points(registered, subdistricts, year_ce=year_ce)
    if demand == Demand.GRID:
        grid = grid_record()
        if grid is None:
            raise GridError("grid_none")
        made = grid_points(grid, made)
    made = replace(made, fingerprint=key)
    _write(key, made)
    return made


def _file(key: str) -> Path:
    return home_dir() / "field" / f"points-{key}.npz"


def _write(key: str, made: DemandPoints) -> None:
    """Keep the points for the next process; where the home cannot be written, every process makes its own."""
    path = _file(key)
    temporary = path.with_name(f"{path.stem}-{secrets.token_hex(4)}.new")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        try:
            with temporary.open("wb") as file:
                np.savez(
                    file,
                    codes=made.district_codes.to_numpy(dtype=str),
                    district=made.district_of_point().astype(np.int32),
                    longitude=made.longitude,
                    latitude=made.latitude,
                    people=made.people,
                    district_people=made.district_people,
                    subdistrict_codes=made.subdistrict_codes.to_numpy(dtype=str),
                    subdistrict=np.empty(0, np.int16) if made.subdistrict is None else made.subdistrict,
                    words=np.array([made.source, str(made.year_ce), made.title, made.source_text]),
                )
            os.replace(temporary, path)  # noqa: PTH105 - a reader sees the whole file or none
        finally:
            temporary.unlink(missing_ok=True)
        _tidy(path)
    except OSError:
        return


def _tidy(path: Path) -> None:
    """Remove points of earlier boundaries or statistics; young ones may be another process's."""
    for old in path.parent.glob("points-*"):
        if old != path and time.time() - old.stat().st_mtime > _SETTLED_AFTER_S:
            old.unlink(missing_ok=True)


def _read(key: str) -> DemandPoints | None:
    """Return the kept points, or None where there are none, or they are damaged and have to be made again."""
    try:
        with _file(key).open("rb") as file, np.load(file, allow_pickle=False) as archive:
            source, year_ce, title, source_text = (str(word) for word in archive["words"])
            points = points_of(
                [str(code) for code in archive["codes"]],
                archive["district"],
                archive["longitude"],
                archive["latitude"],
                archive["people"],
                district_people=archive["district_people"],
                subdistrict_codes=[str(code) for code in archive["subdistrict_codes"]],
                subdistrict=archive["subdistrict"] if len(archive["subdistrict_codes"]) else None,
            )
            return replace(
                points,
                source=next(one for one in get_args(PointSource) if one == source),
                year_ce=int(year_ce),
                title=title,
                source_text=source_text,
                fingerprint=key,
            )
    except _DAMAGED:
        return None
