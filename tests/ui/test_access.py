"""The screen offers what the person may do; a late click, after the right is gone, is refused and loses nothing."""

from __future__ import annotations

import pytest
from streamlit.testing.v1 import AppTest

from registry.importing.read.allowed import VARIABLE
from tests.registry.batches import ADMIN, batch_of
from tests.registry.importing.making import csv_bytes
from tests.ui.drawing import draw, said
from ui import cached
from ui.text import text

ONE = "bma-library-001"
WRITES = ("import-commit", "undo-", "redo-", "sure-", "finding-settled", "finding-dismissed", "finding-reopen",
          "edit-save", "edit-close", "edit-reopen", "reread", "scenario-copy", "scenario-delete")  # fmt: skip
ROWS = [["ชื่อ", "จังหวัด"], ["ศูนย์ริมน้ำ", "ลำปาง"]]


@pytest.fixture
def leave(monkeypatch):
    """Return what takes the right to write away from everybody: the app is opened to the network without sign-in."""
    return lambda: monkeypatch.setenv("KLAIBAAN_OFFICE", "1")


def writes(page: AppTest) -> list[str]:
    return [str(one.key) for one in page.button if str(one.key).startswith(WRITES)]


def words(page: AppTest) -> str:
    parts = [one.value for kind in (page.markdown, page.caption, page.error) for one in kind]
    return "\n".join(parts).replace("\\", "")


def history() -> AppTest:
    cached.register().imports.commit(batch_of({"centre_id": "new-1", "programme_id": "book-house"}), author=ADMIN)
    return draw("th", "data", section="history")


def finding() -> AppTest:
    page = draw("th", "data", section="quality")
    page.session_state["quality-table"] = {"selection": {"rows": [0], "columns": [], "cells": []}}
    page.run()
    page.text_area("finding-reason").input("ดูแล้ว").run()
    return page


def editing() -> AppTest:
    page = draw("th", "data", section="edit", chosen=ONE)
    page.text_input(f"edit-{ONE}-0-name_en").input("Typed and not lost").run()
    return page


def importing(monkeypatch, tmp_path) -> AppTest:
    (tmp_path / "list.csv").write_bytes(csv_bytes(ROWS))
    monkeypatch.setenv(VARIABLE, str(tmp_path))
    page = draw("th", "data")
    page.selectbox("import-programme").select("public-library").run()
    page.button("fetch-read").click().run()
    while any(one.key == "import-stop" for one in page.button):
        page.run()
    return page


@pytest.fixture(params=["import-commit", "undo", "finding-settled", "edit-save"])
def late(request, monkeypatch, tmp_path):
    """Return a page on which something is ready to be written, and the button that writes it."""
    if request.param == "import-commit":
        return importing(monkeypatch, tmp_path), request.param
    if request.param == "undo":
        page = history()
        page.button("undo-import-1").click().run()
        assert "book-house" in cached.register().centres()["programme_id"].tolist()
        return page, "sure-import-1"
    return (finding() if request.param == "finding-settled" else editing()), request.param


def test_a_click_after_the_right_is_gone_is_refused_with_a_sentence_and_nothing_is_lost(late, leave):
    page, button = late
    register = cached.register()
    before, journal = register.revision(), len(register.journal.table())
    centres = register.centres(located=False)
    leave()
    page.button(button).click().run()
    assert not page.exception
    assert "ไม่มีอะไรเปลี่ยนแปลง" in words(page) + "\n".join(one.value for one in page.warning)
    assert text("access.nobody_writes") in words(page)
    assert register.revision() == before
    assert len(register.journal.table()) == journal
    assert register.centres(located=False).equals(centres)
    assert not [one for one in writes(page) if one == button]


def test_what_was_typed_is_there_when_the_right_is_back(leave, monkeypatch):
    page = editing()
    leave()
    page.button("edit-save").click().run()
    monkeypatch.delenv("KLAIBAAN_OFFICE")
    page.run()
    assert page.text_input(f"edit-{ONE}-0-name_en").value == "Typed and not lost"
    page.button("edit-save").click().run()
    assert cached.register().centres().set_index("centre_id")["name_en"][ONE] == "Typed and not lost"


@pytest.mark.parametrize("lang", ["th", "en"])
@pytest.mark.parametrize(
    ("module", "changes"),
    [
        ("data", {"section": "import"}),
        ("data", {"section": "edit"}),
        ("data", {"section": "edit", "chosen": ONE}),
        ("data", {"section": "history"}),
        ("data", {"section": "journal"}),
        ("data", {"section": "quality"}),
        ("siting", {}),
    ],
    ids=str,
)
def test_who_may_not_write_is_offered_nothing_and_told_why(lang, module, changes, leave):
    cached.register().imports.commit(batch_of({"centre_id": "new-1", "programme_id": "book-house"}), author=ADMIN)
    leave()
    page = draw(lang, module, **changes)
    drawn = said(page)
    assert writes(page) == []
    if changes.get("section") in {"edit", "history"} or module == "siting":
        assert text("access.nobody_writes") in drawn
    if changes.get("chosen"):
        assert str(cached.centres().set_index("centre_id")["name_th"][ONE]) in drawn, "it is still read"


def test_undo_names_what_will_change_and_asks_first():
    page = history()
    before = cached.register().revision()
    page.button("undo-import-1").click().run()
    assert cached.register().revision() == before
    assert text("data.change.gone_count", count="1") in said(page)
    page.button("leave-import-1").click().run()
    assert not [one for one in page.button if one.key == "sure-import-1"]
    page.button("undo-import-1").click().run()
    page.text_input("why-import-1").input("ผิดไฟล์").run()
    page.button("sure-import-1").click().run()
    entry = cached.register().journal.table().iloc[-1]
    assert (entry["act"], entry["reason"]) == ("undo", "ผิดไฟล์")
    assert "redo-import-1" in writes(page)


def test_what_a_replaced_list_loses_is_named_and_agreed_to(monkeypatch, tmp_path):
    page = importing(monkeypatch, tmp_path)
    page.selectbox("import-mode").select("replace").run()
    while any(one.key == "import-stop" for one in page.button):
        page.run()
    assert "import-commit" not in writes(page)
    (agreed,) = [one for one in page.checkbox if str(one.key).startswith("import-agreed")]
    gone = cached.centres().loc[lambda rows: rows["programme_id"] == "public-library", "name_th"]
    assert str(gone.iloc[0]) in agreed.label.replace("\\", "")
    agreed.check().run()
    page.button("import-commit").click().run()
    assert len(cached.centres().loc[lambda rows: rows["programme_id"] == "public-library"]) == 1


@pytest.mark.parametrize("lang", ["th", "en"])
def test_an_edit_on_the_page_is_saved_seen_in_the_journal_and_closed_again(lang):
    page = draw(lang, "data", section="edit", chosen=ONE)
    page.button("edit-close").click().run()
    page.text_input(next(str(one.key) for one in page.text_input if str(one.key).startswith("edit-why"))).input("ปิดแล้ว")
    page.button("edit-save").click().run()
    assert text("data.edit.saved", id="edit-1") in "\n".join(one.value for one in page.success)
    assert cached.register().centres().set_index("centre_id")["status"][ONE] == "closed"
    seen = said(draw(lang, "data", section="journal"))
    assert text("data.journal.act_edit") in seen
    assert "ปิดแล้ว" in seen
    page.button("edit-reopen").click().run()
    page.button("edit-save").click().run()
    assert cached.register().centres().set_index("centre_id")["status"][ONE] == "open"


def test_somebody_else_s_change_is_seen_beside_what_is_typed():
    page = editing()
    register = cached.register()
    from registry.editing import plan_edit
    from registry.importing.check.register_index import RegisterIndex
    from registry.row_text import rows_by_id

    read = rows_by_id(register.centres(located=False), [ONE])
    other = plan_edit([read[ONE] | {"name_en": "Theirs", "products": "books"}], RegisterIndex.of(register), read=read)
    register.edits.commit(other.batch, read=other.read, author=ADMIN)
    page.button("edit-save").click().run()
    tables = "\n".join(str(cell) for table in page.table for cell in table.value.to_numpy().ravel())
    assert "Theirs" in tables
    assert "Typed and not lost" in tables
    assert register.centres().set_index("centre_id")["name_en"][ONE] == "Theirs"
    page.button("edit-keep-mine").click().run()
    page.button("edit-save").click().run()
    row = register.centres().set_index("centre_id").loc[ONE]
    assert (row["name_en"], row["products"]) == ("Typed and not lost", "books"), "theirs stays where nothing was typed"


def test_two_that_are_one_are_merged_on_the_page():
    page = draw("th", "data", section="edit")
    page.session_state["edit-way"] = "merge"
    page.run()
    page.selectbox("edit-merge-programme").select("bma-library").run()
    page.selectbox("edit-merge-stays-bma-library").select(ONE).run()
    page.selectbox("edit-merge-gone-bma-library").select("bma-library-002").run()
    page.button("edit-save").click().run()
    assert "bma-library-002" not in set(cached.register().centres()["centre_id"])


@pytest.mark.parametrize(("lang", "words"), [("th", "แก้ไขด้วยมือ ครั้งล่าสุดเมื่อ"), ("en", "edited by hand, the last on")])
def test_reports_say_in_one_line_a_programme_what_was_edited_by_hand(lang, words):
    from answers.facts import Facts
    from answers.imports import import_notes
    from answers.question import Question
    from registry.editing import plan_edit
    from registry.importing.check.register_index import RegisterIndex
    from registry.row_text import rows_by_id

    register = cached.register()
    for centre_id in (ONE, "bma-library-002"):
        read = rows_by_id(register.centres(located=False), [centre_id])
        plan = plan_edit([read[centre_id] | {"name_en": "x"}], RegisterIndex.of(register), read=read)
        register.edits.commit(plan.batch, read=plan.read, author=ADMIN)
    notes = import_notes(Facts(Question(lang=lang), register.tables(), today=cached.today()))
    assert len([note for note in notes if words in note]) == 1
    assert "2 " in next(note for note in notes if words in note)
