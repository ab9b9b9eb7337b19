"""The Map page's mode of areas not reached, in both languages, with the real and an empty register."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from streamlit.testing.v1 import AppTest

from analysis.ages import Age
from analysis.centre_filter import CentreFilter
from analysis.demand import population
from analysis.gaps import gaps
from analysis.reported import reported_values
from analysis.selection import filtered, situation_for
from analysis.what_if import open_here, place_at
from answers.question import Question
from geodata.areas import areas
from geodata.codes import Level
from registry.store import Register
from tests.reports.expected import three_digits
from tests.ui.drawing import draw, said
from ui import cached
from ui.gaps.controls import radius_stops
from ui.text import t

BANGKOK = {"programme": ("bma-library",), "area": "10", "mode": "gaps"}
SAI_MAI = (100.65, 13.92)


def _buttons(page: AppTest) -> set[str]:
    return {button.key for button in page.button}


@pytest.mark.parametrize("lang", ["th", "en"])
def test_an_empty_register_says_there_is_nothing(lang: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cached, "_open_register", lambda: (Register.empty(), ()))
    page = draw(lang, "map", mode="gaps")
    said(page)
    assert page.info
    assert "gaps-example" not in _buttons(page)


@pytest.mark.parametrize("lang", ["th", "en"])
def test_bangkoks_libraries_leave_exactly_21_khet(lang: str, real: Register) -> None:
    page = draw(lang, "map", **BANGKOK)
    words = said(page)
    assert ("21 จาก 50 เขตไม่มีห้องสมุดเพื่อการเรียนรู้ กทม." if lang == "th" else "21 of 50 districts have none") in words
    assert "1,894,738" in words
    ranked = page.dataframe[0].value
    wanted = CentreFilter(programmes=("bma-library",))
    found = gaps("district", wanted, real.tables(), area_code="10", radius_km=2)
    assert ranked["rank"].tolist() == list(range(1, 22))
    rows = zip(found.ranked["people_beyond_km"], found.ranked["people"], strict=True)
    assert ranked["people_beyond_km"].tolist() == [three_digits(beyond, of=people) for beyond, people in rows]


@pytest.mark.parametrize(
    ("lang", "changes"),
    [
        ("th", {"chosen": "1042"}),
        ("en", {"age": Age.ELDERLY, "radius": 5.0}),
        ("en", {"at": (SAI_MAI, (100.35, 13.73), (100.75, 13.75)), "age": Age.CHILDREN}),
        ("th", {"area": "TH", "programme": ("public-library",), "level": Level.DISTRICT}),
        ("en", {"area": "BMA-BKC"}),
        ("th", {"level": Level.BMA_GROUP}),
        ("en", {"programme": ("mobile-library",)}),
        ("th", {"programme": ("high-rise",)}),
        ("en", {"chosen": "bma-library-001"}),
    ],
)
def test_every_kind_of_view_draws(lang: str, changes: dict[str, object], real: Register) -> None:
    page = draw(lang, "map", **{**BANGKOK, **changes})
    said(page)
    words = " ".join(block.value for kind in (page.markdown, page.caption, page.info) for block in kind)
    assert not {"nan", "None", "<NA>"} & set(words.split())


def test_the_way_in_leads_to_the_example(real: Register) -> None:
    page = draw("th", "map", mode="gaps")
    assert "ทุกพื้นที่ในขอบเขตของ Relearning Space @ Library ในระดับนี้มีแล้ว" in said(page)
    page.button(key="gaps-example").click().run()
    now = page.session_state["selection"]
    assert (now.programme, now.area, now.mode) == (("bma-library",), "10", "gaps")
    assert "21 จาก 50 เขต" in said(page)
    assert "gaps-example" not in _buttons(page)


def test_an_incomplete_list_is_looked_into_and_never_ranked(real: Register) -> None:
    page = draw("th", "map", programme=("public-library",), mode="gaps")
    assert "ยังไม่ครบ จึงยังสรุปไม่ได้ว่าพื้นที่ใดไม่มี" in said(page)
    to_check = page.dataframe[0].value
    assert set(to_check["claim"]) == {t("claim_short.unknown", lang="th")}
    assert to_check["people"].is_monotonic_decreasing
    assert "rank" not in to_check


def test_weights_that_weigh_nothing_are_a_sentence_and_turning_them_changes_the_order(real: Register) -> None:
    page = draw("th", "map", **BANGKOK, weights=(0.0, 0.0, 0.0))
    assert "น้ำหนักเป็น 0 ทั้งหมด" in said(page)
    page.slider(key="w-weight-distance").set_value(100).run()
    assert page.session_state["selection"].weights == (0.0, 1.0, 0.0)
    order = page.dataframe[0].value["mean_distance_km"]
    assert order.is_monotonic_decreasing
    page.button(key="weights-reset").click().run()
    assert page.session_state["selection"].weights == ()


def test_slider_and_presets_turn_the_radius(real: Register) -> None:
    page = draw("th", "map", **BANGKOK)
    assert page.select_slider(key="w-radius").value == 2.0
    page.select_slider(key="w-radius").set_value(5.0).run()
    assert page.session_state["selection"].radius == 5.0
    assert "รัศมี 5 กม." in said(page)
    assert radius_stops(7.3)[0] == 0.5
    assert radius_stops(7.3)[-1] == 50
    assert 7.3 in radius_stops(7.3)


@pytest.mark.parametrize(
    ("changes", "km"),
    [
        ({"programme": ("relearning",)}, 10),
        ({"programme": ("relearning",), "area": "10"}, 2),
        ({"programme": ("relearning",), "area": "BMA-BKC"}, 2),
        ({"programme": ("bma-library",)}, 2),
        ({"programme": ("bma-library",), "radius": 9.0}, 9),
    ],
)
def test_the_radius_fits_what_is_looked_at(changes: dict[str, object], km: float, real: Register) -> None:
    assert cached.facts(Question(**changes)).radius_km == km


def test_a_distance_says_what_it_stands_on(real: Register) -> None:
    words = said(draw("th", "map", programme=("tk-park",), mode="gaps", chosen="52"))
    assert "แห่งที่ทราบตำแหน่ง ยังไม่ทราบตำแหน่งอีก 2 แห่ง" in words
    assert "ส่วนใหญ่ทราบเพียงตัวเมือง" in words
    assert "หากไม่นับ" not in said(draw("th", "map", **BANGKOK, chosen="1042"))


def test_a_measure_with_a_radius_has_the_controls_too(real: Register) -> None:
    page = draw("th", "map", programme=("bma-library",), area="10", measure="population_within_km")
    assert page.select_slider(key="w-radius").value == 2.0
    assert "ร้อยละประชากรในรัศมีให้บริการ · รัศมี 2 กม." in said(page)
    others = draw("th", "map", programme=("bma-library",), area="10").select_slider
    assert "w-radius" not in {one.key for one in others}


def test_whom_unplaced_centres_reach_is_not_told(real: Register) -> None:
    question = Question(programme=("public-library",), level=Level.DISTRICT, measure="population_within_km")
    table = cached.facts(question).table
    told = reported_values(table, "population_within_km")
    assert set(table["distances"]) == {"not_reported"}
    assert told.isna().all()


def test_a_benchmark_classes_the_map(real: Register) -> None:
    now = Question(programme=("bma-library",), area="10", measure="centre_count", benchmark="norm:centre_count:1")
    facts = cached.facts(now)
    assert "norm:centre_count:1" in facts.benchmark_options
    assert facts.benchmark is not None
    assert facts.benchmark.table["benchmark_status"].value_counts()["poor"] == 21
    assert cached.facts(Question(benchmark="norm:centre_count:1", measure="claim")).benchmark is None


def test_a_measure_that_needs_a_complete_list_gives_its_reason(real: Register) -> None:
    words = said(draw("th", "map", programme=("tk-park",), measure="disparity"))
    assert "TK park และเครือข่ายยังไม่ครบ" in words
    assert "ยังไม่ครบ" not in said(draw("th", "map", programme=("bma-library",), area="10", measure="disparity"))


@pytest.mark.parametrize("lang", ["th", "en"])
def test_the_panel_answers_whom_why_and_what_one_more_changes(lang: str, real: Register) -> None:
    words = said(draw(lang, "map", **BANGKOK, chosen="1042"))
    people = population(Level.DISTRICT).loc["1042"]
    for column in ("population", "age_0_14", "age_60_plus"):
        assert f"**{people[column]:,}**" in words
    wanted = CentreFilter(programmes=("bma-library",))
    situation = replace(situation_for(Level.COUNTRY, filtered(wanted, real.tables())), radius_km=2.0)
    middle = areas(Level.DISTRICT).loc["1042"]
    change = open_here(situation, place_at(middle["longitude"], middle["latitude"]))
    for count in (change.newly_within, change.children, change.elderly):
        assert f"{three_digits(count):,}" in words
    after = change.areas.loc["1042", "share_after"]
    assert f"0.0% → {after:.1%}" in words


def test_the_gap_list_has_children_and_elderly_where_they_are_known(real: Register) -> None:
    ages = population(Level.DISTRICT)
    ranked = draw("th", "map", **BANGKOK).dataframe[0].value
    for column in ("age_0_14", "age_60_plus"):
        assert ranked[column].tolist() == [int(ages.at[code, column]) for code in _codes(real)]
    assert "age_0_14" not in draw("th", "map", programme=("public-library",), mode="gaps").dataframe[0].value


def _codes(real: Register) -> list[str]:
    wanted = CentreFilter(programmes=("bma-library",))
    return list(gaps("district", wanted, real.tables(), area_code="10", radius_km=2).ranked.index)


def test_the_worst_area_is_one_click_away(real: Register) -> None:
    page = draw("th", "map", **BANGKOK)
    page.button(key="gaps-worst").click().run()
    assert page.session_state["selection"].chosen == _codes(real)[0]
    assert "อันดับ **1** จาก 21" in said(page)


def test_a_list_of_an_age_names_it(real: Register) -> None:
    page = draw("en", "map", **BANGKOK, age=Age.ELDERLY, chosen="1042")
    config = json.loads(page.dataframe[0].proto.columns)
    assert config["people_beyond_km"]["label"] == "60+ beyond"
    assert "people aged 60 and over newly within 2 km" in said(page)


def test_areas_that_have_one_are_ranked_by_people_for_each(real: Register) -> None:
    wanted = CentreFilter(programmes=("public-library",))
    served = gaps("province", wanted, real.tables()).served
    assert (served["people_per_centre"] == served["people"] / served["centre_count"]).all()
    assert served["people_per_centre"].is_monotonic_decreasing
    assert (served["claim"] == "has_one").all()


def test_an_incomplete_list_says_whom_to_ask_and_gives_the_request(real: Register) -> None:
    page = draw("th", "map", programme=("public-library",), mode="gaps")
    assert "ข้อมูลยังไม่ครบ สอบถามได้ที่" in said(page)
    assert [button.key for button in page.get("download_button") if "ask-form" in str(button.key)]
    assert "สอบถามได้ที่" not in said(draw("th", "map", **BANGKOK))
