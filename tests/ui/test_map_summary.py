"""A map's words and its table say what the map shows: recounted from the classes it is painted with."""

from __future__ import annotations

import pandas as pd
import pytest

from geodata.codes import Level
from ui.maps.fills import Fill, entry
from ui.maps.summary import map_summary, table_of
from ui.text import set_language

CODES = ["1001", "1002", "1003", "1004"]


@pytest.fixture
def fill() -> Fill:
    return Fill(
        classes=pd.Series(["y", "y", "z", "."], index=CODES, dtype=object),
        values=pd.Series([2, 5, None, 9], index=CODES, dtype=object),
        measure="จำนวน",
        unit="แห่ง",
        decimals=0,
        factor=1,
        legend=(entry("y", "มีแล้ว", theme="light"), entry("z", "ยังไม่มี", theme="light")),
    )


def test_the_words_count_the_areas_of_each_colour_and_name_the_largest(fill: Fill) -> None:
    words = map_summary(fill, pd.DataFrame(index=range(7)), level=Level.DISTRICT, set_name="ห้องสมุด")
    assert "มีแล้ว 2 พื้นที่ · ยังไม่มี 1 พื้นที่" in words
    assert "7 แห่ง" in words
    assert "มากที่สุด 5 แห่ง: เขตดุสิต" in words


def test_an_area_that_is_not_looked_at_is_never_the_largest(fill: Fill) -> None:
    words = map_summary(fill, pd.DataFrame(), level=Level.DISTRICT, set_name="ห้องสมุด")
    assert "9" not in words


def test_the_words_are_english_in_english(fill: Fill) -> None:
    set_language("en")
    try:
        words = map_summary(fill, pd.DataFrame(), level=Level.DISTRICT, set_name="libraries")
    finally:
        set_language("th")
    assert "Largest, 5" in words
    assert "Dusit" in words


def test_the_table_has_a_row_for_each_area_looked_at_with_its_colour_and_value(fill: Fill) -> None:
    table = table_of(fill, level=Level.DISTRICT)
    assert list(table.iloc[:, 1]) == ["มีแล้ว", "มีแล้ว", "ยังไม่มี"]
    assert list(table.iloc[:2, 2]) == [5, 2]
    assert pd.isna(table.iloc[2, 2])
