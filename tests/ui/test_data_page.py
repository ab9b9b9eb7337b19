"""The Data page's parts in both languages, with the real register and an empty one."""

from __future__ import annotations

import json

import pytest

from analysis.quality.finding import FindingKind
from answers.story.sequence import View, view_of
from answers.story.sequence_file import sequence_of
from registry.importing.columns.headers import FIELDS
from registry.importing.columns.mapping import VOCABULARIES, ColumnUse
from registry.schema import ImportMode, RowOutcome, SheetKind
from registry.store import Register
from tests.registry.batches import ADMIN, batch_of
from tests.ui.drawing import draw, said
from ui import cached
from ui.data.rows import meaning_words, reason_words
from ui.presentation import KIND
from ui.text import has, set_language, text

SECTIONS = ["import", "edit", "history", "journal", "quality", "requests"]


@pytest.mark.parametrize("lang", ["th", "en"])
@pytest.mark.parametrize("section", SECTIONS)
def test_each_part_draws(lang, section):
    assert said(draw(lang, "data", section=section))


@pytest.mark.parametrize("lang", ["th", "en"])
@pytest.mark.parametrize("section", SECTIONS)
def test_each_part_draws_on_an_empty_register(lang, section, monkeypatch):
    empty = Register.empty()
    monkeypatch.setattr(cached, "register", lambda: empty)
    assert said(draw(lang, "data", section=section))


def test_a_decision_needs_a_reason_and_is_kept():
    page = draw("th", "data", section="quality")
    page.session_state["quality-table"] = {"selection": {"rows": [0], "columns": [], "cells": []}}
    page.run()
    page.button("finding-settled").click().run()
    assert len(page.warning) == 1
    assert cached.register().decisions.findings().empty
    page.text_area("finding-reason").input("ตรวจกับสำนักงานเขตแล้ว").run()
    page.button("finding-settled").click().run()
    kept = cached.register().decisions.findings()
    assert kept[["key", "state", "reason"]].to_numpy().tolist() == [
        ["outside_district:bma-library-030", "settled", "ตรวจกับสำนักงานเขตแล้ว"]
    ]
    assert "ตรวจกับสำนักงานเขตแล้ว" not in said(page)
    page.toggle("quality-decided").set_value(True).run()
    assert "ตรวจกับสำนักงานเขตแล้ว" in said(page)


def test_a_request_says_what_is_reported_and_known():
    page = draw("th", "data", section="requests")
    page.selectbox("request-whom").select("book-house").run()
    words = said(page)
    assert "**116** แห่ง เราทราบชื่อ **5** แห่ง" in words


@pytest.mark.parametrize("lang", ["th", "en"])
def test_every_word_of_an_import_has_its_words(lang):
    set_language(lang)
    fields = {field for names in FIELDS.values() for field in names}
    keys = [
        *(f"data.field.{field}" for field in fields), *(f"data.kind.{kind}" for kind in SheetKind),
        *(f"data.mode.{mode}" for mode in ImportMode), *(f"data.outcome.{one}" for one in RowOutcome),
        *(f"data.how.{how}" for how in ("guessed", "content", "proposed", "known", "remembered", "given", "unsure")),
    ]  # fmt: skip
    assert [key for key in keys if not has(key)] == []
    assert {how for how in json.dumps(ColumnUse.__doc__).split('\\"')[1::2] if how.isalpha()} <= {
        "guessed", "content", "proposed", "known", "remembered", "given", "unsure",
    }  # fmt: skip


@pytest.mark.parametrize("lang", ["th", "en"])
def test_a_point_in_metres_says_its_datum_also_of_earlier_imports(lang):
    set_language(lang)
    indian = {"key": "row_utm", "params": {"zone": 47, "datum": "Indian 1975"}}
    assert "Indian 1975" in reason_words(indian)
    assert "WGS 84" in reason_words({"key": "row_utm", "params": {"zone": 47}})


@pytest.mark.parametrize("lang", ["th", "en"])
def test_every_word_of_the_register_that_an_import_may_change_has_its_words(lang):
    set_language(lang)
    for field, words in VOCABULARIES.items():
        assert all(meaning_words(field, str(word)) for word in words)


def test_the_kinds_of_findings_are_all_worded():
    for lang in ("th", "en"):
        set_language(lang)
        for kind in FindingKind:
            assert has(f"quality.kind.{kind}")
            assert has(f"quality.effect.{kind}")
            assert has(f"quality.sentence.{kind}")


@pytest.mark.parametrize("lang", ["th", "en"])
def test_what_changed_is_told_since_the_first_import(lang):
    register = cached.register()
    register.imports.commit(
        batch_of({"centre_id": "new-1", "programme_id": "book-house", "name_th": "ศูนย์ใหม่"}), author=ADMIN
    )
    page = draw(lang, "data", section="history")
    set_language(lang)
    assert text("data.change.new_count", count="1") in said(page)
    tables = [frame.value for frame in page.dataframe]
    assert any("ศูนย์ใหม่" in table.to_numpy().astype(str) for table in tables)
    page.button(key="pin-changes").click().run()
    assert presentation_views(register)[-1] == view_of("changes", {"since": cached.today().isoformat()})


def presentation_views(register: Register) -> tuple[View, ...]:
    """Return the views of the presentation that the register keeps."""
    (name,) = register.documents.names(KIND)
    document = register.documents.read(KIND, name)
    assert document is not None
    return sequence_of(document.content).views
