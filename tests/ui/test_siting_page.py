"""The page of new centres: searched, tried on the map, undone, kept and opened again."""

from __future__ import annotations

import pytest

from answers.scenario import shelf
from registry.store import Register
from tests.ui.drawing import draw, said

TK = ("tk-park",)
SITES = ((98.98235, 18.74116), (99.12893, 18.82757))


@pytest.mark.parametrize("lang", ["th", "en"])
def test_a_page_without_a_scenario_says_how_to_begin(lang: str, real: Register) -> None:
    page = draw(lang, "siting", programme=TK, area="50")
    said(page)
    assert len(page.info) == 1
    assert not page.metric


@pytest.mark.parametrize("lang", ["th", "en"])
def test_a_link_with_sites_shows_what_they_change(lang: str, real: Register) -> None:
    page = draw(lang, "siting", programme=TK, area="50", at=SITES)
    said(page)
    assert len(page.metric) == 3
    assert page.metric[0].value not in ("0", "–")


def test_sites_are_taken_away_and_come_back(real: Register) -> None:
    page = draw("en", "siting", programme=TK, area="50", at=SITES)
    page.button(key="siting-site-0").click().run()
    assert page.session_state["selection"].at == SITES[1:]
    page.button(key="siting-undo-b").click().run()
    assert page.session_state["selection"].at == SITES
    page.button(key="siting-redo-b").click().run()
    assert page.session_state["selection"].at == SITES[1:]
    page.button(key="siting-clear").click().run()
    assert page.session_state["selection"].at == ()


def test_a_scenario_is_kept_and_opened_again(real: Register, tmp_path: object, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KLAIBAAN_HOME", str(tmp_path))
    page = draw("en", "siting", programme=TK, area="50", at=SITES)
    page.text_input(key="w-siting-name").set_value("Two")
    page.button(key="FormSubmitter:siting-save-Save").click().run()
    assert [one.name for one in shelf.kept_scenarios()] == ["Two"]
    page.button(key="siting-clear").click().run()
    page.button(key="scenario-open-0").click().run()
    assert page.session_state["selection"].at == SITES
    page.button(key="scenario-copy-0").click().run()
    assert [one.name for one in shelf.kept_scenarios()] == ["Two", "Two (2)"]
