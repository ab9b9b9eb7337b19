"""An import is named wherever its rows are counted: how much, which file, when and from whom."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from answers.facts import Facts
from answers.imports import import_notes
from answers.question import question_of
from answers.sections.imports import imports_table
from answers.words.dates import when
from registry.batch import Reported
from registry.store import Register
from tests.registry.batches import ADMIN, batch_of

TODAY = datetime.now(UTC).date()


@pytest.fixture(scope="module")
def register():
    register = Register.in_memory()
    rows = [{"centre_id": f"new-{n}", "name_th": f"แห่งที่ {n}", "source": "กรมส่งเสริมการเรียนรู้"} for n in range(20)]
    register.imports.commit(batch_of(*rows, file_name="รายชื่อ.xlsx"), author=ADMIN)
    counts = batch_of(counts=[("book-house", "1042", 3)], file_name="counts.csv", sha256="1")
    register.imports.commit(counts, author=ADMIN)
    return register


def facts(register: Register, lang: str = "th", **params: str) -> Facts:
    tables = register.tables()
    return Facts(question_of({"lang": lang, **params}, tables), tables, today=TODAY)


def test_what_counts_of_an_import_stands_in_the_tables(register):
    rows = register.tables().imports.set_index(["import_id", "programme_id"])
    assert rows.loc[("import-1", "tk-park"), "centres"] == 20
    assert rows.loc[("import-1", "tk-park"), "source"] == "กรมส่งเสริมการเรียนรู้"
    assert rows.loc[("import-2", "book-house"), "area_counts"] == 1
    assert set(rows["imported_on"]) <= {TODAY.isoformat(), datetime.now(UTC).date().isoformat()}


def test_each_import_is_a_sentence_with_file_day_and_source(register):
    day = when(TODAY.isoformat(), lang="en")
    first, second, more = import_notes(facts(register, "en"))
    assert first.startswith("TK Park") or "TK" in first
    assert "20 centres from the file “รายชื่อ.xlsx”, imported on" in first
    assert day in first
    assert "source: กรมส่งเสริมการเรียนรู้" in first
    assert "numbers of 1 area from the file “counts.csv”" in second
    assert "the register lists 38; the programme itself reports 30" in more


def test_only_the_programmes_that_are_looked_at_are_named(register):
    (only,) = import_notes(facts(register, "th"), ["book-house"])
    assert "counts.csv" in only
    assert import_notes(facts(register), ["relearning"]) == ()
    table = imports_table(facts(register), ["tk-park"])
    assert table is not None
    assert [row[2] for row in table.rows] == ["รายชื่อ.xlsx"]


def test_what_is_undone_or_replaced_is_not_named(register):
    other = Register.in_memory()
    other.imports.commit(batch_of({"centre_id": "a", "source": "ก"}, file_name="one.csv"), author=ADMIN)
    other.imports.commit(batch_of({"centre_id": "a", "source": "ข"}, file_name="two.csv", sha256="2"), author=ADMIN)
    assert list(other.tables().imports["file_name"]) == ["two.csv"]
    other.imports.undo("import-2", author=ADMIN)
    assert list(other.tables().imports["file_name"]) == ["one.csv"]
    other.imports.undo("import-1", author=ADMIN)
    assert other.tables().imports.empty
    assert import_notes(facts(other)) == ()


def test_a_day_before_the_import_knows_nothing_of_it(register):
    assert register.tables_before(date(2020, 1, 1)).imports.empty


def test_a_reported_number_from_an_import_is_named():
    other = Register.in_memory()
    batch = batch_of({"centre_id": "a", "source": "ก"}, reported={"tk-park": Reported(40, "exact", "ก", "2026-01")})
    other.imports.commit(batch, author=ADMIN)
    (row,) = other.tables().imports.to_dict("records")
    assert row["reported"]
    assert "1 centre, the number reported" in import_notes(facts(other, "en"))[0]
