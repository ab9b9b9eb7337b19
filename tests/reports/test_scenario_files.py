"""The files of a scenario: every site and every closed centre, in the reader's words, with source and filters."""

from __future__ import annotations

import io
import json
import re

import pandas as pd
import pytest
from openpyxl import load_workbook
from pptx import Presentation

from analysis.situation import Distances
from answers.sections.scenario import areas_table, large_areas, scenario_figures
from answers.story.of_question import SLIDES
from answers.words import t
from answers.words.names import full_area_name
from answers.words.numbers import about
from geodata.areas import areas
from geodata.codes import Level
from reports.scenario_files import scenario_file
from reports.slides.deck import slides_pptx
from tests.reports.conftest import facts_of
from tests.reports.decks import texts
from tests.reports.reading import pdf_text

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
    assert [*book.sheetnames[1:], book.sheetnames[0]] == sheets
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


@pytest.mark.parametrize("lang", ["th", "en"])
def test_the_brief_tells_the_answer_the_sites_and_before_and_after_on_one_page(lang: str) -> None:
    facts = facts_of(lang=lang, programme="bma-library", area="10", at="100.65,13.92|100.37,13.71", radius="2",
                     closed="bma-library-001")  # fmt: skip
    content = scenario_file(facts, ".pdf")
    (text,) = pdf_text(content)
    words = "".join(text.split())
    openings = facts.openings
    assert openings is not None
    figures = scenario_figures(facts)
    for told in (
        about(openings.whole.newly_within, lang=lang),
        about(openings.each[1].newly_within, lang=lang),
        full_area_name(openings.each[0].places[0].district_code, lang=lang),
        *figures.values(),
        t("shortlist.closed", lang=lang),
    ):
        assert "".join(told.split()) in words, told


@pytest.mark.parametrize(("lang", "least"), [("th", "อย่างน้อย"), ("en", "at least")])
def test_what_is_after_is_a_limit_where_what_is_before_is_not_reported(lang: str, least: str) -> None:
    facts = facts_of(lang=lang, programme="public-library", area="50", at="98.98235,18.74116")
    openings = facts.openings
    assert openings is not None
    assert openings.whole.distances is Distances.NOT_REPORTED
    rows = areas_table(openings.whole, large_areas(openings.whole), lang=lang).rows
    figures = scenario_figures(facts)
    assert figures[t("siting.within_all", lang=lang)].startswith(least)
    assert all(row[1].startswith(least) for row in rows)
    assert not any("→" in cell and "–" in cell for row in rows for cell in (*row, *figures.values()))


def test_a_brief_of_fifty_sites_is_one_page_and_says_how_many_it_leaves_out() -> None:
    places = areas(Level.DISTRICT).sample(50, random_state=1)
    at = "|".join(f"{x:.5f},{y:.5f}" for x, y in zip(places["longitude"], places["latitude"], strict=True))
    (text,) = pdf_text(scenario_file(facts_of(lang="en", programme="tk-park", at=at), ".pdf"))
    assert re.search(r"and 4\d more", text)


def test_the_slides_show_the_map_after_the_scenario_and_what_it_changes() -> None:
    facts = facts_of(lang="en", programme="bma-library", area="10", at="100.65,13.92", measure="centre_count")
    deck = Presentation(io.BytesIO(scenario_file(facts, ".pptx")))
    words = [" ".join(texts(slide)) for slide in deck.slides]
    assert words[2].startswith(t("slide.appendix", lang="en")), "two slides, and the whole tables"
    assert "Scenario: as it would be with 1 centre opened" in words[0]
    assert re.match(r"Within 2 km after this scenario: \d+\.\d% of the people", words[1])
    cells = [cell.text for slide in deck.slides for shape in slide.shapes if shape.has_table
             for row in shape.table.rows for cell in row.cells]  # fmt: skip
    assert any("Sai Mai" in cell for cell in cells)
