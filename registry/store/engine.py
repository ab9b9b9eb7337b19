"""Connections: how SQLite is opened, and how its faults become sentences."""

from __future__ import annotations

import sqlite3
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, Final

import sqlalchemy as sa
from sqlalchemy.exc import DBAPIError, SQLAlchemyError
from sqlalchemy.pool import StaticPool

from registry.errors import RegisterError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

# How long someone waits for another process that is writing, before hearing that it is busy.
WAIT_S: Final = 10.0

_SENTENCES: Final = {
    sqlite3.SQLITE_BUSY: "register_busy", sqlite3.SQLITE_LOCKED: "register_busy",
    sqlite3.SQLITE_READONLY: "register_read_only", sqlite3.SQLITE_CANTOPEN: "register_read_only",
    sqlite3.SQLITE_PERM: "register_read_only", sqlite3.SQLITE_AUTH: "register_read_only",
    sqlite3.SQLITE_FULL: "register_disk_full", sqlite3.SQLITE_IOERR: "register_disk_full",
}  # fmt: skip


def memory_engine() -> sa.Engine:
    """Return a database that lives as long as its engine, on one connection."""
    return _prepared(sa.create_engine("sqlite://", poolclass=StaticPool, connect_args={"check_same_thread": False}))


def file_engine(path: Path, *, wait_s: float = WAIT_S) -> sa.Engine:
    """Return a database in a file, whose folder is made when it is not there."""
    make_folder(path)
    url = sa.URL.create("sqlite", database=str(path))
    # Any number of sessions may read at once; each hands its connection back in milliseconds.
    return _prepared(sa.create_engine(url, connect_args={"timeout": wait_s}, max_overflow=-1))


def make_folder(path: Path) -> None:
    """Make the folder of a register where it is not there."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise RegisterError("register_read_only", file=str(path), reason=error.strerror or str(error)) from error


def is_whole(connection: sa.Connection) -> bool:
    """Return whether SQLite finds nothing wrong with the file."""
    return connection.exec_driver_sql("PRAGMA integrity_check").scalar() == "ok"


def _prepared(engine: sa.Engine) -> sa.Engine:
    """Let SQLAlchemy, not the driver, begin transactions, so that two first starts wait for each other."""

    @sa.event.listens_for(engine, "connect")
    def _leave_transactions(connection: Any, _record: Any) -> None:  # noqa: ANN401 - the driver's own types
        connection.isolation_level = None
        # Without this a long import locks readers out before it commits: it would write early to save memory.
        connection.execute("PRAGMA cache_spill = OFF")

    @sa.event.listens_for(engine, "begin")
    def _begin(connection: sa.Connection) -> None:
        writes = connection.get_execution_options().get("writes", False)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")

    return engine


@contextmanager
def speaking(name: str) -> Iterator[None]:
    """Turn the database's faults into a `RegisterError` that a person can act on."""
    try:
        yield
    except DBAPIError as error:
        # SQLite's extended codes carry the plain one in their lowest byte.
        code = getattr(error.orig, "sqlite_errorcode", 0) & 0xFF
        raise RegisterError(_SENTENCES.get(code, "register_damaged"), file=name, reason=str(error.orig)) from error
    except SQLAlchemyError as error:
        raise RegisterError("register_damaged", file=name, reason=str(error)) from error
