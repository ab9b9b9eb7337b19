"""What other processes do to a register in tests: each function runs in one of its own, which a test may kill.

The processes are forked from a server that has loaded the libraries already, so that one costs milliseconds.
"""

from __future__ import annotations

import multiprocessing
import os
import resource
import signal
import sqlite3
from contextlib import closing, contextmanager
from typing import TYPE_CHECKING

import pandas as pd
import sqlalchemy as sa

from geodata.errors import KlaiBaanError
from registry.batch import ImportBatch, outcomes_of
from registry.batch_check import checked
from registry.store import Register
from tests.analysis.making import made_centres
from tests.registry.batches import ADMIN

if TYPE_CHECKING:
    from collections.abc import Callable
    from multiprocessing.connection import Connection
    from pathlib import Path

SERVER = multiprocessing.get_context("forkserver")
SERVER.set_forkserver_preload([__name__])
NOBODY = 65534


@contextmanager
def child(work: Callable[..., None], *arguments: object):
    """Start a process; give it and this end of its pipe."""
    here, there = SERVER.Pipe()
    process = SERVER.Process(target=work, args=(there, *arguments), daemon=True)
    process.start()
    there.close()
    try:
        yield process, here
    finally:
        process.kill()
        process.join()


def integrity(path: Path) -> str:
    with closing(sqlite3.connect(path)) as database:
        return str(database.execute("PRAGMA integrity_check").fetchone()[0])


def long_batch(rows: int, *, prefix: str = "long") -> ImportBatch:
    """Return an import of many rows, made quickly."""
    one = made_centres({"programme_id": "tk-park", "notes": "ก" * 50})
    many = one.loc[one.index.repeat(rows)].reset_index(drop=True)
    ids = pd.Series([f"{prefix}-{number}" for number in range(rows)], dtype=object)
    many = many.assign(centre_id=ids, site_id=ids, member_id=ids)
    told = outcomes_of([{"sheet": "1", "row": 2, "outcome": "accepted"}])
    return ImportBatch(
        file_name="long.csv", sha256=prefix, programme_ids=("tk-park",), kinds=("centres",), centres=many, outcomes=told
    )


def commit_long(pipe: Connection, path: Path, rows: int, kill_at: int = 0) -> None:
    ticks = _counted(kill_at)
    ticks[0] = -(10**9)  # to open it, every row is looked at
    register, batch = Register.open(path), checked(long_batch(rows))
    ticks[0] = 0
    pipe.send("go")
    register.imports.commit(batch, author=ADMIN)
    pipe.send(ticks[0])


def open_register(pipe: Connection, path: Path, kill_at: int = 0) -> None:
    ticks = _counted(kill_at)
    pipe.send("go")
    Register.open(path)
    pipe.send(ticks[0])


def _counted(kill_at: int) -> list[int]:
    """Count what SQLite does, in steps of 200 of its instructions; at one of them end as by kill -9."""
    ticks = [0]

    def tick() -> int:
        ticks[0] += 1
        if ticks[0] == kill_at:
            os.kill(os.getpid(), signal.SIGKILL)
        return 0

    sa.event.listen(sa.Engine, "connect", lambda connection, _: connection.set_progress_handler(tick, 200))
    return ticks


def commit_many(pipe: Connection, path: Path, name: str, times: int, rows: int) -> None:
    register = Register.open(path)
    pipe.send("ready")
    pipe.recv()
    for number in range(times):
        register.imports.commit(long_batch(rows, prefix=f"{name}-{number}"), author=ADMIN)
    pipe.send("done")


def meet_small_files(pipe: Connection, path: Path) -> None:
    """Commit where no file may grow, then where it may; say what was met."""
    register = Register.open(path)
    hard = resource.getrlimit(resource.RLIMIT_FSIZE)[1]
    resource.setrlimit(resource.RLIMIT_FSIZE, (path.stat().st_size + 20_000, hard))
    said = [
        _said(lambda: register.imports.commit(long_batch(5_000), author=ADMIN)),
        len(register.centres(located=False)),
    ]
    resource.setrlimit(resource.RLIMIT_FSIZE, (hard, hard))
    register.imports.commit(long_batch(5_000), author=ADMIN)
    pipe.send([*said, len(register.centres(located=False))])


def meet_read_only(pipe: Connection, path: Path) -> None:
    """Write where nothing may be written, read, then write where it may be again; say what was met."""
    os.environ["KLAIBAAN_HOME"] = str(path.parent)
    register = Register.open(path)
    register.imports.commit(long_batch(10, prefix="first"), author=ADMIN)
    with _not_root(path, path.parent):
        path.chmod(0o444)
        path.parent.chmod(0o555)
        said = [
            _said(lambda: register.imports.commit(long_batch(10), author=ADMIN)),
            len(register.centres(located=False)),
        ]
        said += [len(Register.open(path).centres(located=False))]
        said += [_said(lambda: Register.open(path.parent / "new" / "register.sqlite"))]
        path.chmod(0o644)
        path.parent.chmod(0o755)
        register.imports.commit(long_batch(10), author=ADMIN)
    pipe.send([*said, len(register.centres(located=False))])


@contextmanager
def _not_root(*paths: Path):
    """Give paths to someone to whom a read-only file is one, and be them for a while."""
    if os.geteuid() != 0:
        yield
        return
    for path in paths:
        os.chown(path, NOBODY, NOBODY)
    os.seteuid(NOBODY)
    try:
        yield
    finally:
        os.seteuid(0)


def _said(act: Callable[[], object]) -> str:
    try:
        act()
    except KlaiBaanError as error:
        return f"{error.key}: {error}"
    return "nothing"
