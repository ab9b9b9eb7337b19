"""The files of a scenario: every site and every closed centre, in the reader's words, with source and filters."""

from __future__ import annotations

import io
import json

import pandas as pd
import pytest
from openpyxl import load_workbook
from pptx import Presentation

from reports.scenario_files import scenario_file
from reports.slides.deck import SLIDES, slides_pptx
from tests.reports.conftest import facts_of

AT = "98.98235,18.74116|99.12893,18.82757"
PARAMS = {"programme": "tk-park|public-library", "area": "50", "at": AT, "opens": "public-library"}


def _closed() -> str:
    facts = facts_of(**PARAMS)
    return str(facts.situation("country", facts.question.centre_filter).points["centre_id"].iloc[0])


def test_the_geojson_and_the_csv_hold_every_site_and_every_closed_centre() -> None:
    facts = facts_of(**PARAMS, closed=_closed())
    features = json.loads(scenario_file(facts, ".geojson"))["features"]
    assert [one["properties"]["action"] for one in features] == ["open", "open", "close"]
    assert features[0]["geometry"]["coordinates"] == [98.98235, 18.74116]
    rows = pd.read_csv(io.BytesIO(scenario_file(facts, ".csv")), dtype=str)
    assert rows["programme_id"].tolist()[:2] == ["public-library", "tk-park"]
    assert rows["centre_id"].tolist()[-1] == _closed()
    assert rows["source"].notna().all()
    assert rows["filters"].str.contains("10 km|10 กม.", regex=True).all()


@pytest.mark.parametrize(
    ("lang", "sheets", "heading"),
    [
        ("th", ["ที่ตั้งที่เลือก", "จำลองการเปิดแห่งใหม่", "ที่มาและตัวกรอง"], "หมายเลขบนแผนที่"),
        ("en", ["Shortlist", "One more here", "Source and filters"], "Number on the map"),
    ],
)
def test_the_workbook_has_the_shortlist_what_it_changes_and_its_origin(
    lang: str, sheets: list[str], heading: str
) -> None:
    book = load_workbook(io.BytesIO(scenario_file(facts_of(lang=lang, **PARAMS), ".xlsx")))
    assert book.sheetnames == sheets
    headings = [cell.value for cell in book[sheets[0]][1]]
    assert heading in headings
    assert book[sheets[0]].max_row == 3
    levels = {row[0] for row in book[sheets[1]].iter_rows(min_row=2, values_only=True)}
    assert "together" in levels


def test_a_deck_has_a_slide_of_the_scenario_where_there_is_one() -> None:
    others = [name for name in SLIDES if name != "openings"]
    words = {}
    for name, params in (("with", PARAMS), ("without", {})):
        deck = Presentation(io.BytesIO(slides_pptx(facts_of(lang="en", **params), leave_out=others)))
        words[name] = [shape.text_frame.text for shape in deck.slides[0].shapes if shape.has_text_frame]
    assert any("radius 10 km" in text for text in words["with"])
    assert len(SLIDES) == len(others) + 1
    assert any("Nothing" in text for text in words["without"])
