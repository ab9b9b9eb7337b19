"""What SQLite does in its own way; `registry.store.postgres` has the same functions for PostgreSQL."""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING, Any, Final

import sqlalchemy as sa

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_SENTENCES: Final = {
    sqlite3.SQLITE_BUSY: "register_busy", sqlite3.SQLITE_LOCKED: "register_busy",
    sqlite3.SQLITE_READONLY: "register_read_only", sqlite3.SQLITE_CANTOPEN: "register_read_only",
    sqlite3.SQLITE_PERM: "register_read_only", sqlite3.SQLITE_AUTH: "register_read_only",
    sqlite3.SQLITE_FULL: "register_disk_full", sqlite3.SQLITE_IOERR: "register_disk_full",
}  # fmt: skip


def connected(connection: Any) -> None:  # noqa: ANN401 - the driver's own
    """Let SQLAlchemy, not the driver, begin transactions, so that two first starts wait for each other."""
    connection.isolation_level = None
    # Without this a long import locks readers out before it commits: it would write early to save memory.
    connection.execute("PRAGMA cache_spill = OFF")


def begin(connection: sa.Connection, *, writes: bool, wait_s: float) -> None:  # noqa: ARG001 - the driver waits
    """Begin a transaction: one that writes keeps other writers out from here on."""
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def sentence(error: Exception) -> str:
    """Return the key of the `RegisterError` that tells what a fault of the driver means."""
    # SQLite's extended codes carry the plain one in their lowest byte.
    return _SENTENCES.get(getattr(error, "sqlite_errorcode", 0) & 0xFF, "register_damaged")


def is_whole(connection: sa.Connection) -> bool:
    """Return whether the database finds nothing wrong with its file."""
    return connection.exec_driver_sql("PRAGMA integrity_check").scalar() == "ok"


def refuse_changes(connection: sa.Connection, table: str) -> None:
    """Let the database refuse to change rows of a numbered table, to take any out or to put one before another."""
    acts = {"update": "", "delete": "", "insert": f"WHEN NEW.number <= (SELECT max(number) FROM {table})"}  # noqa: S608 - a name of ours
    for act, condition in acts.items():
        connection.exec_driver_sql(
            f"CREATE TRIGGER {table}_{act} BEFORE {act} ON {table} {condition} "
            f"BEGIN SELECT RAISE(ABORT, 'the {table} is only added to'); END"
        )


def insert_columns(connection: sa.Connection, stored: sa.Table, columns: Mapping[str, Sequence[Any]]) -> None:
    """Put rows, given by column, into a table whose columns are text and numbers.

    Such values need nothing done to them, so they go to the driver as they are, by position: through a dictionary
    for each row an import takes three times as long.
    """
    statement = stored.insert().compile(dialect=connection.dialect, column_keys=list(columns))
    names = statement.positiontup or ()
    connection.exec_driver_sql(str(statement), list(zip(*(columns[name] for name in names), strict=True)))


def made(connection: sa.Connection) -> int:  # noqa: ARG001 - as in the other
    """Return a number that is another one where the tables were made anew: here the file is another one then."""
    return 1


def has_points(connection: sa.Connection) -> bool:  # noqa: ARG001 - as in the other
    """Return whether centres have their point as a geometry, or cannot have it: here they cannot."""
    return True


def add_points(connection: sa.Connection) -> None:
    """Give centres their point as a geometry: there is none here."""
