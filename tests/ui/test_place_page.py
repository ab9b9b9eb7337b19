"""The page that answers about a place, and the search box in front of it."""

from __future__ import annotations

from dataclasses import replace

import pytest
from streamlit.testing.v1 import AppTest

from answers.question import DEFAULT, Question, Vocabulary, params_of, read_question
from registry.store import Register
from tests.ui.drawing import draw, said
from ui import cached
from ui.coverage.choropleth import model_of
from ui.place.destination import SearchHit, destination, place_here
from ui.place.place_answer import of_the_same_name
from ui.place.search_box import GROUPS, hit_of

KNOWN = Vocabulary(programmes=("bma-library",))


def asked(page: AppTest) -> str:
    return str(page.session_state["selection"].place)


@pytest.mark.parametrize(
    ("lang", "code"), [("th", ""), ("en", ""), ("th", "TH"), ("en", "104202"), ("th", "90"), ("en", "BMA-BKC")]
)
def test_every_kind_of_place_is_drawn(lang: str, code: str, real: Register) -> None:
    words = said(draw(lang, "place", place=code))
    if code:
        assert {"th": "สิ่งที่ยังไม่ทราบ", "en": "What is not known"}[lang] in words
        assert {"th": "ที่มา", "en": "Sources"}[lang] in words


def test_a_khet_without_a_library_says_so_with_its_numbers(real: Register) -> None:
    words = said(draw("th", "place", place="1042"))
    assert "เขตสายไหม: ไม่มีห้องสมุดเพื่อการเรียนรู้ กทม." in words
    for number in ("212,912", "28,220", "44,724"):
        assert number in words
    assert "มุมหนังสือ สำนักงานเขตสายไหม" in words


def test_a_subdistrict_answers_with_its_district(real: Register) -> None:
    words = said(draw("th", "place", place="104202"))
    assert "แขวงออเงินอยู่ในเขตสายไหม" in words
    assert "มีประชากรประมาณ 43,000 คน" in words
    assert "ตามสัดส่วนเมื่อสิ้นปี 2564" in words
    assert "เขตสายไหม: ไม่มีห้องสมุดเพื่อการเรียนรู้ กทม." in words
    assert "แห่งอื่นในเขตเดียวกัน" in words


@pytest.mark.parametrize("lang", ["th", "en"])
def test_an_empty_register_still_answers_what_it_can(lang: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cached, "_open_register", lambda: (Register.empty(), ()))
    words = said(draw(lang, "place", place="1042"))
    assert {"th": "ทะเบียนแหล่งเรียนรู้ว่างอยู่", "en": "The register of learning centres is empty"}[lang] in words
    assert "212,912" in words


@pytest.mark.parametrize(
    ("code", "area", "chosen"),
    [
        ("104202", "10", "1042"),
        ("5001", "50", "5001"),
        ("50", "50", ""),
        ("R4-N", "R4-N", ""),
        ("BMA-BKC", "BMA-BKC", ""),
    ],
)
def test_the_map_looks_at_what_was_found_and_all_else_stays(code: str, area: str, chosen: str) -> None:
    before = Question(programme=("tk-park",), mode="gaps", radius=5.0, place="90")
    after = replace(before, **destination(SearchHit(code)))
    assert (after.area, after.chosen, after.look, after.place) == (area, chosen, chosen, code)
    assert (after.programme, after.mode, after.radius) == (before.programme, before.mode, before.radius)
    assert place_here(after) == code


def test_a_found_centre_is_chosen_in_its_area(real: Register) -> None:
    found = hit_of({"group": "centres", "key": "tk-park-002"}, GROUPS)
    assert found == SearchHit("9501", "tk-park-002")
    changes = destination(found)
    assert (changes["area"], changes["chosen"], changes["look"]) == ("95", "tk-park-002", "9501")
    nowhere = destination(SearchHit("", "tk-park-002"))
    assert (nowhere["area"], nowhere["chosen"]) == ("TH", "tk-park-002")


def test_a_found_centre_of_another_programme_has_its_mark(real: Register) -> None:
    now = Question(programme=("bma-library",), area="95")
    without = {mark.centre_id for mark in model_of(now).marks}
    found = SearchHit("9501", "tk-park-002")
    marks = [mark.centre_id for mark in model_of(replace(now, **destination(found))).marks]
    assert "tk-park-002" not in without
    assert marks.count("tk-park-002") == 1
    assert set(marks) - without == {"tk-park-002"}


@pytest.mark.parametrize(
    "sent",
    [None, "1042", {}, {"group": "areas"}, {"group": "areas", "key": "<b>"}, {"group": "areas", "key": ["1042"]},
     {"group": "centres", "key": "1042"}, {"group": "roads", "key": "1042"}],
)  # fmt: skip
def test_what_is_no_such_thing_chooses_nothing(sent: object, real: Register) -> None:
    assert hit_of(sent, GROUPS) is None
    assert hit_of({"group": "centres", "key": "tk-park-002"}, ("areas",)) is None


def test_from_the_map_to_the_page_about_what_is_chosen(real: Register) -> None:
    page = draw("th", "map", programme=("bma-library",), area="10", chosen="1042", place="104202")
    page.button(key="open-place").click().run()
    assert asked(page) == "104202"


def test_the_other_places_of_a_name_are_one_click_away(real: Register) -> None:
    alike = of_the_same_name("1404")
    assert {"1413"} <= {one.code for one in alike}
    assert not any(one.code.startswith("1404") for one in alike)
    page = draw("th", "place", place="1404")
    page.button(key="alike-1413").click().run()
    assert asked(page) == "1413"


def test_to_the_map_with_the_place_chosen(real: Register) -> None:
    page = draw("th", "place", place="104202")
    page.button(key="to-map").click().run()
    chosen = page.session_state["selection"]
    assert (chosen.area, chosen.chosen) == ("10", "1042")


@pytest.mark.parametrize("text", ["9999", "สายไหม", "1042|1041", "<script>", "104299"])
def test_a_wrong_place_in_the_address_is_left_out_and_named(text: str) -> None:
    question, refusals = read_question({"place": text}, KNOWN)
    assert question == DEFAULT
    assert [str(refusal) for refusal in refusals] == [f"place={text}"]


@pytest.mark.parametrize("text", ["9999", "10|xx", "10|11|12|13|14"])
def test_wrong_areas_to_compare_are_left_out_and_named(text: str) -> None:
    question, refusals = read_question({"with": text}, KNOWN)
    assert question == DEFAULT
    assert [str(refusal) for refusal in refusals] == [f"with={text}"]


def test_a_link_brings_back_the_place_and_the_areas() -> None:
    chosen = Question(place="104202", compare=("1042", "90", "R4-S", "TH"))
    assert params_of(chosen) == {"place": "104202", "with": "1042|90|R4-S|TH"}
    assert read_question(params_of(chosen), KNOWN) == (chosen, ())
