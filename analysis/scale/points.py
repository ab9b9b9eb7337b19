"""Points in partitions: read, put in the order of space, and counted, on this machine or on a cluster.

A worker holds a partition at a time, and no more than it is told to; what a partition comes to is small.
"""

from __future__ import annotations

from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import geopandas as gpd
import numpy as np
import pandas as pd

from analysis.field.distances import usable
from analysis.scale.errors import PointsError
from analysis.scale.partition import COLUMNS, sums_of, table_of, within_column
from geodata.codes import Level
from geodata.layers import read_layer

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    import dask.dataframe as dd
    from numpy.typing import ArrayLike

REQUIREMENTS: Final = "requirements-scale.txt"
PARTITION_ROWS: Final = 100_000
"""Points in a partition: what is computed of them takes about 60 MB beside what a process holds anyway."""
_KEY: Final = "hilbert"


@contextmanager
def cluster(scheduler: str = "", *, workers: int = 2, memory_limit: str = "1GB") -> Iterator[None]:
    """Count on a cluster: the one whose scheduler is named, or one of this machine's own for the while.

    Parameters
    ----------
    scheduler
        Its address, such as tcp://10.0.0.5:8786, or "" for workers on this machine.
    workers, memory_limit
        How many workers of this machine, a thread each, and what each may hold.

    Raises
    ------
    PointsError
        The packages are missing, or nobody answers at the address.

    """
    _dask()
    from distributed import Client, LocalCluster  # noqa: PLC0415 - an extra

    if scheduler:
        try:
            client = Client(scheduler, timeout="10s")
        except (OSError, ValueError, TimeoutError) as error:
            raise PointsError("points_scheduler", address=scheduler, reason=str(error)) from error
        with client:
            yield
        return
    with (
        LocalCluster(
            n_workers=workers, threads_per_worker=1, memory_limit=memory_limit, dashboard_address=None,
            host="127.0.0.1",
        ) as local,
        Client(local),
    ):  # fmt: skip
        yield


def read_points(path: Path) -> dd.DataFrame:
    """Return points of a Parquet file or a folder of them, a partition for each group of rows.

    Raises
    ------
    PointsError
        The packages are missing, the file cannot be read or lacks a column of longitude, latitude and people.

    """
    frame_of_parts = _dask()
    try:
        points = frame_of_parts.read_parquet(str(path), split_row_groups=True)
    except (OSError, ValueError) as error:
        raise PointsError("points_unreadable", file=str(path), reason=str(error)) from error
    for name in COLUMNS:
        if name not in points.columns:
            columns = ", ".join(map(str, points.columns))
            raise PointsError("points_columns", file=str(path), wanted=name, columns=columns)
    return points[list(COLUMNS)]


def sort_points(source: Path, target: Path, *, partition_rows: int = PARTITION_ROWS) -> int:
    """Write points in the order of a Hilbert curve, a file for each partition; return how many partitions.

    What lies near lies in one partition then, which is counted faster: it touches few districts.

    Raises
    ------
    PointsError
        As `read_points`; or the target is there.

    """
    if target.exists():
        raise PointsError("points_there", file=str(target))
    points = read_points(source)
    west, south = points[["longitude", "latitude"]].min().compute()
    east, north = points[["longitude", "latitude"]].max().compute()
    bounds = (float(west), float(south), float(east), float(north))
    keyed = points.map_partitions(_with_key, bounds, meta=_with_key(_meta(), bounds))
    partitions = max(1, -(-len(points) // partition_rows))
    in_order = keyed.set_index(_KEY, npartitions=partitions)
    in_order.to_parquet(str(target), write_index=False)
    return int(in_order.npartitions)


def _with_key(part: pd.DataFrame, bounds: tuple[float, ...]) -> pd.DataFrame:
    """Add how far along a Hilbert curve over the bounds each point lies."""
    key = gpd.GeoSeries.from_xy(part["longitude"], part["latitude"]).hilbert_distance(bounds)
    return part.assign(**{_KEY: key.to_numpy(dtype=np.int64)})


def people_reached(
    points: dd.DataFrame,
    longitude: ArrayLike,
    latitude: ArrayLike,
    *,
    radii_km: Sequence[float],
    level: Level = Level.DISTRICT,
) -> pd.DataFrame:
    """Return whom centres reach, by area: the table of `analysis.scale.partition.table_of`.

    The result is the same for any number of partitions, in any order, where people are whole numbers.

    Raises
    ------
    PointsError
        Of subdistricts, whose boundaries are not installed.

    """
    if level == Level.SUBDISTRICT and read_layer(level).empty:
        raise PointsError("points_boundaries")
    lon, lat = usable(longitude, latitude)
    radii = sorted(float(radius_km) for radius_km in radii_km)
    names = ["points", "people", *map(within_column, radii), "person_metres"]
    meta = pd.DataFrame({name: np.empty(0, dtype="int64" if name == "points" else "float64") for name in names})
    meta.index = pd.Index([], dtype=object, name="admin_code")
    sums = points.map_partitions(sums_of, lon, lat, radii_km=radii, level=level, meta=meta)
    return table_of(sums.compute(), radii, level)


def _meta() -> pd.DataFrame:
    return pd.DataFrame({name: np.empty(0) for name in COLUMNS})


def _dask() -> Any:  # noqa: ANN401 - an extra that may not be there
    """Return dask.dataframe."""
    try:
        import dask.dataframe  # noqa: PLC0415 - an extra
    except ImportError as error:
        raise PointsError("points_library", file=REQUIREMENTS) from error
    return dask.dataframe
