"""The page that answers about a place, and the search box in front of it."""

from __future__ import annotations

import pytest
from streamlit.testing.v1 import AppTest

from answers.question import DEFAULT, Question, params_of, read_question
from registry.store import Register
from tests.ui.drawing import draw, said
from ui import cached
from ui.place.found import of_the_same_name

KNOWN: dict[str, list[str]] = {"programme": ["bma-library"], "partner": [], "owner": []}


def search(page: AppTest, text: str) -> AppTest:
    return page.text_input(key="w-search-place").set_value(text).run()


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
    assert "เขตสายไหม: ไม่มีห้องสมุดเพื่อการเรียนรู้ กทม." in words
    assert "แห่งอื่นในเขตเดียวกัน" in words


@pytest.mark.parametrize("lang", ["th", "en"])
def test_an_empty_register_still_answers_what_it_can(lang: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cached, "_open_register", lambda: (Register.empty(), ()))
    words = said(draw(lang, "place", place="1042"))
    assert {"th": "ทะเบียนแหล่งเรียนรู้ว่างอยู่", "en": "The register of learning centres is empty"}[lang] in words
    assert "212,912" in words


@pytest.mark.parametrize(
    ("text", "code"),
    [("อ.เมือง จ.เชียงใหม่", "5001"), ("เขตสายไหม", "1042"), ("Mae Sot", "6306"), ("สระแก้ว", "27"), ("๑๐๔๒", "1042")],
)
def test_a_name_that_means_one_place_is_taken_at_once(text: str, code: str) -> None:
    def script() -> None:
        from ui.place.search_box import place_search

        place_search()

    assert asked(search(AppTest.from_function(script).run(), text)) == code


def test_a_name_of_several_lists_them_and_a_click_chooses(real: Register) -> None:
    page = search(draw("en", "place"), "Bang Sai")
    assert asked(page) == ""
    labels = {button.key: button.label for button in page.button if str(button.key).startswith("found-place-")}
    assert {"found-place-1404", "found-place-1413"} <= set(labels)
    assert labels["found-place-1404"] != labels["found-place-1413"]
    page.button(key="found-place-1413").click().run()
    assert asked(page) == "1413"
    assert not [button for button in page.button if str(button.key).startswith("found-place-")]


def test_a_name_of_nothing_is_said_and_markup_in_it_is_text(real: Register) -> None:
    page = search(draw("th", "place"), "<b>[x](javascript:1)</b>")
    assert "ไม่พบสถานที่ชื่อ" in said(page)
    assert "<b>[x](javascript:1)</b>" in said(page)
    assert not any("[x](java" in element.value for element in page.caption)
    search(page, "")
    assert "ไม่พบ" not in said(page)


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


@pytest.mark.parametrize("text", ["9999", "10|xx", "104202", "10|11|12|13|14"])
def test_wrong_areas_to_compare_are_left_out_and_named(text: str) -> None:
    question, refusals = read_question({"with": text}, KNOWN)
    assert question == DEFAULT
    assert [str(refusal) for refusal in refusals] == [f"with={text}"]


def test_a_link_brings_back_the_place_and_the_areas() -> None:
    chosen = Question(place="104202", compare=("1042", "90", "R4-S", "TH"))
    assert params_of(chosen) == {"place": "104202", "with": "1042|90|R4-S|TH"}
    assert read_question(params_of(chosen), KNOWN) == (chosen, ())
