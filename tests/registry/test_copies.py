from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from operator import attrgetter

import pandas as pd
import pytest

from geodata.errors import FileError
from geodata.paths import data_dir
from registry.errors import ImportRefusedError, RegisterError
from registry.store import Register
from tests.registry.batches import ADMIN, batch_of
from tests.registry.version1 import write_version1

TABLES = ("centres", "programmes", "figures", "area_counts", "imports.table", "decisions.findings")


def everything(register):
    rows = [register.imports.rows(import_id) for import_id in register.imports.table()["import_id"]]
    return [attrgetter(name)(register)() for name in TABLES] + rows


def assert_same(one, other):
    for table, its_twin in zip(one, other, strict=True):
        pd.testing.assert_frame_equal(table, its_twin)


@pytest.fixture
def used(store):
    """Return a register that somebody has worked with."""
    register = Register.open()
    register.imports.commit(
        batch_of({"centre_id": "new-1", "name_th": "=1+1"}, counts=[("book-house", "1042", 3)]), author=ADMIN
    )
    register.imports.commit(
        batch_of({"centre_id": "new-2"}, list_status={"tk-park": "complete"}, sha256="2"), author=ADMIN
    )
    register.imports.undo("import-1", author=ADMIN)
    register.decisions.settle("a", "dismissed", "เพราะ", programme_ids=[], author=ADMIN)
    register.decisions.remember_mapping("tk-park", {"ชื่อ": "name_th"}, author=ADMIN)
    return register


def test_a_backup_put_back_is_the_register_as_it_was(used, tmp_path):
    then = everything(used)
    used.backup(tmp_path / "copy.sqlite")
    used.imports.redo("import-1", author=ADMIN)
    used.decisions.reopen("a", programme_ids=[], author=ADMIN)
    revision = used.revision()
    used.restore(tmp_path / "copy.sqlite", author=ADMIN)
    assert_same(everything(used), then)
    assert used.revision() == revision + 1
    assert used.decisions.mapping("tk-park") == {"ชื่อ": "name_th"}
    used.imports.redo("import-1", author=ADMIN)
    assert "new-1" in set(used.centres()["centre_id"])
    assert used.imports.commit(batch_of({"centre_id": "new-3"}, sha256="3"), author=ADMIN) == "import-3"


def test_another_process_sees_the_restored_register_without_a_restart(used, tmp_path):
    other = Register.open()
    used.backup(tmp_path / "copy.sqlite")
    other.imports.commit(batch_of({"centre_id": "new-9"}, sha256="9"), author=ADMIN)
    used.restore(tmp_path / "copy.sqlite", author=ADMIN)
    assert_same(everything(other), everything(used))
    assert "new-9" not in set(other.centres()["centre_id"])


def test_a_backup_is_made_whole_or_not_at_all(used, tmp_path):
    place = tmp_path / "copy.sqlite"
    place.write_bytes(b"an older copy")
    used.backup(place)
    with closing(sqlite3.connect(place)) as database:
        assert database.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    assert [path.name for path in tmp_path.iterdir() if path.is_file()] == ["copy.sqlite"]
    with pytest.raises(FileError, match="cannot be written"):
        used.backup(tmp_path / "nowhere" / "copy.sqlite")
    (tmp_path / "folder").mkdir()
    with pytest.raises(FileError, match="it is a folder"):
        used.backup(tmp_path / "folder")
    assert not list(tmp_path.glob(".*.part"))


def test_the_register_is_not_copied_over_itself(home):
    with pytest.raises(ImportRefusedError, match="the register itself"):
        Register.open(home / "register.sqlite").backup(home / "." / "register.sqlite")


def test_a_backup_of_version_1_is_put_back_and_stays_as_it_is(used, tmp_path):
    write_version1(tmp_path / "old.sqlite", data_dir())
    before = (tmp_path / "old.sqlite").read_bytes()
    used.restore(tmp_path / "old.sqlite", author=ADMIN)
    pd.testing.assert_frame_equal(used.centres(), Register.in_memory().centres())
    assert used.imports.table().empty
    assert (tmp_path / "old.sqlite").read_bytes() == before


def spoilt(path, statement):
    with closing(sqlite3.connect(path)) as database, database:
        database.execute(statement)


@pytest.mark.parametrize(
    "spoil",
    [
        lambda path: path.unlink(),
        lambda path: path.write_bytes(b""),
        lambda path: path.write_bytes(b"this is no database" * 100),
        lambda path: path.write_bytes(path.read_bytes()[:90_000]),
        lambda path: spoilt(path, "DROP TABLE centres"),
        lambda path: spoilt(path, "ALTER TABLE imports DROP COLUMN mode"),
        lambda path: spoilt(path, "UPDATE centres SET longitude = 'east'"),
        lambda path: spoilt(path, "UPDATE centres SET name_th = x'ff'"),
        lambda path: spoilt(path, "UPDATE imports SET kinds = 'no json'"),
        lambda path: spoilt(path, "DELETE FROM meta"),
    ],
)
def test_what_is_no_sound_backup_is_refused_and_changes_nothing(used, tmp_path, spoil):
    used.backup(tmp_path / "copy.sqlite")
    then = everything(used)
    spoil(tmp_path / "copy.sqlite")
    with pytest.raises(ImportRefusedError, match="no backup that can be put back"):
        used.restore(tmp_path / "copy.sqlite", author=ADMIN)
    assert_same(everything(used), then)


def test_a_backup_of_a_later_version_is_refused(used, tmp_path):
    used.backup(tmp_path / "copy.sqlite")
    spoilt(tmp_path / "copy.sqlite", "UPDATE meta SET value = 99 WHERE name = 'schema_version'")
    with pytest.raises(RegisterError, match="schema 99"):
        used.restore(tmp_path / "copy.sqlite", author=ADMIN)


def test_a_backup_opens_a_place_that_has_nothing(used, store, tmp_path):
    used.backup(tmp_path / "copy.sqlite")
    then = everything(used)
    store.remove()
    register, aside = Register.restored(tmp_path / "copy.sqlite", author=ADMIN)
    assert aside == ""
    assert_same(everything(register), then)
    assert_same(everything(Register.open()), then)


def test_a_damaged_register_is_set_aside(used, store, tmp_path):
    used.backup(tmp_path / "copy.sqlite")
    for key in "bcd":
        used.decisions.settle(key, "dismissed", "เพราะ", programme_ids=[], author=ADMIN)
    then, before = everything(Register.restored(tmp_path / "copy.sqlite", author=ADMIN)[0]), used.revision()
    store.spoil()
    with pytest.raises(RegisterError, match="is damaged"):
        Register.open()
    register, aside = Register.restored(tmp_path / "copy.sqlite", author=ADMIN)
    assert store.is_spoilt(aside)
    assert_same(everything(register), then)
    assert_same(everything(used), then)  # the one that was open all along
    assert used.revision() > before


def test_a_file_moved_away_is_made_anew_without_a_restart(home):
    register = Register.open(home / "register.sqlite")
    register.imports.commit(batch_of({"centre_id": "new-1"}), author=ADMIN)
    assert register.revision() == 2
    (home / "register.sqlite").rename(home / "away.sqlite")
    assert len(register.centres()) == 335
    assert register.revision() == 3  # what is kept by revision 1 or 2 is of another file
    shutil.rmtree(home)
    assert len(register.centres()) == 335
    assert register.imports.commit(batch_of({"centre_id": "new-1"}), author=ADMIN) == "import-1"
