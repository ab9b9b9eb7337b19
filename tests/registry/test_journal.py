"""The journal has every act with what stood before and after; it agrees with the tables, and nothing takes from it."""

from __future__ import annotations

import json
import sqlite3
from pathlib import Path

import pandas as pd
import psycopg
import pytest

from geodata.paths import data_dir
from registry.author import Author, Role
from registry.batch import Reported
from registry.commands import main
from registry.errors import AuthorError, ImportRefusedError, RegisterError
from registry.store import Register
from registry.store.tables import SCHEMA_VERSION
from tests.registry.batches import ADMIN, batch_of
from tests.registry.stores import Store, as_version_6

pytestmark = pytest.mark.usefixtures("store")

OTHER = Author("สมชาย", Role.EDITOR, frozenset({"tk-park"}))


def acts(register: Register) -> list[str]:
    return list(register.journal.table()["act"])


def last(register: Register) -> dict[str, object]:
    return register.journal.table().to_dict("records")[-1]


def test_a_new_register_has_an_empty_journal():
    table = Register.open().journal.table()
    assert table.empty
    assert list(table.columns) == [
        "number", "at", "author", "act", "subject", "programme_ids", "before", "after", "reason", "revision",
    ]  # fmt: skip


def test_an_import_its_undo_and_redo_say_what_counted_before_and_after():
    register = Register.open()
    batch = batch_of(
        {"centre_id": "new-1"},
        mode="replace",
        counts=[("tk-park", "10", 3)],
        reported={"tk-park": Reported(9, "exact", "หนังสือ")},
    )
    closing_ = len(register.imports.would_close(["tk-park"]))
    register.imports.commit(batch, author=OTHER, reason="  รายการใหม่ ")
    register.imports.undo("import-1", author=ADMIN, reason="ผิดไฟล์")
    register.imports.redo("import-1", author=OTHER)
    table = register.journal.table()
    assert list(table["number"]) == [1, 2, 3]
    assert list(table["act"]) == ["import", "undo", "redo"]
    assert list(table["author"]) == [OTHER.name, ADMIN.name, OTHER.name]
    assert list(table["reason"]) == ["รายการใหม่", "ผิดไฟล์", ""]
    assert list(table["revision"]) == [2, 3, 4]
    assert list(table["programme_ids"]) == [["tk-park"]] * 3
    assert table["at"].str.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+00:00").all()
    without, with_it = {"centres": {"tk-park": closing_}}, {"centres": {"tk-park": 1}, "area_counts": {"tk-park": 1}}
    for entry, before, after in zip(
        table.to_dict("records"), (without, with_it, without), (with_it, without, with_it), strict=True
    ):
        assert before.items() <= entry["before"].items()
        assert after.items() <= entry["after"].items()
        assert {"file_name": "made.csv", "mode": "replace", "accepted": 1}.items() <= entry["after"].items()
    assert table["after"][0]["reported_count"] == {"tk-park": 9}


def test_a_programme_whose_row_an_import_hides_is_named():
    register = Register.open()
    register.imports.commit(batch_of({"centre_id": "bma-library-001", "programme_id": "tk-park"}), author=ADMIN)
    assert last(register)["programme_ids"] == ["bma-library", "tk-park"]
    before, after = last(register)["before"]["centres"], last(register)["after"]["centres"]
    assert (after["bma-library"], after["tk-park"]) == (before["bma-library"] - 1, before["tk-park"] + 1)


def test_decisions_mappings_and_rereading_are_written_down(tmp_path):
    for file in data_dir().glob("*.csv"):
        (tmp_path / file.name).write_bytes(file.read_bytes())
    register = Register.open(data_folder=tmp_path)
    decide = {"programme_ids": ["tk-park"], "author": OTHER}
    register.decisions.settle("no_point:a", "dismissed", "เพราะ", **decide)
    register.decisions.reopen("no_point:a", **decide)
    register.decisions.reopen("no_point:a", **decide)  # nothing to write down
    register.decisions.remember_mapping("tk-park", {"ชื่อ": "name_th"}, author=OTHER)
    path = tmp_path / "centres.csv"
    path.write_text(path.read_text(encoding="utf-8").replace("ห้องสมุดสีเขียว", "ใหม่"), encoding="utf-8")
    register.reread(author=ADMIN)
    register.reread(author=ADMIN)  # nothing to read
    table = register.journal.table()
    assert list(table["act"]) == ["decision", "decision", "mapping", "reread"]
    assert list(table["subject"]) == ["no_point:a", "no_point:a", "tk-park", "data"]
    decided = {"state": "dismissed", "reason": "เพราะ"}
    assert list(table["before"]) == [None, decided, None, None]
    assert list(table["after"])[:3] == [decided, None, {"ชื่อ": "name_th"}]
    assert table["after"][3] == {"centres.csv": {"added": 0, "removed": 0, "changed": 1}}
    assert table["revision"][3] == register.revision() == 5


def test_what_fails_leaves_no_entry():
    register = Register.open()
    with pytest.raises(ImportRefusedError, match="province_code"):
        register.imports.commit(batch_of({"centre_id": "a", "province_code": "99"}), author=ADMIN)
    with pytest.raises(AuthorError, match="at most 1000"):
        register.imports.commit(batch_of({"centre_id": "a"}), author=ADMIN, reason="ก" * 1_001)
    assert register.journal.table().empty
    assert (register.revision(), register.imports.table().empty) == (1, True)


def test_the_database_itself_refuses_to_change_the_journal(store: Store):
    Register.open().imports.commit(batch_of({"centre_id": "a"}), author=ADMIN)
    row = "SELECT number, at, 'x', act, subject, programme_ids, before, after, reason, revision FROM journal"
    statements = ["UPDATE journal SET author = 'x'", "DELETE FROM journal", f"INSERT INTO journal {row}"]
    special = {"sqlite": f"REPLACE INTO journal {row}", "postgresql": "TRUNCATE journal"}
    for statement in (*statements, special[store.kind]):
        with pytest.raises((sqlite3.Error, psycopg.Error), match="only added to"):
            store.ask(statement)


@pytest.mark.parametrize(
    "statement", ["UPDATE journal SET author = 'x' WHERE number = 250", "DELETE FROM journal WHERE number = 1"]
)
def test_a_journal_changed_by_force_is_noticed(store: Store, statement):
    register = Register.open()
    for number in range(260):
        register.decisions.settle(str(number), "dismissed", "เพราะ", programme_ids=[], author=ADMIN)
    store.free_journal()
    store.ask(statement)
    with pytest.raises(RegisterError, match="checksum, journal"):
        Register.open()


def test_restoring_goes_on_with_the_journal_that_is_there(tmp_path: Path):
    register = Register.open()
    register.imports.commit(batch_of({"centre_id": "a"}), author=ADMIN)
    register.backup(tmp_path / "copy.sqlite")
    register.imports.undo("import-1", author=ADMIN)
    before = register.journal.table()
    register.restore(tmp_path / "copy.sqlite", author=ADMIN, reason="กลับไป")
    pd.testing.assert_frame_equal(register.journal.table().iloc[:-1], before)
    entry = last(Register.open())
    assert (entry["act"], entry["subject"], entry["reason"]) == ("restore", "copy.sqlite", "กลับไป")
    assert entry["before"] == {"imports": 1, "entries": 2, "revision": 3}
    assert entry["after"] == {"imports": 1, "entries": 1, "revision": 2}
    assert entry["revision"] == register.revision() == 4
    other = Register.open(tmp_path / "other.sqlite")
    other.restore(tmp_path / "copy.sqlite", author=ADMIN)  # which has no journal of its own
    assert acts(other) == acts(Register.open(tmp_path / "other.sqlite")) == ["import", "restore"]
    fresh, _ = Register.restored(tmp_path / "copy.sqlite", tmp_path / "fresh.sqlite", author=ADMIN)
    assert acts(fresh) == acts(Register.open(tmp_path / "fresh.sqlite")) == ["import", "restore"]


def test_a_migration_is_written_down_under_the_name_of_who_runs_it(store: Store, monkeypatch):
    monkeypatch.setenv("LOGNAME", "malee")
    Register.open()
    as_version_6(store)
    entry = last(Register.open())
    assert (entry["act"], entry["author"], entry["subject"]) == ("migration", "malee", "schema")
    assert (entry["before"], entry["after"]) == ({"version": 6}, {"version": SCHEMA_VERSION})
    assert len(Register.open().journal.table()) == 1


def test_a_change_before_a_migration_is_not_sealed_with_it(store: Store):
    Register.open()
    as_version_6(store)
    ((name,),) = store.ask("SELECT name_th FROM centres WHERE position = 3")
    store.ask("UPDATE centres SET name_th = 'อื่น' WHERE position = 3")
    with pytest.raises(RegisterError, match="checksum, centres"):
        Register.open()
    store.ask("UPDATE centres SET name_th = %s WHERE position = 3", name)
    assert acts(Register.open()) == ["migration"]


def test_the_command_lists_it_in_three_forms(capsys, monkeypatch):
    monkeypatch.setenv("LOGNAME", "malee")
    assert main(["journal"]) == 0
    assert capsys.readouterr().out == "nothing was done yet\n"
    Register.open().imports.commit(batch_of({"centre_id": "a"}, file_name="=1+1.csv"), author=ADMIN)
    assert main(["undo", "import-1", "--reason", "=1+1"]) == 0
    capsys.readouterr()
    assert main(["journal"]) == 0
    listed = capsys.readouterr().out
    assert "malee: undo import-1 of tk-park" in listed
    assert "why: =1+1" in listed
    assert main(["journal", "--format", "json"]) == 0
    entries = json.loads(capsys.readouterr().out)
    assert [entry["number"] for entry in entries] == [1, 2]
    assert entries[1]["after"]["file_name"] == "=1+1.csv"
    assert main(["journal", "--format", "csv"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == "number,at,author,act,subject,programme_ids,before,after,reason,revision"
    assert ",'=1+1," in lines[2]
