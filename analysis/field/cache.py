"""The demand points in use: one set a machine, in the home folder, made again when their sources change."""

from __future__ import annotations

import hashlib
import shutil
import threading
import time
from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING, Final, get_args

from analysis.field.array_files import read_arrays, write_arrays
from analysis.field.grid.errors import GridError
from analysis.field.grid.placing import grid_points
from analysis.field.grid.record import grid_record
from analysis.field.lattice import lattice_points
from analysis.field.points import Demand, DemandPoints, PointSource, code_index
from analysis.field.subdistricts import subdistrict_points
from geodata.layers import Geography, current_geography, layer_fingerprint
from geodata.paths import home_dir
from geodata.task import once_a_task
from registry.population import population_stamps, read_district_population, read_subdistrict_population

if TYPE_CHECKING:
    from pathlib import Path

# Raise it when the way the points are made changes: what is kept then counts no more.
_VERSION: Final = 5
_KEPT_IN_MEMORY: Final = 2
_SETTLED_AFTER_S: Final = 3_600.0
_DAMAGED: Final = (OSError, StopIteration, ValueError, KeyError, TypeError, AttributeError)

_lock = threading.Lock()
_made: dict[str, DemandPoints] = {}


def demand_points(demand: Demand | None = None) -> DemandPoints:
    """Return the demand points, made again when boundaries, people or grid change.

    The processes of a machine that share a home folder hold one set, mapped into memory; nobody can write to it.

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
    return _read(key) or made


def _folder(key: str) -> Path:
    return home_dir() / "field" / f"points-{key}"


def _write(key: str, made: DemandPoints) -> None:
    """Keep the points for every process; where the home cannot be written, each makes its own."""
    arrays = {
        "codes": made.district_codes.to_numpy(dtype=str),
        "starts": made.starts,
        "longitude": made.longitude,
        "latitude": made.latitude,
        "people": made.people,
        "district_people": made.district_people,
        "xyz": made.xyz,
        "subdistrict_codes": made.subdistrict_codes.to_numpy(dtype=str),
    }
    if made.subdistrict is not None:
        arrays["subdistrict"] = made.subdistrict
    words = {
        "source": made.source,
        "year_ce": str(made.year_ce),
        "title": made.title,
        "source_text": made.source_text,
    }
    try:
        write_arrays(_folder(key), arrays, words)
        _tidy(_folder(key))
    except OSError:
        return


def _tidy(folder: Path) -> None:
    """Remove points of earlier boundaries or statistics; young ones may be another process's."""
    for old in folder.parent.glob("points-*"):
        if old != folder and time.time() - old.stat().st_mtime > _SETTLED_AFTER_S:
            if old.is_dir():
                shutil.rmtree(old, ignore_errors=True)
            else:
                old.unlink(missing_ok=True)


def _read(key: str) -> DemandPoints | None:
    """Return the kept points, or None where there are none, or they are damaged and have to be made again."""
    try:
        arrays, words = read_arrays(_folder(key))
        return DemandPoints(
            district_codes=code_index(arrays["codes"]),
            starts=arrays["starts"],
            longitude=arrays["longitude"],
            latitude=arrays["latitude"],
            people=arrays["people"],
            district_people=arrays["district_people"],
            xyz=arrays["xyz"],
            subdistrict_codes=code_index(arrays["subdistrict_codes"]),
            subdistrict=arrays.get("subdistrict"),
            source=next(one for one in get_args(PointSource) if one == words["source"]),
            year_ce=int(words["year_ce"]),
            title=words["title"],
            source_text=words["source_text"],
            fingerprint=key,
        )
    except _DAMAGED:
        return None
