"""Connections: how a database is opened, and how its faults become sentences.

What SQLite and PostgreSQL do each in its own way is in `registry.store.sqlite` and `registry.store.postgres`.
"""

from __future__ import annotations

import os
import sqlite3
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, Final, Protocol, cast
from urllib.parse import quote

import sqlalchemy as sa
from sqlalchemy.exc import ArgumentError, DBAPIError, SQLAlchemyError
from sqlalchemy.exc import TimeoutError as NoConnectionError
from sqlalchemy.pool import StaticPool

from registry.errors import RegisterError
from registry.store import postgres, sqlite

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

# How long someone waits for another process that is writing, before hearing that it is busy.
WAIT_S: Final = 10.0
DATABASE_URL: Final = "KLAIBAAN_DATABASE_URL"
_SECRETS: Final = ("password", "sslpassword", "passfile")


class _Kind(Protocol):
    """What a kind of database does in its own way."""

    def connected(self, connection: Any) -> None: ...  # noqa: ANN401 - the driver's own
    def begin(self, connection: sa.Connection, *, writes: bool, wait_s: float) -> None: ...
    def sentence(self, error: Exception) -> str: ...
    def is_whole(self, connection: sa.Connection) -> bool: ...
    def refuse_changes(self, connection: sa.Connection, table: str) -> None: ...
    def insert_columns(
        self, connection: sa.Connection, stored: sa.Table, columns: Mapping[str, Sequence[Any]]
    ) -> None: ...
    def made(self, connection: sa.Connection) -> int: ...
    def has_points(self, connection: sa.Connection) -> bool: ...
    def add_points(self, connection: sa.Connection) -> None: ...


def kind_of(dialect: sa.Dialect) -> _Kind:
    """Return what a kind of database does in its own way."""
    return cast("_Kind", {"sqlite": sqlite, "postgresql": postgres}[dialect.name])


def memory_engine() -> sa.Engine:
    """Return a database that lives as long as its engine, on one connection."""
    engine = sa.create_engine("sqlite://", poolclass=StaticPool, connect_args={"check_same_thread": False})
    return _prepared(engine, wait_s=WAIT_S)


def file_engine(path: Path, *, wait_s: float = WAIT_S) -> sa.Engine:
    """Return a database in a file, whose folder is made when it is not there."""
    make_folder(path)
    url = sa.URL.create("sqlite", database=str(path))
    # Any number of sessions may read at once; each hands its connection back in milliseconds.
    return _prepared(sa.create_engine(url, connect_args={"timeout": wait_s}, max_overflow=-1), wait_s=wait_s)


def database_url() -> str:
    """Return the address of the database server that the environment names, or ""."""
    return os.environ.get(DATABASE_URL, "").strip()


def server_engine(address: str, *, wait_s: float = WAIT_S) -> sa.Engine:
    """Return a database on a PostgreSQL server; nothing is asked of it yet.

    Raises
    ------
    RegisterError
        The address is none, or not one of PostgreSQL. What stands in it is not in the error.

    """
    try:
        url = sa.make_url(address)
    except (ArgumentError, ValueError):
        raise RegisterError("register_address", setting=DATABASE_URL) from None
    if url.get_backend_name() not in ("postgresql", "postgres") or not url.database:
        raise RegisterError("register_address", setting=DATABASE_URL)
    url = url.set(drivername="postgresql+psycopg")
    options = {name: value for name, value in postgres.CONNECT.items() if name not in url.query}
    options.setdefault("connect_timeout", max(2, round(wait_s)))
    # A connection is tried before it is used: a server that was started again is met without a fault.
    engine = sa.create_engine(url, pool_pre_ping=True, max_overflow=15, pool_timeout=wait_s, connect_args=options)
    return _prepared(engine, wait_s=wait_s)


def name_of(engine: sa.Engine) -> str:
    """Return what to call a database on a server, without a password."""
    return engine.url.set(drivername="postgresql", query={}).render_as_string(hide_password=True)


def make_folder(path: Path) -> None:
    """Make the folder of a register where it is not there."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise RegisterError("register_read_only", file=str(path), reason=error.strerror or str(error)) from error


def is_whole(connection: sa.Connection) -> bool:
    """Return whether the database finds nothing wrong with its file."""
    return kind_of(connection.dialect).is_whole(connection)


def _prepared(engine: sa.Engine, *, wait_s: float) -> sa.Engine:
    kind = kind_of(engine.dialect)

    @sa.event.listens_for(engine, "connect")
    def _connected(connection: Any, _record: Any) -> None:  # noqa: ANN401 - the driver's own types
        kind.connected(connection)

    @sa.event.listens_for(engine, "begin")
    def _begin(connection: sa.Connection) -> None:
        writes = connection.get_execution_options().get("writes", False)
        kind.begin(connection, writes=writes, wait_s=wait_s)

    return engine


@contextmanager
def speaking(engine: sa.Engine, name: str) -> Iterator[None]:
    """Turn the database's faults into a `RegisterError` that a person can act on, and that holds no password."""
    try:
        yield
    except NoConnectionError as error:
        raise RegisterError("register_busy", file=name) from error
    except DBAPIError as error:
        orig = error.orig if isinstance(error.orig, Exception) else error
        raise _spoken(engine, orig, name) from _without_secret(engine, error)
    except SQLAlchemyError as error:
        raise RegisterError("register_damaged", file=name, reason=str(error)) from error
    except _driver_errors(engine) as error:  # from a cursor of the driver's own
        raise _spoken(engine, error, name) from _without_secret(engine, error)


def _spoken(engine: sa.Engine, error: Exception, name: str) -> RegisterError:
    key, reason = kind_of(engine.dialect).sentence(error), str(error).strip()
    for secret in _secrets(engine.url):
        reason = reason.replace(secret, "***")
    return RegisterError(key, file=name, reason=reason)


def _without_secret(engine: sa.Engine, error: Exception) -> Exception | None:
    """Return an error as the cause of another, or None where a log of it would hold a password."""
    return None if any(secret in str(error) for secret in _secrets(engine.url)) else error


def _secrets(url: sa.URL) -> list[str]:
    values = [str(url.password or ""), *(str(url.query.get(name, "")) for name in _SECRETS)]
    return [form for value in values if value for form in (value, quote(value, safe=""))]


def _driver_errors(engine: sa.Engine) -> type[Exception]:
    driver = engine.dialect.loaded_dbapi
    return cast("type[Exception]", driver.Error) if driver is not None else sqlite3.Error
