from __future__ import annotations

import shutil
from concurrent.futures import ThreadPoolExecutor

import pandas as pd
import pytest

from geodata.paths import data_dir
from registry.errors import DataFileError, RegisterError, UnknownProgrammeError
from registry.store import FileChange, Register
from registry.tables import Tables
from tests.registry.batches import ADMIN, batch_of

both = pytest.mark.usefixtures("store")
both_empty = pytest.mark.usefixtures("empty_store")


@pytest.fixture
def folder(tmp_path, monkeypatch):
    target = tmp_path / "data"
    shutil.copytree(data_dir(), target)
    monkeypatch.setenv("KLAIBAAN_DATA", str(target))
    return target


def edit(path, old, new):
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


@both_empty
def test_first_start_fills_the_register_and_the_second_finds_it():
    first = Register.open()
    assert (len(first.centres()), len(first.programmes())) == (335, 12)
    assert (len(first.programme_details()), len(first.figures())) == (34, 48)
    second = Register.open()
    assert second.revision() == first.revision()
    pd.testing.assert_frame_equal(first.centres(), second.centres())


def test_the_twin_in_memory_says_the_same_and_leaves_no_trace(home, store):
    twin = Register.in_memory()
    assert not home.exists()
    pd.testing.assert_frame_equal(twin.centres(), Register.open().centres())
    pd.testing.assert_frame_equal(twin.figures(), Register.open().figures())


def test_an_empty_register_has_the_columns_and_no_rows():
    empty, full = Register.empty(), Register.in_memory()
    for name in ("centres", "programmes", "programme_details", "figures"):
        nothing = getattr(empty, name)()
        assert nothing.empty
        assert list(nothing.columns) == list(getattr(full, name)().columns)


def test_the_bundle_holds_each_table_and_empty_ones_where_nothing_is_said():
    twin = Register.in_memory()
    tables = twin.tables()
    pd.testing.assert_frame_equal(tables.centres, twin.centres())
    pd.testing.assert_frame_equal(twin.tables(located=False).centres, twin.centres(located=False))
    pd.testing.assert_frame_equal(tables.programmes, twin.programmes())
    pd.testing.assert_frame_equal(tables.details, twin.programme_details())
    pd.testing.assert_frame_equal(tables.figures, twin.figures())
    nothing, empty = vars(Tables()), vars(Register.empty().tables(located=False))
    assert empty.pop("past").first_day is nothing.pop("past") is None
    for name, table in nothing.items():
        pd.testing.assert_series_equal(table.dtypes, empty[name].dtypes)
        assert table.empty


@both
def test_nothing_is_pending_until_a_file_changes(folder):
    register = Register.open()
    assert register.pending() == ()
    assert register.reread(author=ADMIN) == ()
    before = register.revision()
    edit(folder / "centres.csv", "ห้องสมุดสีเขียว", "ห้องสมุดสีฟ้า")
    assert register.pending() == (FileChange("centres.csv", (), (), ("bma-library-005",)),)
    assert register.revision() == before
    assert register.reread(author=ADMIN) == (FileChange("centres.csv", (), (), ("bma-library-005",)),)
    assert register.revision() == before + 1
    assert register.pending() == ()
    assert "ห้องสมุดสีฟ้า" in set(register.centres()["name_th"])
    assert Register.open().revision() == before + 1


@both
def test_rows_that_came_and_went_are_named(folder):
    register = Register.open()
    lines = (folder / "centres.csv").read_text(encoding="utf-8").splitlines(keepends=True)
    added = lines[1].replace("relearning-001", "relearning-999")
    (folder / "centres.csv").write_text("".join([lines[0], *lines[2:], added]), encoding="utf-8")
    (change,) = register.pending()
    assert (change.added, change.removed, change.changed) == (("relearning-999",), ("relearning-001",), ())
    register.reread(author=ADMIN)
    assert register.centres()["centre_id"].iloc[-1] == "relearning-999"


@both
def test_a_file_that_became_wrong_changes_nothing(folder):
    register = Register.open()
    before = register.centres()
    edit(folder / "centres.csv", "tk-park-001,tk-park,", "tk-park-001,no-such,")
    with pytest.raises(UnknownProgrammeError):
        register.pending()
    with pytest.raises(UnknownProgrammeError):
        register.reread(author=ADMIN)
    (folder / "centres.csv").unlink()
    with pytest.raises(DataFileError, match="is missing"):
        register.reread(author=ADMIN)
    pd.testing.assert_frame_equal(register.centres(), before)


@both_empty
def test_a_first_start_with_a_wrong_file_keeps_nothing_half_done(folder):
    good = (folder / "figures.csv").read_bytes()
    (folder / "figures.csv").write_bytes(b"\xff")
    with pytest.raises(DataFileError):
        Register.open()
    (folder / "figures.csv").write_bytes(good)
    assert len(Register.open().figures()) == 48


def test_what_can_be_used_is_salvaged(folder):
    (folder / "figures.csv").write_bytes(b"\xff")
    register, faults = Register.salvage()
    assert len(register.centres()) == 335
    assert register.figures().empty
    assert [fault.key for fault in faults] == ["data_file_unreadable"]
    (folder / "programmes.csv").unlink()
    register, faults = Register.salvage()
    assert register.centres().empty
    assert [fault.key for fault in faults] == ["data_file_missing"]


@both
def test_an_import_survives_a_reread(folder):
    register = Register.open()
    register.imports.commit(batch_of({"centre_id": "mine-1", "programme_id": "tk-park"}), author=ADMIN)
    edit(folder / "centres.csv", "ห้องสมุดสีเขียว", "ห้องสมุดสีฟ้า")
    (change,) = register.reread(author=ADMIN)
    assert change.removed == ()
    found = register.centres()
    assert len(found) == 336
    assert found["centre_id"].iloc[-1] == "mine-1"


@both
def test_the_folder_may_not_take_an_imports_id_nor_its_programme(folder):
    register = Register.open()
    register.imports.commit(batch_of({"centre_id": "mine-1", "programme_id": "mobile-library"}), author=ADMIN)
    edit(folder / "centres.csv", "tk-park-021,", "mine-1,")
    with pytest.raises(RegisterError, match="mine-1"):
        register.reread(author=ADMIN)
    edit(folder / "centres.csv", "mine-1,", "tk-park-021,")
    lines = (folder / "programmes.csv").read_text(encoding="utf-8").splitlines(keepends=True)
    kept = [line for line in lines if not line.startswith("mobile-library,")]
    (folder / "programmes.csv").write_text("".join(kept), encoding="utf-8")
    with pytest.raises(UnknownProgrammeError, match="mobile-library"):
        register.reread(author=ADMIN)
    assert len(register.programmes()) == 12


def test_a_damaged_store_is_a_sentence(home):
    home.mkdir()
    (home / "register.sqlite").write_bytes(b"this is no database" * 100)
    with pytest.raises(RegisterError, match=r"register\.sqlite is damaged") as caught:
        Register.open()
    assert caught.value.key == "register_damaged"


def test_a_store_damaged_later_is_a_sentence_too(store):
    register = Register.open()
    store.ask("DROP TABLE centres")
    with pytest.raises(RegisterError, match="is damaged"):
        register.centres()


def test_a_store_of_another_version_is_left_alone(store):
    Register.open()
    store.ask("UPDATE meta SET value = 99 WHERE name = 'schema_version'")
    with pytest.raises(RegisterError, match="schema 99"):
        Register.open()


def test_a_home_that_cannot_be_made_is_a_sentence(tmp_path, monkeypatch):
    (tmp_path / "file").write_text("in the way", encoding="utf-8")
    monkeypatch.setenv("KLAIBAAN_HOME", str(tmp_path / "file" / "home"))
    with pytest.raises(RegisterError, match="KLAIBAAN_HOME") as caught:
        Register.open()
    assert caught.value.key == "register_read_only"


@both_empty
def test_two_first_starts_at_once_fill_one_register():
    with ThreadPoolExecutor(4) as pool:
        sizes = list(pool.map(lambda _: len(Register.open().centres(located=False)), range(8)))
    assert sizes == [335] * 8


@both
def test_one_register_on_disk_serves_many_threads():
    register = Register.open()
    with ThreadPoolExecutor(4) as pool:
        sizes = list(pool.map(lambda _: (register.revision(), len(register.figures())), range(40)))
    assert set(sizes) == {(1, 48)}


def test_one_register_serves_many_threads():
    register = Register.in_memory()
    with ThreadPoolExecutor(4) as pool:
        sizes = list(pool.map(lambda _: (register.revision(), len(register.figures())), range(40)))
    assert set(sizes) == {(1, 48)}


@both_empty
def test_hostile_names_travel_through_the_store(folder):
    name = "<img src=x onerror=alert(1)>'; DROP TABLE centres; --"
    edit(folder / "centres.csv", "ห้องสมุดสีเขียว", name)
    assert name in set(Register.open().centres()["name_th"])
