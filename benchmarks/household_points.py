"""People at 10⁶ and more points: in one piece, and in partitions on two workers, as read and in the order of space.

python -m benchmarks.household_points --points 1e6 1e7

Each way is measured by the processor time of all its processes and by the clock, and the memory is the most that one process was seen to hold
(PSS). All must agree to the last bit.
"""

from __future__ import annotations

import argparse
import os
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from analysis.field.cache import demand_points
from analysis.scale.partition import sums_of, table_of
from analysis.scale.points import PARTITION_ROWS, cluster, people_reached, read_points, sort_points
from analysis.sites import placed
from benchmarks.figures import Figure, show
from benchmarks.process import family, look, processor_s, pss_mb
from geodata.codes import Level
from registry.store import Register

RADII_KM = (2.0, 5.0, 10.0)
ONE_PIECE = "in one piece"


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


def whole_table(file: Path, centres: tuple) -> pd.DataFrame:
    """Return the table computed in one piece."""
    sums = sums_of(pd.read_parquet(file), *centres, radii_km=RADII_KM, level=Level.DISTRICT)
    return table_of(sums, RADII_KM, Level.DISTRICT)


def measure(name: str, act: Callable[[], Any]) -> tuple[Any, list[Figure]]:
    """Return what an act returns, its processor time and clock, and the most memory that a worker held.

    Processor time is that of all workers and of this process, which hands out the work.
    """
    own, most = os.getpid(), [0.0]

    def memory() -> None:
        most[0] = max([most[0], *(pss_mb(pid) for pid in family(own) if pid != own)])

    begun, used = time.perf_counter(), processor_s(own)
    with look(memory):
        result = act()
        memory()
    took, used = time.perf_counter() - begun, processor_s(own) - used
    whole = f"{name.partition(' points')[0]} points, {ONE_PIECE}"
    against = (whole,) if name != whole else ()
    return result, [
        Figure(name, (used,), "s", against),
        Figure(f"{name}, by the clock", (took,), "s", tuple(f"{one}, by the clock" for one in against)),
        Figure(f"{name}, memory of a worker", (most[0],), "MB"),
    ]


def figures(*, full: bool = False, points: Sequence[int] = (), most_in_one_piece: int = 10**7) -> Iterator[Figure]:
    """Yield the figures of each number of points."""
    rows = placed(Register.in_memory().tables(located=False).centres)
    centres = rows["longitude"].to_numpy(), rows["latitude"].to_numpy()
    with tempfile.TemporaryDirectory() as made:
        head = Path(made) / "head.parquet"  # what is loaded once in a process is loaded before the clock runs
        write_households(head, 1000)
        for count in points or ((10**6, 10**7) if full else (10**6,)):
            file, in_order = Path(made) / f"{count}.parquet", Path(made) / f"{count}-in-order"
            write_households(file, count)
            yield Figure(f"{count:,} points, file", (file.stat().st_size / 1e6,), "MB")
            whole = None
            if count <= most_in_one_piece:
                with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as alone:
                    alone.submit(whole_table, head, centres).result()
                    whole, all_figures = measure(
                        f"{count:,} points, {ONE_PIECE}", alone.submit(whole_table, file, centres).result
                    )
                yield from all_figures
            with cluster(workers=2, memory_limit="1GB"):
                people_reached(read_points(head).repartition(npartitions=2), *centres, radii_km=RADII_KM)
                as_read, of_read = measure(
                    f"{count:,} points, two workers, as read",
                    lambda file=file: people_reached(read_points(file), *centres, radii_km=RADII_KM),
                )
                yield from of_read
                _, of_order = measure(
                    f"{count:,} points, put in the order of space",
                    lambda file=file, in_order=in_order: sort_points(file, in_order),
                )
                yield from of_order
                ordered, of_ordered = measure(
                    f"{count:,} points, two workers, in order",
                    lambda in_order=in_order: people_reached(read_points(in_order), *centres, radii_km=RADII_KM),
                )
                yield from of_ordered
            for other in (ordered, *([] if whole is None else [whole])):
                pd.testing.assert_frame_equal(as_read, other, check_exact=True)


def main() -> None:
    """Print the figures of each number of points."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--points", type=float, nargs="+", default=[1e6, 1e7])
    options.add_argument("--most-in-one-piece", type=float, default=1e7)
    chosen = options.parse_args()
    show(figures(points=[int(count) for count in chosen.points], most_in_one_piece=int(chosen.most_in_one_piece)))


if __name__ == "__main__":
    main()
