"""Where a test keeps its register: in a file, or on a server; and what other programs do to it there."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

from tests.registry.servers import Server


class FileStore:
    """The register's file in the home folder of the test."""

    kind = "sqlite"
    url = ""

    def __init__(self, path: Path) -> None:
        self.path = path

    def ask(self, statement: str, *values: object) -> list[tuple[Any, ...]]:
        """Run a statement past the register; values stand where it has %s."""
        with closing(sqlite3.connect(self.path)) as database, database:
            return database.execute(statement.replace("%s", "?"), values).fetchall()

    def free_journal(self) -> None:
        """Take away what guards the journal."""
        for act in ("update", "delete", "insert"):
            self.ask(f"DROP TRIGGER journal_{act}")

    def spoil(self) -> None:
        """Make it something that is no register."""
        self.path.parent.mkdir(exist_ok=True)
        self.path.write_bytes(b"this is no database" * 100)

    def is_spoilt(self, aside: str) -> bool:
        """Say whether what `spoil` made was set aside there."""
        return Path(aside).read_bytes().startswith(b"this is no database")

    def remove(self) -> None:
        """Take the register away, as on a new computer."""
        shutil.rmtree(self.path.parent)


class ServerStore:
    """A database on a server."""

    kind = "postgresql"

    def __init__(self, server: Server, database: str) -> None:
        self.server = server
        self.database = database
        self.url = server.url(database)

    def ask(self, statement: str, *values: object) -> list[tuple[Any, ...]]:
        """Run a statement past the register; values stand where it has %s."""
        return self.server.ask(self.database, statement, *values)

    def free_journal(self) -> None:
        """Take away what guards the journal."""
        self.ask("ALTER TABLE journal DISABLE TRIGGER ALL")

    def spoil(self) -> None:
        """Make it something that is no register."""
        self.ask("DROP TABLE IF EXISTS meta")
        self.ask("CREATE TABLE meta (name text, value text)")
        self.ask("INSERT INTO meta VALUES ('schema_version', 'nonsense')")

    def is_spoilt(self, aside: str) -> bool:
        """Say whether what `spoil` made was set aside there."""
        return self.ask(f"SELECT value FROM {aside}.meta") == [("nonsense",)]  # noqa: S608 - a name of ours

    def remove(self) -> None:
        """Take the register away, as on a new computer."""
        self.ask("DROP SCHEMA public CASCADE")
        self.ask("CREATE SCHEMA public")


Store = FileStore | ServerStore


def as_version_6(store: Store) -> None:
    """Make a register one as version 6 left it, which had neither journal nor documents nor sign-outs."""
    for table in ("journal", "documents", "sign_outs"):
        store.ask(f"DROP TABLE {table}")
        store.ask("DELETE FROM seals WHERE table_name = %s", table)
    store.ask("UPDATE meta SET value = 6 WHERE name = 'schema_version'")
