from __future__ import annotations

import sqlite3
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing

import pandas as pd
import pytest

from geodata.paths import data_dir
from registry.errors import RegisterError
from registry.store import Register
from tests.registry.batches import batch_of
from tests.registry.version1 import write_version1

TABLES = ("centres", "programmes", "programme_details", "figures", "area_counts")


@pytest.fixture
def old(home):
    write_version1(home / "register.sqlite", data_dir())
    return home / "register.sqlite"


def asked(path, question):
    with closing(sqlite3.connect(path)) as database:
        return database.execute(question).fetchall()


def test_a_register_of_version_1_opens_as_it_was(old):
    register, fresh = Register.open(), Register.in_memory()
    for name in TABLES:
        pd.testing.assert_frame_equal(getattr(register, name)(), getattr(fresh, name)())
    assert register.revision() == 8  # it had 7
    assert register.pending() == ()
    assert register.imports().empty
    assert asked(old, "PRAGMA integrity_check") == [("ok",)]
    assert asked(old, "SELECT value FROM meta WHERE name = 'schema_version'") == [(2,)]


def test_its_tables_are_those_of_a_new_register(old, tmp_path):
    Register.open()
    Register.open(tmp_path / "new.sqlite")
    question = "SELECT name, sql FROM sqlite_master WHERE name NOT LIKE 'sqlite_%' ORDER BY name"
    one, other = (asked(path, question) for path in (old, tmp_path / "new.sqlite"))
    assert [(name, "".join(sql.split())) for name, sql in one] == [(name, "".join(sql.split())) for name, sql in other]


def test_it_takes_imports_and_is_not_migrated_again(old):
    register = Register.open()
    import_id = register.commit_import(batch_of({"centre_id": "new-1"}, {"centre_id": "tk-park-001"}))
    assert len(Register.open().centres()) == 194
    Register.open().undo_import(import_id)
    pd.testing.assert_frame_equal(register.centres(), Register.in_memory().centres())
    assert register.revision() == 10


def test_a_migration_that_fails_leaves_the_old_register(old):
    with closing(sqlite3.connect(old)) as database, database:
        database.execute("DROP INDEX ix_figures_origin")  # so that the last step but one cannot be taken
    before = old.read_bytes()
    with pytest.raises(RegisterError, match="is damaged"):
        Register.open()
    assert old.read_bytes() == before


def test_two_that_find_it_old_at_once_migrate_it_once(old):
    with ThreadPoolExecutor(4) as pool:
        registers = list(pool.map(lambda _: Register.open(), range(4)))
    assert {register.revision() for register in registers} == {8}
    assert {len(register.centres(located=False)) for register in registers} == {193}
