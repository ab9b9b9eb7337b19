"""People at 10⁶ and more points: in one piece, and in partitions on two workers, as read and in the order of space.

python -m benchmarks.household_points --points 1e6 1e7
"""

from __future__ import annotations

import argparse
import resource
import tempfile
import time
from pathlib import Path

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from analysis.field.cache import demand_points
from analysis.scale.partition import sums_of, table_of
from analysis.scale.points import PARTITION_ROWS, cluster, people_reached, read_points, sort_points
from analysis.sites import placed
from geodata.codes import Level
from registry.store import Register

RADII_KM = (2.0, 5.0, 10.0)


def write_households(path: Path, count: int, *, seed: int = 20261127) -> None:
    """Write made-up households near where people live, in no order of space."""
    draw = np.random.default_rng(seed)
    homes = demand_points()
    chance = homes.people / homes.people.sum()
    with pq.ParquetWriter(
        path, pa.schema([(name, pa.float64()) for name in ("longitude", "latitude", "people")])
    ) as out:
        for start in range(0, count, PARTITION_ROWS):
            size = min(PARTITION_ROWS, count - start)
            at = draw.choice(len(homes), size, p=chance)
            columns = {
                "longitude": homes.longitude[at] + draw.normal(0, 0.003, size),
                "latitude": homes.latitude[at] + draw.normal(0, 0.003, size),
                "people": draw.integers(1, 7, size).astype(np.float64),
            }
            out.write_table(pa.table(columns))


def timed(name: str, act):
    """Print the seconds that an act takes; return what it returns."""
    begun = time.perf_counter()
    result = act()
    print(f"  {name}: {time.perf_counter() - begun:.1f} s", flush=True)
    return result


def compare(folder: Path, count: int, centres: tuple, *, in_one_piece: bool) -> None:
    """Print the seconds of each way for a number of points, and hold what they come to against one another."""
    file, sorted_file = folder / f"{count}.parquet", folder / f"{count}-in-order"
    write_households(file, count)
    print(f"{count:,} points, {file.stat().st_size / 1e6:.0f} MB")
    with cluster(workers=2, memory_limit="1GB"):
        as_read = timed("two workers of 1 GB", lambda: people_reached(read_points(file), *centres, radii_km=RADII_KM))
        timed("put in the order of space", lambda: sort_points(file, sorted_file))
        in_order = timed(
            "two workers of 1 GB, in the order of space",
            lambda: people_reached(read_points(sorted_file), *centres, radii_km=RADII_KM),
        )
    pd.testing.assert_frame_equal(as_read, in_order, check_exact=True)
    if in_one_piece:
        whole = timed(
            "in one piece", lambda: sums_of(pd.read_parquet(file), *centres, radii_km=RADII_KM, level=Level.DISTRICT)
        )
        pd.testing.assert_frame_equal(as_read, table_of(whole, RADII_KM, Level.DISTRICT), check_exact=True)
        most_mb = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        print(f"  agree to the last bit; in one piece at most {most_mb:.0f} MB")


def main() -> None:
    """Print a block for each number of points."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--points", type=float, nargs="+", default=[1e6, 1e7])
    options.add_argument("--most-in-one-piece", type=float, default=1e7)
    chosen = options.parse_args()
    rows = placed(Register.in_memory().tables(located=False).centres)
    centres = rows["longitude"].to_numpy(), rows["latitude"].to_numpy()
    with tempfile.TemporaryDirectory() as made:
        for count in map(int, chosen.points):
            compare(Path(made), count, centres, in_one_piece=count <= chosen.most_in_one_piece)


if __name__ == "__main__":
    main()
