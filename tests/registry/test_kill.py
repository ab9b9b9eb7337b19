"""kill -9 at any moment of a write: the register is the old or the new one, whole, and its journal agrees."""

from __future__ import annotations

import shutil
import sys

import pandas as pd
import pytest

from geodata.paths import data_dir
from registry.store import Register
from registry.store.tables import SCHEMA_VERSION
from tests.registry.version1 import write_version1

if sys.platform == "win32":
    pytest.skip("the processes of these tests are forked", allow_module_level=True)

from tests.registry.batches import ADMIN
from tests.registry.children import ROWS, Kill, append_many, child, integrity, interrupted, long_batch
from tests.registry.servers import Server
from tests.registry.stores import FileStore, ServerStore, as_version_6

WORKS = ["import", "edit", "undo", "document", "restore", "migration"]
TIMES = [pytest.param(6, id="6"), pytest.param(200, id="200", marks=pytest.mark.long)]


class Files:
    """A register in a file, made anew from a copy for each kill."""

    def __init__(self, folder) -> None:
        self.path, self.template = folder / "register.sqlite", folder / "template.sqlite"
        self.place = str(self.path)

    def prepare(self, work) -> None:
        if work == "migration":  # the longest way there is
            write_version1(self.template, data_dir(), more_centres=2 * ROWS)
        else:
            worked_with(self.template)

    def fresh(self) -> None:
        self.path.with_name(f"{self.path.name}-journal").unlink(missing_ok=True)
        shutil.copy(self.template, self.path)

    def kills(self, times, length):
        """Spread kills over all steps of the transaction; every third comes while it is committed."""
        ticks, _, commit_s = length
        for number in range(times):
            share = number / times
            yield Kill(commit_s=share * commit_s) if number % 3 == 2 else Kill(tick=1 + int(share * ticks))

    def unfinished(self) -> int:
        """Say how many transactions were left unfinished since the last time."""
        return int(self.path.with_name(f"{self.path.name}-journal").exists())

    def wait(self, *, crash) -> None:
        pass

    def is_whole(self) -> bool:
        return integrity(self.path) == "ok"

    def version(self) -> int:
        return FileStore(self.path).ask("SELECT value FROM meta WHERE name = 'schema_version'")[0][0]

    def open(self) -> Register:
        return Register.open(self.path)


class Databases:
    """A register on a server, made anew from a template for each kill that came too late."""

    def __init__(self, server: Server) -> None:
        self.server, self.template, self.database = server, server.database(), ""
        self._log = 0

    def prepare(self, work) -> None:
        worked_with(url=self.server.url(self.template))
        if work == "migration":
            as_version_6(ServerStore(self.server, self.template))

    def fresh(self) -> None:
        if self.database:
            self.server.drop(self.database)
        self.database = self.server.database(template=self.template)
        self.place = self.server.url(self.database)
        self._log = self.server.log.stat().st_size

    def kills(self, times, length):
        """Spread kills over the statements after the first, every third over the time, which has the commit in it.

        Every eighth ends the server's process, not the client's.
        """
        ticks, length_s, _ = length
        for number in range(times):
            share, server = number / times, number % 8 == 4
            if number % 3 == 2:
                yield Kill(after_s=1.1 * share * length_s, server=server)
            else:
                yield Kill(tick=2 + int(share * (ticks - 1)), server=server)

    def unfinished(self) -> int:
        """Say how many transactions were left unfinished since the last time: the server writes it down."""
        text = self._since()
        self._log = self.server.log.stat().st_size
        return int("open transaction" in text or "was terminated by signal 9" in text or "during COPY" in text)

    def wait(self, *, crash) -> None:
        """Wait until nobody works for the process that is gone, and the server, where it crashed, has recovered."""
        while crash and "ready to accept connections" not in self._since():
            pass
        self.server.wait()
        others = "SELECT count(*) FROM pg_stat_activity WHERE datname = %s AND pid <> pg_backend_pid()"
        while self.server.ask("postgres", others, self.database) != [(0,)]:
            pass

    def _since(self) -> str:
        with self.server.log.open("rb") as log:
            log.seek(self._log)
            return log.read().decode(errors="replace")

    def is_whole(self) -> bool:
        """Let the database compare each index with its table."""
        self.server.ask(self.database, "CREATE EXTENSION IF NOT EXISTS amcheck")
        check = "SELECT bt_index_check(indexrelid, true) FROM pg_index WHERE indrelid::regclass::text = 'centres'"
        return bool(self.server.ask(self.database, check))

    def version(self) -> int:
        return self.server.ask(self.database, "SELECT value FROM meta WHERE name = 'schema_version'")[0][0]

    def open(self) -> Register:
        return Register.open(url=self.place)


def worked_with(path=None, url=""):
    """Make a register with an import and a document."""
    register = Register.open(path, url=url)
    register.imports.commit(long_batch(ROWS), author=ADMIN)
    register.documents.save("story", "ก", ["old"] * 9_000, version=0, author=ADMIN)
    register._database.dispose()


@pytest.fixture(params=["sqlite", "postgresql"])
def stored(request, tmp_path):
    if request.param == "sqlite":
        return Files(tmp_path)
    return Databases(request.getfixturevalue("server"))


def state(register):
    """Return what a register has, but for the times of day in it."""
    imports = register.imports.table()
    document = register.documents.read("story", "ก")
    return [
        register.centres(located=False),
        register.programmes(),
        register.figures(),
        imports[["import_id", "state", "centres"]],
        pd.DataFrame({"document": document.content if document else []}),
        register.journal.table()[["act", "subject"]],
    ]


def same(one, other):
    return all(table.equals(its_twin) for table, its_twin in zip(one, other, strict=True))


def assert_journal_agrees(register):
    """The last entry says what there is, and no act is without one."""
    journal, tables = register.journal.table(), register.tables(located=False)
    entry = journal.to_dict("records")[-1]
    if entry["act"] in ("import", "undo"):
        assert entry["after"]["centres"]["tk-park"] == (tables.centres["programme_id"] == "tk-park").sum()
    if entry["act"] == "document":
        assert entry["revision"] == register.documents.read("story", "ก").version
    assert entry["revision"] == register.revision()
    if entry["act"] != "migration":  # before which there was no journal
        layers = journal["act"].isin(["import", "edit"]).sum()
        assert len(register.imports.table()) == (entry["after"]["imports"] if entry["act"] == "restore" else layers)


@pytest.mark.parametrize("work", WORKS)
@pytest.mark.parametrize("times", TIMES)
def test_a_write_that_is_killed_happened_as_a_whole_or_not_at_all(stored, tmp_path, work, times):
    copy = tmp_path / "copy.sqlite"
    Register.open(tmp_path / "other.sqlite").backup(copy)
    stored.prepare(work)
    stored.fresh()
    old = None if work == "migration" else opened_state(stored)
    length = done(stored, work, copy)
    new, found, unfinished = opened_state(stored), [], 0
    stored.fresh()
    for kill in stored.kills(times, length):
        result = done(stored, work, copy, kill)
        stored.wait(crash=isinstance(result, str))
        unfinished += stored.unfinished()
        assert stored.is_whole()
        if work == "migration":
            found.append("new" if stored.version() == SCHEMA_VERSION else "old")
            assert same(opened_state(stored), new)  # at once, or by the next opening
        else:
            found.append("old" if same(opened_state(stored), old) else "new")
            assert found[-1] == "old" or same(opened_state(stored), new)
        if found[-1] == "new" or work == "migration" or isinstance(stored, Files):
            stored.fresh()
    # For docs/reliability.md: pytest -m long -rP tests/registry/test_kill.py
    counts = f"{found.count('old')} left the old register, {found.count('new')} the new one"
    print(f"{work}: {len(found)} kills, {unfinished} in the middle of the transaction; {counts}")  # noqa: T201
    assert unfinished > len(found) / 3  # or the kills did not come in time to prove anything


def opened_state(stored):
    """Open the register, which checks every row and checksum, and return what it has."""
    register = stored.open()
    assert_journal_agrees(register)
    held = state(register)
    register._database.dispose()
    return held


def done(stored, work, copy, kill=None):
    """Let a process do the work; return how long it took where nobody ended it."""
    with child(interrupted, stored.place, work, str(copy), kill) as (process, pipe):
        assert pipe.recv() == "go"
        try:
            return pipe.recv()
        except EOFError:
            return None
        finally:
            process.join()


@pytest.mark.parametrize(
    ("what", "times"),
    [
        ("document", 20), ("edit", 5), pytest.param("document", 500, marks=pytest.mark.long),
        pytest.param("edit", 500, marks=pytest.mark.long),
    ],
)  # fmt: skip
def test_two_processes_that_write_one_row_lose_nothing(stored, tmp_path, what, times):
    if isinstance(stored, Databases):
        stored.prepare("undo")
        stored.fresh()
    register = stored.open()
    if register.documents.read("story", "ก"):
        register.documents.remove("story", "ก", version=3, author=ADMIN)
    before, place = len(register.journal.table()), stored.place
    work = append_many, place, what
    with child(*work, "a", times) as (_, one), child(*work, "b", times) as (_, two):
        for pipe in (one, two):
            assert pipe.recv() == "ready"
        for pipe in (one, two):
            pipe.send("go")
        conflicts = one.recv() + two.recv()
    centre = register.centres(located=False).set_index("centre_id").loc["tk-park-001"]
    lines = register.documents.read("story", "ก").content if what == "document" else centre["notes"].split()
    written = {f"{name}{number}" for name in "ab" for number in range(times)}
    assert len([line for line in lines if line in written]) == len(written)
    assert written <= set(lines)
    journal = register.journal.table()
    assert len(journal) == before + 2 * times
    assert list(journal["number"]) == list(range(1, len(journal) + 1))
    print(f"{what}: {2 * times} writes to one row by two processes, {conflicts} begun anew, none lost")  # noqa: T201
