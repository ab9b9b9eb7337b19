"""What other processes do to a register in tests: each function runs in one of its own, which a test may kill.

The processes are forked from a server that has loaded the libraries already, so that one costs milliseconds.
"""

from __future__ import annotations

import multiprocessing
import os
import resource
import signal
import sqlite3
import threading
import time
from collections.abc import Callable
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pandas as pd
import sqlalchemy as sa

from geodata.errors import KlaiBaanError
from registry.batch import ImportBatch, outcomes_of
from registry.editing import plan_edit
from registry.errors import EditConflictError
from registry.importing.check.register_index import RegisterIndex
from registry.row_text import rows_by_id
from registry.store import Register
from registry.store.documents import DocumentConflictError
from tests.analysis.making import made_centres
from tests.registry.batches import ADMIN

if TYPE_CHECKING:
    from multiprocessing.connection import Connection

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


def interrupted(pipe: Connection, place: str, work: str, copy: str, kill: Kill | None) -> None:
    """Do a work on a register and end in the middle of it as by kill -9, or say how long it took."""
    count = _Count(place, kill)
    register = None if work == "migration" else _opened(place)
    count.armed = True
    pipe.send("go")
    try:
        _WORKS[work](register or place, copy)
    except KlaiBaanError as error:
        pipe.send(error.key)
    else:
        pipe.send("killed too late" if count.is_too_late() else (count.ticks, count.length_s, count.commit_s))


@dataclass(frozen=True)
class Kill:
    """When to end, and whom to end.

    tick
        At this step of the transaction: of what SQLite does while a journal stands beside the file, and before this
        statement that a server is to be sent.
    commit_s
        So long after the commit begins.
    after_s
        So long after the transaction begins.
    server
        Not this process, but the server's that works for it.
    """

    tick: int = 0
    commit_s: float | None = None
    after_s: float | None = None
    server: bool = False


class _Count:
    """Counts what the one transaction does, and ends it where it is to end."""

    def __init__(self, place: str, kill: Kill | None) -> None:
        self.armed = False
        self.ticks = 0
        self.length_s = self.commit_s = 0.0
        self._kill = kill or Kill()
        self._place, self._journal = place, f"{place}-journal"
        self._began = 0.0
        self._turn, self._struck = threading.Lock(), False
        if "://" not in place:
            sa.event.listen(sa.Engine, "connect", lambda connection, _: connection.set_progress_handler(self._tick, 20))
        else:
            sa.event.listen(sa.Engine, "before_cursor_execute", self._statement)
        sa.event.listen(sa.Engine, "begin", self._begin)
        sa.event.listen(sa.Engine, "commit", self._commit)

    def _tick(self) -> int:
        if self.armed and os.path.exists(self._journal):  # noqa: PTH110 - thousands of times
            self.ticks += 1
            if self.ticks == self._kill.tick:
                os.kill(os.getpid(), signal.SIGKILL)
        return 0

    def _statement(self, connection: sa.Connection, *_: object) -> None:
        if self._is_meant(connection):
            self.ticks += 1
            if self.ticks == self._kill.tick:
                os.kill(self._victim(connection), signal.SIGKILL)

    def _begin(self, connection: sa.Connection) -> None:
        if self._is_meant(connection):
            self._began = time.perf_counter()
            if self._kill.after_s is not None:
                self._later(self._kill.after_s, self._victim(connection))

    def _victim(self, connection: sa.Connection) -> int:
        """Return the process to end: this one, or the server's that works for it."""
        driver = connection.connection.dbapi_connection
        return int(driver.info.backend_pid) if self._kill.server else os.getpid()

    def _commit(self, connection: sa.Connection) -> None:
        if self._is_meant(connection):
            start = time.perf_counter()
            if self._kill.commit_s is not None:
                self._later(self._kill.commit_s, os.getpid())
            connection.connection.dbapi_connection.commit()
            self.commit_s, self.length_s = time.perf_counter() - start, time.perf_counter() - self._began

    def _is_meant(self, connection: sa.Connection) -> bool:
        """Tell the register's own transaction from that of a backup beside it."""
        database = str(connection.engine.url.database)
        of_register = database == self._place or f"/{database}?" in self._place
        return self.armed and of_register and bool(connection.get_execution_options().get("writes"))

    def is_too_late(self) -> bool:
        """Call the kill off where it has not come yet; say whether it came after all was done."""
        with self._turn:
            self.armed = False
            return self._struck

    def _later(self, delay_s: float, victim: int) -> None:
        timer = threading.Timer(delay_s, self._strike, (victim,))
        timer.daemon = True
        timer.start()

    def _strike(self, victim: int) -> None:
        with self._turn:
            if self.armed:
                self._struck = True
                os.kill(victim, signal.SIGKILL)


def _opened(place: str) -> Register:
    return Register.open(url=place) if "://" in place else Register.open(Path(place))


_WORKS: dict[str, Callable[[Any, str], object]] = {
    "import": lambda register, _: register.imports.commit(long_batch(ROWS, prefix="b"), author=ADMIN),
    "undo": lambda register, _: register.imports.undo("import-1", author=ADMIN),
    "edit": lambda register, _: edit_notes(register, "tk-park-001", "ใหม่"),
    "document": lambda register, _: register.documents.save("story", "ก", ["new"] * 9_000, version=3, author=ADMIN),
    "restore": lambda register, copy: register.restore(Path(copy), author=ADMIN),
    "migration": lambda place, _: _opened(place),
}
ROWS = 1_000
"""Of the import that is interrupted, and of the one that was there before."""


def edit_notes(register: Register, centre_id: str, note: str) -> None:
    """Write a line of its own below a centre's notes, as somebody does who has just read them."""
    index = RegisterIndex.of(register)
    read = rows_by_id(index.centres, [centre_id])
    row = read[centre_id] or {}
    plan = plan_edit([row | {"notes": f"{row['notes']} {note}".strip()}], index, read=read)
    register.edits.commit(plan.batch, read=plan.read, author=ADMIN)


def append_to_document(register: Register, note: str) -> None:
    document = register.documents.read("story", "ก")
    content, version = (document.content, document.version) if document else ([], 0)
    register.documents.save("story", "ก", [*content, note], version=version, author=ADMIN)


APPEND = {"document": append_to_document, "edit": lambda register, note: edit_notes(register, "tk-park-001", note)}


def append_many(pipe: Connection, place: str, what: str, name: str, times: int) -> None:
    """Write into one row again and again: read it, add to it, and begin anew where somebody was faster."""
    register, conflicts = _opened(place), 0
    pipe.send("ready")
    pipe.recv()
    for number in range(times):
        while True:
            try:
                APPEND[what](register, f"{name}{number}")
            except (DocumentConflictError, EditConflictError):
                conflicts += 1
            else:
                break
    pipe.send(conflicts)


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
