"""The stores that the register's tests run on: SQLite, and a PostgreSQL that starts when the first test wants it."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa

from registry.store import FILE_NAME, Register
from tests.registry.servers import OLDEST, Server, programs
from tests.registry.stores import FileStore, ServerStore, Store

_open: list[Any] = []


@sa.event.listens_for(sa.Engine, "connect")
def _note(connection: Any, _record: object) -> None:
    if type(connection).__module__.startswith("psycopg"):
        _open.append(connection)


def _close() -> None:
    """Close what registers left open: the process would keep it until its end."""
    while _open:
        _open.pop().close()


@pytest.fixture(scope="session")
def server() -> Iterator[Server]:
    if programs() is None:
        reason = f"PostgreSQL {OLDEST} or newer is not installed (Debian: apt-get install postgresql)"
        if os.environ.get("CI"):
            pytest.fail(reason)
        pytest.skip(reason)
    server = Server()
    yield server
    server.remove()


@pytest.fixture(scope="session")
def filled(server: Server) -> str:
    """Return a database with a register as the first start makes it, to be copied."""
    name = server.database()
    Register.open(url=server.url(name))
    _close()
    return name


@pytest.fixture
def database(server: Server, filled: str) -> Iterator[ServerStore]:
    """Return a database of the test's own, with a register that nobody has worked with."""
    name = server.database(template=filled)
    yield ServerStore(server, name)
    _close()
    server.drop(name)


@pytest.fixture
def empty_database(server: Server) -> Iterator[ServerStore]:
    """Return a database of the test's own, with nothing in it."""
    name = server.database()
    yield ServerStore(server, name)
    _close()
    server.drop(name)


@pytest.fixture(params=["sqlite", "postgresql"])
def store(request: pytest.FixtureRequest, home: Path, monkeypatch: pytest.MonkeyPatch) -> Store:
    """Say where `Register.open` keeps the register of the test: each test runs on both."""
    return _store(request, home, monkeypatch, "database")


@pytest.fixture(params=["sqlite", "postgresql"])
def empty_store(request: pytest.FixtureRequest, home: Path, monkeypatch: pytest.MonkeyPatch) -> Store:
    """As `store`, where nobody has started yet."""
    return _store(request, home, monkeypatch, "empty_database")


def _store(request: pytest.FixtureRequest, home: Path, monkeypatch: pytest.MonkeyPatch, name: str) -> Store:
    if request.param == "sqlite":
        return FileStore(home / FILE_NAME)
    database: ServerStore = request.getfixturevalue(name)
    monkeypatch.setenv("KLAIBAAN_DATABASE_URL", database.url)
    return database
