"""A real PostgreSQL for tests, from Debian's packages: started once a process, on a socket in a temporary folder."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import tempfile
import time
from contextlib import closing
from pathlib import Path
from typing import Any

import psycopg

OWNER = "owner"
PASSWORD = "p@ss/w:rd%รหัส"  # noqa: S105 - of a server that only tests reach
_ENCODED = "p%40ss%2Fw%3Ard%25%E0%B8%A3%E0%B8%AB%E0%B8%B1%E0%B8%AA"
_START_S = 60
# Nothing here must survive a power cut.
_FAST = {
    "fsync": "off", "full_page_writes": "off", "shared_buffers": "32MB", "max_connections": "90",
    "listen_addresses": "", "autovacuum": "off", "log_min_messages": "log", "max_wal_size": "256MB",
}  # fmt: skip


OLDEST = 15


def programs() -> Path | None:
    """Return the folder of the newest PostgreSQL that is installed and new enough for these tests, or None."""
    named = shutil.which("postgres")
    there = [Path(named).parent] if named else []
    there += [file.parent for file in Path("/usr/lib/postgresql").glob("*/bin/postgres")]
    by_version = {_version(folder): folder for folder in there if (folder / "initdb").exists()}
    newest = max(by_version, default=0)
    return by_version[newest] if newest >= OLDEST else None


def _version(folder: Path) -> int:
    said = subprocess.run([folder / "postgres", "--version"], capture_output=True, text=True, check=True).stdout
    return int(said.split()[2].split(".")[0])


class Server:
    """A server of its own; its owner needs no password, everybody else does."""

    def __init__(self) -> None:
        bin_ = programs()
        assert bin_ is not None
        self._bin = bin_
        self.folder = Path(tempfile.mkdtemp(prefix="klaibaan-pg-"))
        self._user: dict[str, Any] = {}
        if os.geteuid() == 0:  # the server refuses to run as root
            self._user = {"user": "nobody", "group": "nogroup", "extra_groups": []}
            shutil.chown(self.folder, "nobody", "nogroup")
        self.log = self.folder / "log"
        self._process: subprocess.Popen | None = None
        # Thai in the order of a dictionary, unlike SQLite's: what is ordered by its characters must say so.
        order = ["--locale-provider=icu", "--icu-locale=th", "--locale=C.UTF-8", "--encoding=UTF8"]
        self._run("initdb", "-D", str(self.folder / "data"), "-U", OWNER, "--no-sync", "--auth=trust", *order)
        rules = f"local all {OWNER} trust\nlocal all all scram-sha-256\n"
        (self.folder / "data" / "pg_hba.conf").write_text(rules, encoding="utf-8")
        self.start()
        self._number = 0

    def url(self, database: str, *, user: str = OWNER, password: str = _ENCODED) -> str:
        return f"postgresql://{user}:{password}@/{database}?host={self.folder}"

    def start(self) -> None:
        options = [part for name, value in _FAST.items() for part in ("-c", f"{name}={value}")]
        with self.log.open("ab") as log:
            self._process = subprocess.Popen(
                [self._bin / "postgres", "-D", self.folder / "data", "-k", self.folder, *options],
                stdout=log, stderr=log, start_new_session=True, cwd="/", **self._user,
            )  # fmt: skip
        self.wait()

    def wait(self) -> None:
        """Wait until it answers, as after a start or a crash."""
        latest = time.monotonic() + _START_S
        while True:
            try:
                self.ask("postgres", "SELECT 1")
            except psycopg.OperationalError:
                if time.monotonic() > latest:
                    raise
            else:
                return

    def stop(self) -> None:
        """End at once, as the power does; `start` recovers."""
        assert self._process is not None
        self._process.send_signal(signal.SIGQUIT)
        self._process.wait()

    def remove(self) -> None:
        self.stop()
        shutil.rmtree(self.folder, ignore_errors=True)

    def ask(self, database: str, statement: str, *values: object) -> list[tuple[Any, ...]]:
        """Run a statement from outside of the app, and return what it answers."""
        with closing(
            psycopg.connect(host=str(self.folder), dbname=database, user=OWNER, autocommit=True)
        ) as connection:
            cursor = connection.execute(statement, values or None)
            return cursor.fetchall() if cursor.description else []

    def database(self, *, template: str = "template0") -> str:
        """Make a database and return its name."""
        self._number += 1
        name = f"test_{self._number}"
        self.ask("postgres", f"CREATE DATABASE {name} TEMPLATE {template} STRATEGY file_copy")
        return name

    def drop(self, name: str) -> None:
        self.ask("postgres", f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")

    def _run(self, program: str, *arguments: str) -> None:
        subprocess.run([self._bin / program, *arguments], check=True, capture_output=True, cwd="/", **self._user)
