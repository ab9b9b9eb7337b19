"""The one-page answer in words: every sentence is allowed by its claim, names its programme and ends with the doubt."""

from __future__ import annotations

from functools import cache

import pytest

from analysis.answer import MEASURES, Answer, place_answer
from analysis.claims import Claim
from analysis.coverage import coverage
from analysis.demand import population
from answers.sections.place_tables import centre_table, facts_table, source_lines, unknown_lines
from answers.words.numbers import number
from answers.words.place_sentences import distinct_names, headline, noun, place_name, subdistrict_line
from geodata.areas import areas
from geodata.gazetteer import find_places, place
from registry.store import Register
from registry.tables import Tables
from tests.analysis.making import made_centres, made_programmes

SAMPLE = ("TH", "R4-S", "R6-E", "BMA-BKC", "10", "40", "90", "1002", "1020", "1042", "4001", "9011", "104202", "140401")


@cache
def tables() -> Tables:
    return Register.in_memory().tables()


@cache
def table_of(level, wanted):
    return coverage(level, wanted, tables(), measures=MEASURES)


@cache
def answer_of(code: str) -> Answer:
    return place_answer(code, tables(), table_of=table_of)


def said(code: str, lang: str) -> str:
    return headline(answer_of(code), programmes=tables().programmes, centres=tables().centres, lang=lang)


def test_an_example_word_for_word():
    assert said("1042", "th") == (
        "เขตสายไหม: ไม่มีห้องสมุดเพื่อการเรียนรู้ กทม. แห่งที่ใกล้ที่สุดคือ ห้องสมุดเพื่อการเรียนรู้วัดศิริพงษ์ธรรมนิมิต "
        f"ห่างจากกลางเขต {nearest('1042')} กม. ตามแนวเส้นตรง ประชากรตามทะเบียนราษฎร 212,912 คน (2568) "
        "ในจำนวนนี้เป็นเด็ก 0–14 ปี 28,220 คน และผู้สูงอายุ 60 ปีขึ้นไป 44,724 คน "
        "อีก 6 โครงการข้อมูลยังไม่ครบ จึงสรุปไม่ได้ว่าเขตนี้มีหรือไม่"
    )
    assert said("4001", "en").startswith(
        "Mueang Khon Kaen, Khon Kaen: Registered population 417,467 (2025). For 1 library"
    )


def nearest(code: str) -> str:
    return number(
        next(f for f in answer_of(code).facts if f.programme_id == "bma-library").nearest_km, decimals=1, lang="th"
    )


@pytest.mark.parametrize("lang", ["th", "en"])
def test_none_is_said_only_where_the_claim_allows_it(lang):
    programmes = tables().programmes
    word = {"th": "ไม่มี", "en": "has no "}[lang]
    khet = [code for code in areas("district").index if code.startswith("10")]
    without = 0
    for code in (*khet, *areas("province").index):
        sentence = said(code, lang)
        for fact in answer_of(code).facts:
            allowed = fact.claim == Claim.HAS_NONE and fact.decisive
            name = noun(fact.programme_id, 1, programmes=programmes, lang=lang)
            assert (word + name in sentence) == allowed, (code, fact.programme_id)
            without += allowed
            if fact.claim == Claim.HAS_ONE:
                many = noun(fact.programme_id, fact.count, programmes=programmes, lang=lang)
                assert many in sentence
                assert number(fact.count, lang=lang) in sentence
    assert without == 21


@pytest.mark.parametrize("lang", ["th", "en"])
@pytest.mark.parametrize("code", SAMPLE)
def test_every_kind_of_place_has_its_page_in_words(code, lang):
    programmes = tables().programmes
    answer = answer_of(code)
    sentence = said(code, lang)
    assert number(answer.people, lang=lang) in sentence
    assert {"th": "2568", "en": "2025"}[lang] in sentence
    assert "{" not in sentence
    lines = [
        *unknown_lines(answer, programmes=programmes, lang=lang),
        *source_lines(answer, programmes=programmes, lang=lang),
    ]
    assert len(set(lines)) == len(lines)
    assert not any("{" in line or "nan" in line.split() for line in lines)
    known = facts_table(answer, programmes=programmes, lang=lang)
    assert len(known) >= sum(fact.claim in (Claim.HAS_ONE, Claim.HAS_NONE) for fact in answer.facts)
    assert len(centre_table(answer.centres, programmes=programmes, lang=lang)) == len(answer.centres)
    assert bool(subdistrict_line(answer, lang=lang)) == (len(code) == 6)
    assert (answer.subdistrict_people is not None) == (len(code) == 6)


def test_the_doubt_stands_last():
    for code in ("1001", "90", "9011", "9204"):
        assert said(code, "th").endswith("มีหรือไม่")
    assert "ยังไม่ทราบตำแหน่ง" in said("9204", "th")
    assert "ยังไม่ทราบว่าอยู่อำเภอใด" in said("4001", "th")
    assert said("1404", "th").count("สรุปไม่ได้") == 1


def test_a_part_estimate_says_so_in_sentence_and_list():
    found = population("district")
    code = str(found.index[found["estimated"]][0])
    programmes = tables().programmes
    assert "ประมาณ" in said(code, "th")
    assert any("ค่าประมาณ" in line for line in unknown_lines(answer_of(code), programmes=programmes, lang="th"))


def test_an_empty_register_has_no_answer_and_says_so():
    empty = Tables()
    answer = place_answer("1042", empty)
    words = headline(answer, programmes=empty.programmes, centres=empty.centres, lang="en")
    assert words.startswith("Sai Mai: The register of learning centres is empty")
    assert facts_table(answer, programmes=empty.programmes, lang="th").empty


def test_a_programme_of_an_import_is_named_by_its_own_name():
    programmes = made_programmes({"programme_id": "reading-club", "name_th": "ชมรมนักอ่าน", "list_status": "complete"})
    centres = made_centres({"programme_id": "reading-club", "district_code": "5001", "province_code": "50"})
    answer = place_answer("5001", Tables(centres, programmes))
    assert "มีแหล่งเรียนรู้ของ ชมรมนักอ่าน 1 แห่ง" in headline(answer, programmes=programmes, centres=centres, lang="th")
    other = place_answer("5101", Tables(centres, programmes))
    assert "ไม่มีแหล่งเรียนรู้ของ ชมรมนักอ่าน" in headline(other, programmes=programmes, centres=centres, lang="th")


@pytest.mark.parametrize(
    ("code", "thai", "english"),
    [
        ("104202", "แขวงออเงิน เขตสายไหม", "O Ngoen Subdistrict, Sai Mai"),
        (
            "140401",
            "ตำบลบางไทร อำเภอบางไทร จังหวัดพระนครศรีอยุธยา",
            "Bang Sai Subdistrict, Bang Sai, Phra Nakhon Si Ayutthaya",
        ),
        ("10", "กรุงเทพมหานคร", "Bangkok"),
        ("82", "จังหวัดพังงา", "Phang-nga"),
    ],
)
def test_names_of_places_in_full(code, thai, english):
    assert place_name(place(code), lang="th") == thai
    assert place_name(place(code), lang="en") == english


def test_two_places_that_read_alike_carry_their_thai_names():
    found = [place("1404"), place("1413")]
    names = distinct_names(found, lang="en")
    assert names["1404"] != names["1413"]
    assert "บางไทร" in names["1404"]
    listed = distinct_names(find_places("หนองบัว", limit=40), lang="th")
    assert len(set(listed.values())) == len(listed)
