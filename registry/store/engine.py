"""Connections: how SQLite is opened, and how its faults become sentences."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa
from sqlalchemy.exc import DBAPIError, SQLAlchemyError
from sqlalchemy.pool import StaticPool

from registry.errors import RegisterError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_READ_ONLY = ("readonly", "read-only", "unable to open", "permission", "disk i/o")


def memory_engine() -> sa.Engine:
    """Return a database that lives as long as its engine, on one connection."""
    return _prepared(
        sa.create_engine("sqlite://", poolclass=StaticPool, connect_args={"check_same_thread": False})
    )


def file_engine(path: Path) -> sa.Engine:
    """Return a database in a file, whose folder is made when it is not there."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise RegisterError("register_read_only", file=str(path), reason=error.strerror or str(error)) from error
    url = sa.URL.create("sqlite", database=str(path))
    return _prepared(sa.create_engine(url, connect_args={"timeout": 10}))


def _prepared(engine: sa.Engine) -> sa.Engine:
    """Let SQLAlchemy, not the driver, begin transactions, so that two first starts wait for each other."""

    @sa.event.listens_for(engine, "connect")
    def _leave_transactions(connection: Any, _record: Any) -> None:  # noqa: ANN401 - the driver's own types
        connection.isolation_level = None

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
        reason = str(error.orig)
        lowered = reason.lower()
        if "locked" in lowered:
            key = "register_busy"
        elif any(word in lowered for word in _READ_ONLY):
            key = "register_read_only"
        else:
            key = "register_damaged"
        raise RegisterError(key, file=name, reason=reason) from error
    except SQLAlchemyError as error:
        raise RegisterError("register_damaged", file=name, reason=str(error)) from error
