from __future__ import annotations

import sqlite3
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing

import pandas as pd
import psycopg
import pytest
import sqlalchemy as sa

from geodata.paths import data_dir
from registry.errors import RegisterError
from registry.store import Register
from registry.store.migrate import steps
from registry.store.tables import METADATA, SCHEMA_VERSION
from tests.registry.batches import ADMIN, batch_of
from tests.registry.stores import as_version_6
from tests.registry.version1 import write_version, write_version1

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


@pytest.mark.parametrize("version", range(2, SCHEMA_VERSION))
def test_a_register_of_each_later_version_keeps_its_import(home, version):
    path = home / "register.sqlite"
    write_version(path, data_dir(), version)
    assert asked(path, "SELECT value FROM meta WHERE name = 'schema_version'") == [(version,)]
    register = Register.open()
    (row,) = register.imports.table().to_dict("records")
    assert (row["import_id"], row["state"], row["follows"], row["read"]) == ("import-1", "active", [], 1)
    assert list(register.imports.rows("import-1")["row"]) == [2]
    assert register.centres()["centre_id"].iloc[-1] == "new-1"
    precisions = register.centres()["location_precision"].value_counts()
    assert (precisions["inferred"], precisions["town"]) == (7, 77)
    (entry,) = register.journal.table().to_dict("records")
    assert (entry["act"], entry["before"]) == ("migration", {"version": version})
    later = batch_of({"centre_id": "new-2"}, mode="update", follows=("import-1",), sha256="1")
    register.imports.commit(later, author=ADMIN)
    assert {"new-1", "new-2"} & set(Register.open().centres()["centre_id"]) == {"new-2"}


def test_the_steps_lead_one_by_one_to_the_newest_version():
    chain = [step.revision for step in steps().walk_revisions()]
    assert chain == [str(version) for version in range(SCHEMA_VERSION, 0, -1)]


def test_its_tables_are_those_of_a_new_register(old, tmp_path):
    Register.open()
    Register.open(tmp_path / "new.sqlite")
    one, other = laid_out(old), laid_out(tmp_path / "new.sqlite")
    assert one == other
    assert set(one) == set(METADATA.tables)


def laid_out(path):
    """Return all that a database says of its tables: columns in any order, keys, indexes, triggers."""
    engine = sa.create_engine(sa.URL.create("sqlite", database=str(path)))
    look = sa.inspect(engine)
    triggers = asked(path, "SELECT tbl_name, sql FROM sqlite_master WHERE type = 'trigger' ORDER BY name")
    tables = {
        name: (
            sorted(
                (str(one["name"]), str(one["type"]), one["nullable"], one["default"]) for one in look.get_columns(name)
            ),
            look.get_pk_constraint(name)["constrained_columns"],
            [one["column_names"] for one in look.get_unique_constraints(name)],
            look.get_indexes(name),
            [sql for table, sql in triggers if table == name],
        )
        for name in look.get_table_names()
    }
    engine.dispose()
    return tables


def test_a_server_of_an_older_version_is_brought_up_to_date(store):
    """The oldest that there can be: registers in PostgreSQL begin with version 7."""
    register = Register.open()
    register.imports.commit(batch_of({"centre_id": "new-1"}), author=ADMIN)
    then = register.centres()
    as_version_6(store)
    pd.testing.assert_frame_equal(Register.open().centres(), then)
    with pytest.raises((sqlite3.Error, psycopg.Error), match="only added to"):
        store.ask("DELETE FROM journal")


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
