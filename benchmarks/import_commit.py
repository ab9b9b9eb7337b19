"""What the store costs: an import committed, read back and undone, against sqlite3 and pandas alone, in one run.

python -m benchmarks.import_commit [--rows 1000 10000 100000] [--rounds 5]
"""

from __future__ import annotations

import argparse
import sqlite3
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import closing
from pathlib import Path

import numpy as np
import pandas as pd

from benchmarks.figures import Figure, show
from geodata.areas import areas
from geodata.codes import Level
from registry.batch import ImportBatch, outcomes_of
from registry.readers import typed
from registry.schema import CENTRES
from registry.store import Register
from tests.registry.batches import ADMIN


def made_batch(rows: int) -> ImportBatch:
    """Return an import of made-up centres, each with a point and a name of its own."""
    chance = np.random.default_rng(rows)
    districts = chance.choice(areas(Level.DISTRICT).index.to_numpy(), rows)
    ids = [f"made-{number:07d}" for number in range(rows)]
    table = pd.DataFrame({
        "centre_id": ids, "site_id": ids, "member_id": ids, "programme_id": "tk-park",
        "name_th": [f"ศูนย์เรียนรู้ชุมชนบ้านหนองบัว {number}" for number in range(rows)], "name_status": "named",
        "province_code": [code[:2] for code in districts], "district_code": districts,
        "longitude": chance.uniform(97.5, 105.5, rows), "latitude": chance.uniform(6, 20, rows),
        "location_precision": "site", "status": "open", "access": "public", "basis": "reported", "opened_be": 2560,
        "source": "made up",
    }).reindex(columns=CENTRES.names)  # fmt: skip
    outcomes = outcomes_of({"sheet": "1", "row": number, "outcome": "accepted"} for number in range(2, rows + 2))
    return ImportBatch(
        file_name="made.csv", sha256=str(rows), programme_ids=("tk-park",), kinds=("centres",),
        centres=typed(table.astype(object), CENTRES), outcomes=outcomes,
    )  # fmt: skip


def timed(work):
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def one_round(batch: ImportBatch, folder: Path) -> dict[str, float]:
    table = batch.centres.astype(object)
    rows = list(table.where(table.notna(), None).itertuples(index=False, name=None))
    marks = ",".join("?" * len(CENTRES.names))
    with closing(sqlite3.connect(folder / "plain.sqlite", isolation_level=None)) as plain:
        plain.execute(f"CREATE TABLE centres ({','.join(CENTRES.names)}, PRIMARY KEY (centre_id))")

        def insert():
            plain.execute("BEGIN")
            plain.executemany(f"INSERT INTO centres VALUES ({marks})", rows)
            plain.execute("COMMIT")

        times = {"executemany": timed(insert)}
        read = "SELECT * FROM centres"
        times["fetchall"] = timed(lambda: pd.DataFrame(plain.execute(read).fetchall(), columns=CENTRES.names))
    register = Register.open(folder / "register.sqlite")
    times["commit"] = timed(lambda: register.imports.commit(batch, author=ADMIN))
    times["centres"] = timed(lambda: register.centres(located=False))
    times["located"] = timed(register.centres)
    times["located again"] = timed(register.centres)
    times["undo"] = timed(lambda: register.imports.undo("import-1", author=ADMIN))
    times["redo"] = timed(lambda: register.imports.redo("import-1", author=ADMIN))
    times["backup"] = timed(lambda: register.backup(folder / "copy.sqlite"))
    return times


def figures(*, full: bool = False, rows: Sequence[int] = (), rounds: int = 3) -> Iterator[Figure]:
    """Yield the clock's time of each step, against sqlite3 and pandas alone."""
    plain = {"commit": "executemany", "centres": "fetchall"}
    for count in rows or ((1_000, 10_000, 100_000) if full else (10_000,)):
        batch, measured = made_batch(count), []
        for _ in range(5 if full else rounds):
            with tempfile.TemporaryDirectory() as folder:
                measured.append(one_round(batch, Path(folder)))
        for name in measured[0]:
            against = (f"{count:,} rows, {plain[name]}",) if name in plain else ()
            yield Figure(f"{count:,} rows, {name}", tuple(1000 * one[name] for one in measured), "ms", against)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, nargs="+", default=[1_000, 10_000, 100_000])
    parser.add_argument("--rounds", type=int, default=5)
    chosen = parser.parse_args()
    show(figures(rows=chosen.rows, rounds=chosen.rounds))


if __name__ == "__main__":
    main()
