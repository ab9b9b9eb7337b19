from __future__ import annotations

import sqlite3
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing

import pandas as pd
import pytest

from geodata.paths import data_dir
from registry.errors import RegisterError
from registry.store import Register
from registry.store.tables import SCHEMA_VERSION
from tests.registry.batches import ADMIN, batch_of
from tests.registry.version1 import write_version1

TABLES = ("centres", "programmes", "programme_details", "figures", "area_counts")


@pytest.fixture
def old(home):
    write_version1(home / "register.sqlite", data_dir())
    return home / "register.sqlite"


def asked(path, question):
    with closing(sqlite3.connect(path)) as database:
        return database.execute(question).fetchall()


def everything(register, *, without=()):
    return [getattr(register, name)().drop(columns=list(without), errors="ignore") for name in TABLES]


def test_a_register_of_version_1_opens_as_it_was(old):
    register = Register.open()
    since_then = ("short_th", "short_en")
    for found, fresh in zip(
        everything(register, without=since_then), everything(Register.in_memory(), without=since_then), strict=True
    ):
        pd.testing.assert_frame_equal(found, fresh)
    assert register.programmes()[list(since_then)].isna().all(axis=None)
    assert register.revision() == 8  # it had 7
    assert register.imports.table().empty
    assert asked(old, "PRAGMA integrity_check") == [("ok",)]
    assert asked(old, "SELECT value FROM meta WHERE name = 'schema_version'") == [(SCHEMA_VERSION,)]


def test_what_came_to_the_data_folder_since_is_taken_up_when_asked(old):
    register = Register.open()
    assert [change.file for change in register.pending()] == ["programmes.csv"]
    register.reread(author=ADMIN)
    for found, fresh in zip(everything(register), everything(Register.in_memory()), strict=True):
        pd.testing.assert_frame_equal(found, fresh)


def test_a_register_of_version_2_keeps_its_imports(home):
    register = Register.open()
    import_id = register.imports.commit(batch_of({"centre_id": "new-1"}), author=ADMIN)
    with closing(sqlite3.connect(home / "register.sqlite")) as database, database:
        for column in ("short_th", "short_en"):
            database.execute(f"ALTER TABLE programmes DROP COLUMN {column}")
        database.execute("UPDATE meta SET value = 2 WHERE name = 'schema_version'")
    held = Register.open(home / "register.sqlite")
    assert list(held.imports.table()["import_id"]) == [import_id]
    assert len(held.centres()) == 336
    assert held.programmes()["short_th"].isna().all()
    assert asked(home / "register.sqlite", "SELECT value FROM meta WHERE name = 'schema_version'") == [
        (SCHEMA_VERSION,)
    ]


def test_a_register_of_version_3_says_which_points_are_inferred(home):
    Register.open()
    with closing(sqlite3.connect(home / "register.sqlite")) as database, database:
        database.execute("UPDATE centres SET location_precision = 'town' WHERE location_precision = 'inferred'")
        database.execute("UPDATE meta SET value = 3 WHERE name = 'schema_version'")
    precisions = Register.open(home / "register.sqlite").centres()["location_precision"].value_counts()
    assert (precisions["inferred"], precisions["town"]) == (7, 77)


def test_its_tables_are_those_of_a_new_register(old, tmp_path):
    Register.open()
    Register.open(tmp_path / "new.sqlite")
    question = "SELECT name, sql FROM sqlite_master WHERE name NOT LIKE 'sqlite_%' ORDER BY name"
    one, other = (asked(path, question) for path in (old, tmp_path / "new.sqlite"))
    assert [(name, "".join(sql.split())) for name, sql in one] == [(name, "".join(sql.split())) for name, sql in other]


def test_it_takes_imports_and_is_not_migrated_again(old):
    register = Register.open()
    import_id = register.imports.commit(batch_of({"centre_id": "new-1"}, {"centre_id": "tk-park-001"}), author=ADMIN)
    assert len(Register.open().centres()) == 336
    Register.open().imports.undo(import_id, author=ADMIN)
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
    assert {len(register.centres(located=False)) for register in registers} == {335}


def test_a_register_of_version_4_has_imports_that_follow_none(home):
    import_id = Register.open().imports.commit(batch_of({"centre_id": "new-1"}), author=ADMIN)
    with closing(sqlite3.connect(home / "register.sqlite")) as database, database:
        database.execute("ALTER TABLE imports DROP COLUMN follows")
        database.execute("UPDATE meta SET value = 4 WHERE name = 'schema_version'")
    register = Register.open(home / "register.sqlite")
    assert list(register.imports.table()["follows"]) == [[]]
    later = batch_of({"centre_id": "new-2"}, mode="update", follows=(import_id,), sha256="1")
    register.imports.commit(later, author=ADMIN)
    assert {"new-1", "new-2"} & set(register.centres()["centre_id"]) == {"new-2"}
