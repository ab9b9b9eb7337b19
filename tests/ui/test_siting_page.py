"""The page of new centres: searched, tried on the map, undone, kept and opened again."""

from __future__ import annotations

from dataclasses import replace

import pytest
from streamlit.testing.v1 import AppTest

from analysis.centre_filter import CentreFilter
from analysis.precision import estimate
from analysis.selection import filtered, situation_for
from analysis.siting.candidates import Candidates
from analysis.siting.errors import SitingError
from analysis.siting.plan import SitingQuestion, pose, siting_plan
from answers.scenario import shelf
from answers.words.siting import plan_sentence, reason
from geodata.codes import Level
from registry.store import Register
from tests.registry.batches import ADMIN
from tests.ui.drawing import draw, said
from ui.errors import sentence
from ui.text import set_language

TK = ("tk-park",)
GULF = (100.46, 13.45)
VIENTIANE = (102.63, 17.97)
SITES = ((98.98235, 18.74116), (99.12893, 18.82757))


@pytest.mark.parametrize("lang", ["th", "en"])
def test_a_page_without_a_scenario_says_how_to_begin(lang: str, real: Register) -> None:
    page = draw(lang, "siting", programme=TK, area="50")
    said(page)
    assert len(page.info) == 1


@pytest.mark.parametrize("lang", ["th", "en"])
def test_a_link_with_sites_shows_what_they_change(lang: str, real: Register) -> None:
    page = draw(lang, "siting", programme=TK, area="50", at=SITES)
    words = said(page)
    assert {"th": "เข้ามาอยู่ในระยะ 10 กม. **", "en": "Newly within 10 km: **"}[lang] in words
    assert {"th": "ทั้งขอบเขตโครงการ", "en": "Whole scope"}[lang] in words


def test_sites_are_taken_away_and_come_back(real: Register) -> None:
    page = draw("en", "siting", programme=TK, area="50", at=SITES)
    page.button(key="siting-site-0").click().run()
    assert page.session_state["selection"].at == SITES[1:]
    page.button(key="siting-undo-b").click().run()
    assert page.session_state["selection"].at == SITES
    page.button(key="siting-redo-b").click().run()
    assert page.session_state["selection"].at == SITES[1:]
    page.button(key="siting-clear-b").click().run()
    assert page.session_state["selection"].at == ()


def test_a_scenario_is_kept_and_opened_again(real: Register, tmp_path: object, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KLAIBAAN_HOME", str(tmp_path))
    page = draw("en", "siting", programme=TK, area="50", at=SITES)
    page.text_input(key="w-siting-name").set_value("Two")
    page.button(key="FormSubmitter:siting-save-Save").click().run()
    assert [one.name for one in shelf.kept_scenarios()] == ["Two"]
    page.button(key="siting-clear-b").click().run()
    page.button(key="scenario-open-0").click().run()
    assert page.session_state["selection"].at == SITES
    page.button(key="scenario-copy-0").click().run()
    assert [one.name for one in shelf.kept_scenarios()] == ["Two", "Two (2)"]


def test_a_gap_is_tried_with_a_site_in_its_middle(real: Register) -> None:
    page = draw("th", "map", programme=("bma-library",), area="10", mode="gaps", chosen="1042")
    page.button(key="way-what_if").click().run()
    now = page.session_state["selection"]
    assert (len(now.at), now.area, now.look, now.mode) == (1, "10", "1042", "")
    assert page.session_state["page-ahead"] == "siting"


def test_the_best_five_are_looked_for_in_the_area_of_the_list(real: Register) -> None:
    page = draw("th", "map", programme=("bma-library",), area="10", mode="gaps", chosen="1042")
    button = page.button(key="siting-best-here")
    assert button.label == "หาที่ตั้งที่ดีที่สุด 5 แห่งในกรุงเทพมหานคร"
    button.click().run()
    assert page.session_state["page-ahead"] == "siting"
    province = draw("en", "map", programme=("public-library",), mode="gaps", chosen="52")
    assert province.button(key="siting-best-here").label == "Find the best 5 in Lampang"


@pytest.mark.parametrize("lang", ["th", "en"])
def test_the_sea_and_one_site_too_many_are_refused_with_a_sentence(lang: str, real: Register) -> None:
    def script(place: tuple[float, float], at: tuple[tuple[float, float], ...], lang: str) -> None:
        import streamlit as st

        from answers.question import Question
        from ui.siting import outcome, state
        from ui.text import set_language

        set_language(lang)
        if "selection" not in st.session_state:
            st.session_state["selection"] = Question(programme=("bma-library",), at=at)
        state.open_site(*place)
        outcome.fault_line()

    most = tuple((round(100.3 + step / 200, 5), 13.75) for step in range(50))
    sea = {"th": "อยู่ในทะเลหรือนอกประเทศไทย", "en": "outside Thailand or in the sea"}[lang]
    many = {"th": "ไม่เกิน 50 จุด", "en": "at most 50"}[lang]
    for place, at, words in ((GULF, (), sea), (VIENTIANE, most[:2], sea), ((100.5, 13.8), most, many)):
        page = AppTest.from_function(script, default_timeout=120, args=(place, at, lang)).run()
        assert not page.exception
        assert words in page.warning[0].value
        assert page.session_state["selection"].at == at


@pytest.mark.parametrize(("lang", "name"), [("th", "เขตพระนคร"), ("en", "Phra Nakhon")])
def test_a_search_that_is_refused_names_areas_as_the_reader_does(lang: str, name: str, real: Register) -> None:
    tables = real.tables()
    selection = filtered(CentreFilter(programmes=TK), tables)
    situation = situation_for(Level.COUNTRY, selection, radius_km=5.0)
    set_language(lang)
    for question in (
        SitingQuestion(sites=1, area_code="1001", excluded=("10",)),
        SitingQuestion(sites=1, area_code="10", candidates=Candidates.DISTRICT, floors=(("1001", 2),)),
    ):
        with pytest.raises(SitingError) as refused:
            pose(question, selection, situation)
        assert name in sentence(refused.value)


def test_a_row_of_the_whole_scope_that_says_what_the_provinces_says_is_left_out(real: Register) -> None:
    inner = draw("en", "siting", programme=("bma-library",), area="10", at=((100.53, 13.72),)).table[0].value.index
    assert list(inner[:1]) == ["Bangkok"]
    wide = draw("en", "siting", programme=TK, area="10", at=((100.65, 13.92),)).table[0].value.index
    assert list(wide[:3]) == ["Whole scope", "Central", "Bangkok"]


def test_the_programme_of_a_site_is_a_choice_among_those_of_the_set(real: Register) -> None:
    page = draw("en", "siting", programme=("tk-park", "public-library"), area="50", at=SITES)
    page.selectbox(key="w-siting-programme-1").set_value("public-library").run()
    now = page.session_state["selection"]
    assert now.site_programmes == ("tk-park", "public-library")
    page.button(key="siting-undo-b").click().run()
    assert page.session_state["selection"].opens == ()


def test_a_site_is_moved_and_a_centre_closed_and_left_open_again(real: Register) -> None:
    def script() -> None:
        import streamlit as st

        from answers.question import Question
        from ui.siting import state

        if "selection" not in st.session_state:
            st.session_state["selection"] = Question(programme=("bma-library",), at=((100.65, 13.92), (100.35, 13.73)))
        state.take_event({"kind": "pin_moved", "position": 1, "longitude": 100.4, "latitude": 13.75})
        state.take_event({"kind": "centre", "ids": ["bma-library-001"]})
        state.take_event({"kind": "pin_moved", "position": 0, "longitude": 100.46, "latitude": 13.45})
        state.take_event({"kind": "pin", "position": 7})

    page = AppTest.from_function(script, default_timeout=120).run()
    assert not page.exception
    now = page.session_state["selection"]
    assert now.at == ((100.65, 13.92), (100.4, 13.75))
    assert now.closed == ("bma-library-001",)
    assert page.session_state["siting-refusals"] == 1


def test_floors_are_asked_for_with_their_numbers_and_the_choice_may_begin_without_the_existing(real: Register) -> None:
    page = draw("en", "siting", programme=TK, area="R4-N")
    page.selectbox(key="w-siting-candidates").set_value("district")
    page.multiselect(key="w-siting-floors").set_value(["50", "57"]).run()
    page.number_input(key="w-siting-floor-57").set_value(3)
    page.toggle(key="w-siting-empty").set_value(True)
    page.button(key="siting-search").click().run()
    assert not page.exception
    run = page.session_state["siting-run"]
    assert run.job.wait(60)
    posed, best = run.posed, run.progress().best
    assert posed.question.floors == (("50", 1), ("57", 3))
    assert not posed.question.keeps_existing
    assert best is not None
    provinces = [str(code)[:2] for code in posed.candidates.index[list(best.chosen)]]
    assert provinces.count("57") >= 3
    assert "50" in provinces
    plan = siting_plan(posed, run.progress())
    for lang, words in (("th", "ถ้ายังไม่มีศูนย์ใดเลย"), ("en", "If no centre stood yet")):
        assert plan_sentence(plan, lang=lang).startswith(words)
    assert all("beyond" not in reason(plan, site, lang="en") for _, site in plan.sites.iterrows())


def test_a_scenario_on_older_data_shows_then_and_today(
    real: Register, tmp_path: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("KLAIBAAN_HOME", str(tmp_path))
    page = draw("en", "siting", programme=TK, area="50", at=SITES)
    page.text_input(key="w-siting-name").set_value("Two")
    page.button(key="FormSubmitter:siting-save-Save").click().run()
    (one,) = shelf.kept_scenarios()
    assert "scenario-then-0" not in page.session_state
    shelf.keep(replace(one, data="of another day", newly_within=1234), author=ADMIN)
    page.session_state["scenario-then-0"] = True
    words = said(page.run())
    assert "about 1,230" in words
    assert f"about {estimate(one.newly_within):,.0f}" in words
