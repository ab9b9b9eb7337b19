"""Which district each of many points lies in: ours against geopandas.sjoin, DuckDB spatial and SedonaDB, the same answers checked.

    python -m benchmarks.assign_points --points 1e3 1e5 1e6 --rounds 5

DuckDB and SedonaDB are measured where they are installed (pip install duckdb==1.5.5 duckdb-extension-spatial==1.5.5 sedonadb geoarrow-pyarrow geoarrow-pandas): the extension is
loaded from its package, not from the network. All begin with longitudes and latitudes in memory and with the districts loaded their own way,
which is not counted, and end with a code for each point in order. A way runs in a process of its own, and the ways take turns. Processor time
is that of all its threads; memory is what the process held at most, beyond what it held before.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import ExitStack
from importlib import import_module
from importlib.util import find_spec
from multiprocessing import get_context
from pathlib import Path

import geopandas as gpd
import numpy as np
import pandas as pd

from analysis.field.cache import demand_points
from benchmarks.figures import Figure, show
from geodata.assign import assign_districts
from geodata.codes import Level
from geodata.layers import read_layer

Places = tuple[np.ndarray, np.ndarray]
OURS, OURS_NEAREST, SJOIN, DUCKDB, SEDONA = "ours", "ours, with the nearest", "geopandas.sjoin", "DuckDB", "SedonaDB"
PACKAGES = {DUCKDB: "duckdb_extension_spatial", SEDONA: "sedonadb"}
OTHERWISE_AT_MOST = 1e-4
"""The part of the points that a way may place elsewhere: those within a rounding error of a border."""


def made_up_points(count: int, *, seed: int = 20261128) -> Places:
    """Return longitudes and latitudes near where people live."""
    draw = np.random.default_rng(seed)
    homes = demand_points()
    at = draw.choice(len(homes), count, p=homes.people / homes.people.sum())
    lon, lat = homes.longitude[at], homes.latitude[at]
    return lon + draw.normal(0, 0.003, count), lat + draw.normal(0, 0.003, count)


def way_of(name: str) -> Callable[[Places], pd.Series]:
    """Return a way to give each point its district, its districts loaded: None outside, the first of several."""
    districts = read_layer(Level.DISTRICT)[["geometry"]].sort_index()
    if name in (OURS, OURS_NEAREST):
        nearest = {} if name == OURS_NEAREST else {"offshore_tolerance_m": 0.0}
        return lambda places: assign_districts(*places, **nearest)["district_code"]
    if name == SJOIN:
        return lambda places: _by_sjoin(places, districts)
    return _duckdb(districts) if name == DUCKDB else _sedona(districts)


def _by_sjoin(places: Places, districts: gpd.GeoDataFrame) -> pd.Series:
    points = gpd.GeoDataFrame(geometry=gpd.points_from_xy(*places), crs=districts.crs)
    return _first(gpd.sjoin(points, districts, how="left", predicate="intersects")["admin_code"])


def _first(codes: pd.Series) -> pd.Series:
    return codes[~codes.index.duplicated()].sort_index()


def _duckdb(districts: gpd.GeoDataFrame) -> Callable[[Places], pd.Series]:
    con = import_module("duckdb").connect()
    import_module("duckdb_extension_spatial")
    package = Path(str(import_module("duckdb_extension_spatial").__file__)).parent
    con.load_extension(str(next(package.rglob("spatial.duckdb_extension"))))
    con.execute("SET enable_progress_bar = false")
    wkb = pd.DataFrame({"code": districts.index, "wkb": districts.geometry.to_wkb()})  # noqa: F841 - DuckDB reads it by its name
    con.execute("CREATE TABLE districts AS SELECT code, ST_GeomFromWKB(wkb) AS shape FROM wkb")

    def assign(places: Places) -> pd.Series:
        con.register("places", pd.DataFrame({"id": np.arange(len(places[0])), "lon": places[0], "lat": places[1]}))
        query = (
            "SELECT id, min(code) AS code FROM (SELECT id, ST_Point(lon, lat) AS point FROM places) AS points "
            "LEFT JOIN districts ON ST_Intersects(shape, point) GROUP BY id ORDER BY id"
        )
        return con.execute(query).df()["code"]

    return assign


def _sedona(districts: gpd.GeoDataFrame) -> Callable[[Places], pd.Series]:
    con = import_module("sedonadb").connect()
    con.create_data_frame(districts.rename_axis("code").reset_index()).to_memtable().to_view("districts")

    def assign(places: Places) -> pd.Series:
        table = pd.DataFrame({"id": np.arange(len(places[0])), "lon": places[0], "lat": places[1]})
        con.create_data_frame(table).to_view("places", overwrite=True)
        query = (
            "SELECT id, code FROM (SELECT id, ST_SetSRID(ST_Point(lon, lat), 4326) AS point FROM places) AS points "
            "JOIN districts ON ST_Intersects(districts.geometry, points.point)"
        )
        codes = con.sql(query).to_pandas().sort_values(["id", "code"]).set_index("id")["code"]
        return _first(codes).reindex(np.arange(len(places[0])))

    return assign


_ways: dict[str, Callable[[Places], pd.Series]] = {}
_places: dict[int, Places] = {}


def once(name: str, count: int) -> tuple[float, float, pd.Series]:
    """Return processor time (s), memory (MB) and the codes of one assignment; runs in the process of a way."""
    if name not in _ways:
        _ways[name] = way_of(name)
        _ways[name](made_up_points(1000))
    if count not in _places:
        _places[count] = made_up_points(count)
    before = _memory_mb("VmRSS")
    Path("/proc/self/clear_refs").write_text("5", encoding="ascii")  # the highest begins anew
    used = time.process_time()
    codes = _ways[name](_places[count])
    used = time.process_time() - used
    return used, max(0.0, _memory_mb("VmHWM") - before), codes.astype(object).where(codes.notna(), None)


def _memory_mb(field: str) -> float:
    status = Path("/proc/self/status").read_text(encoding="ascii")
    return int(status.split(f"{field}:")[1].split()[0]) * 1024 / 1e6


def figures(*, full: bool = False, points: Sequence[int] = (), rounds: int = 3) -> Iterator[Figure]:
    """Yield processor time and memory of each way at each number of points.

    Raises
    ------
    ValueError
        A way places more points elsewhere than a rounding error of a border explains.

    """
    names = [name for name in (OURS, OURS_NEAREST, SJOIN, *PACKAGES) if find_spec(PACKAGES.get(name, "geopandas"))]
    with ExitStack() as stack:
        workers = {name: stack.enter_context(ProcessPoolExecutor(1, mp_context=get_context("spawn"))) for name in names}
        for count in points or (10**3, 10**5, 10**6):
            rows: dict[str, list[tuple[float, float]]] = {name: [] for name in names}
            for _ in range(5 if full else rounds):
                codes: dict[str, pd.Series] = {}
                for name, worker in workers.items():
                    used, memory, codes[name] = worker.submit(once, name, count).result()
                    rows[name].append((used, memory))
                for name in (SJOIN, *PACKAGES):
                    if name in codes:
                        _hold_equal(name, codes[OURS].to_numpy(), codes[name].to_numpy())
            for name, pairs in rows.items():
                rivals = [one for one in names if one not in (OURS, OURS_NEAREST) and name in (OURS, OURS_NEAREST)]
                against = tuple(f"{count:,} points, {one}" for one in rivals)
                yield Figure(f"{count:,} points, {name}", tuple(1000 * used for used, _ in pairs), "ms", against)
                yield Figure(f"{count:,} points, {name}, memory", tuple(memory for _, memory in pairs), "MB")


def _hold_equal(name: str, ours: np.ndarray, theirs: np.ndarray) -> None:
    otherwise = int((ours != theirs).sum())
    if len(theirs) != len(ours) or otherwise > OTHERWISE_AT_MOST * len(ours):
        message = f"{name} places {otherwise:,} of {len(ours):,} points elsewhere"
        raise ValueError(message)
    if otherwise:
        print(f"{name}: {otherwise:,} of {len(ours):,} points elsewhere")


def main() -> None:
    """Print processor time and memory of each way."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--points", type=float, nargs="+", default=[1e3, 1e5, 1e6])
    options.add_argument("--rounds", type=int, default=5)
    chosen = options.parse_args()
    show(figures(points=[int(count) for count in chosen.points], rounds=chosen.rounds))


if __name__ == "__main__":
    main()
