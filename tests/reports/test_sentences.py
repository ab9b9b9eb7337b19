"""The sentences of all 77 provinces and 50 khet: their numbers are the table's, and they say no more than the claim."""

from __future__ import annotations

import re

import pandas as pd
import pytest

from analysis.ages import Age
from analysis.centre_filter import CentreFilter
from analysis.claims import Claim
from analysis.coverage import coverage
from analysis.gaps import Gaps, gaps
from answers.words.names import area_name, set_words
from answers.words.numbers import share
from answers.words.sentences import USED, gap_sentences, gaps_summary, sentence_terms
from registry.tables import Tables
from tests.reports.expected import three_digits

KHET = ("bma-library", "district", 2.0)
PROVINCES = ("public-library", "tk-park", "relearning", "relearning|tk-park", "bma-library", "near-home", "high-rise")
VIEWS = [KHET, *((programmes, "province", 10.0) for programmes in PROVINCES)]
NONE = {"th": "ไม่มี", "en": ": none."}
UNKNOWN = {"th": "ยังสรุปไม่ได้ว่ามี", "en": "whether there is one cannot be said"}
OUT = {"th": "ไม่อยู่ในพื้นที่ดำเนินงานของ", "en": "outside the area of work of"}
BEYOND = {"th": re.compile(r"ในจำนวนนี้ประมาณ ([\d,]+) คน \(([^)]+)\)"), "en": re.compile(r"about ([\d,]+) \(([^)]+)\)")}


def _wanted(programmes: str) -> CentreFilter:
    return CentreFilter(programmes=tuple(programmes.split("|")))


def _table(tables: Tables, programmes: str, level: str, radius_km: float) -> pd.DataFrame:
    table = coverage(level, _wanted(programmes), tables, radius_km=radius_km, measures=USED)
    return table[table.index.str.startswith("10")] if level == "district" else table


def _told(tables: Tables, table: pd.DataFrame, programmes: str, level: str, lang: str) -> pd.Series:
    return gap_sentences(table, level, _wanted(programmes), tables, lang=lang)


@pytest.mark.parametrize("lang", ["th", "en"])
@pytest.mark.parametrize(("programmes", "level", "radius_km"), VIEWS)
def test_every_sentence_is_of_its_area_and_says_what_the_claim_allows(
    tables: Tables, programmes: str, level: str, radius_km: float, lang: str
) -> None:
    table = _table(tables, programmes, level, radius_km)
    told = _told(tables, table, programmes, level, lang)
    assert len(told) == (50 if level == "district" else 77)
    words = set_words(tuple(programmes.split("|")), tables.programmes, lang=lang)
    for code, sentence in told.items():
        row = table.loc[code]
        assert area_name(str(code), lang=lang) in sentence
        assert words in sentence
        assert not re.search(r"nan|None|<NA>|[{}]|  |inf", sentence)
        assert (UNKNOWN[lang] in sentence) == (row["claim"] == Claim.UNKNOWN)
        assert (OUT[lang] in sentence) == (row["claim"] == Claim.OUT_OF_SCOPE)
        head = sentence.split(f"{words}", maxsplit=1)[0] + words if lang == "th" else sentence
        said_none = (
            head.rstrip().endswith(f"ไม่มี{words}") or f"ไม่มี {words}" in head if lang == "th" else NONE["en"] in head
        )
        assert said_none == (row["claim"] == Claim.HAS_NONE)
        if row["claim"] != Claim.OUT_OF_SCOPE:
            assert f"{row['population_in_scope']:,}" in sentence
        if row["claim"] == Claim.HAS_ONE:
            assert re.search(rf"(?<![\d,.]){row['centre_count']}(?![\d,])", sentence)


@pytest.mark.parametrize("lang", ["th", "en"])
@pytest.mark.parametrize(("programmes", "level", "radius_km"), VIEWS)
def test_distances_are_the_tables_and_whom_they_reach_is_told_of_complete_lists_only(
    tables: Tables, programmes: str, level: str, radius_km: float, lang: str
) -> None:
    table = _table(tables, programmes, level, radius_km)
    told = _told(tables, table, programmes, level, lang)
    listed = tables.programmes.set_index("programme_id").loc[programmes.split("|"), "list_status"]
    complete = bool((listed == "complete").all())
    names = tables.centres.set_index("centre_id")["name_th" if lang == "th" else "name_en"]
    for code, sentence in told.items():
        row = table.loc[code]
        found = BEYOND[lang].search(sentence)
        assert not found or complete
        if found:
            assert found[1] == f"{three_digits(row['people_beyond_km']):,}"
            assert 0 < row["population_within_km"] < 1
            beyond = 1 - row["population_within_km"]
            assert found[2] == share(beyond, lang=lang) or (found[2][-5:] in {"99.9%", " 0.1%"})
        if row["claim"] != Claim.OUT_OF_SCOPE and isinstance(row["nearest_centre_id"], str):
            assert f"{row['nearest_centre_km']:,.1f}" in sentence
            name = names[row["nearest_centre_id"]]
            assert not isinstance(name, str) or name in sentence
        if complete and row["claim"] != Claim.OUT_OF_SCOPE and pd.notna(row["mean_distance_km"]):
            assert f"{row['mean_distance_km']:,.1f}" in sentence


def test_what_is_not_known_stands_at_the_end(tables: Tables) -> None:
    table = _table(tables, "public-library", "province", 10.0)
    told = _told(tables, table, "public-library", "province", "th")
    row = table.loc["42"]
    assert row["unplaced_in_area"] == row["centre_count"] == 1
    assert told["42"].startswith("จังหวัดเลย: มีห้องสมุดประชาชนอย่างน้อย 1 แห่ง")
    assert "ยังไม่ทราบตำแหน่งของ 1 แห่งในจังหวัดนี้" in told["42"]
    assert told["42"].endswith(f"ทราบตำแหน่งเพียง {row['placed_count']} จาก 627 แห่งที่มีในรายชื่อหรือที่รายงาน จึงยังบอกระยะไม่ได้")


def test_a_centre_for_residents_alone_is_no_ones_library(tables: Tables) -> None:
    table = _table(tables, "high-rise", "province", 10.0)
    told = _told(tables, table, "high-rise", "province", "th")
    assert "ห้องสมุดมีชีวิตในอาคารสูงที่ประชาชนทั่วไปเข้าใช้ได้" in told["10"]


def _summary(tables: Tables, found: Gaps, programmes: str, lang: str, age: Age = Age.ALL) -> str:
    table = _table(tables, programmes, "district", 2.0)
    asked = sentence_terms("district", _wanted(programmes), tables, age=age, lang=lang)
    return gaps_summary("10", "district", table, found, asked)


def test_the_summary_is_the_headline(tables: Tables) -> None:
    found = gaps("district", _wanted("bma-library"), tables, area_code="10")
    assert _summary(tables, found, "bma-library", "th").startswith(
        "กรุงเทพมหานคร: 21 จาก 50 เขตไม่มีห้องสมุดเพื่อการเรียนรู้ กทม. ประชากรตามทะเบียนราษฎรในพื้นที่เหล่านี้ 1,894,738 คน (2568)"
    )
    assert "21 of 50 districts have none" in _summary(tables, found, "bma-library", "en")
    children = gaps("district", _wanted("bma-library"), tables, area_code="10", age="0-14")
    told = _summary(tables, children, "bma-library", "th", Age.CHILDREN)
    assert f"{children.ranked['people'].sum():,} คน" in told
    assert "เด็กอายุ 0–14 ปี" in told


def test_nothing_is_summed_where_nothing_is_known(tables: Tables) -> None:
    found = gaps("district", _wanted("public-library"), tables, area_code="10")
    assert found.ranked.empty
    told = _summary(tables, found, "public-library", "th")
    assert told == "กรุงเทพมหานคร: 50 จาก 50 เขตยังสรุปไม่ได้ว่ามีห้องสมุดประชาชนหรือไม่ เพราะข้อมูลยังไม่ครบ"
