"""Several programmes side by side: each column is what its programme says by itself, and nothing is added."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import date

import pytest
from pptx import Presentation

from answers.facts import Facts
from answers.mapping.maps import map_model
from answers.question import Question
from answers.sections.beside import beside_section, each_side, side_names
from answers.story.of_question import SLIDES
from geodata.codes import Level
from registry.store import Register
from reports.book.areas import areas_sheet
from reports.picture.map_sheet import map_sheet
from reports.slides.deck import slides_pptx

TWO = ("relearning", "public-library")


@pytest.fixture(scope="module")
def facts() -> Facts:
    return Facts(Question(programme=TWO, lang="en"), Register.in_memory().tables(), today=date(2026, 11, 26))


def test_each_column_is_the_programme_by_itself(facts: Facts) -> None:
    section = beside_section(facts)
    assert section is not None
    alone = [facts.of(replace(facts.question, programme=(one,))) for one in TWO]
    assert section.tables[0].rows[0][1:] == tuple(f"{len(one.filtered.centres):,}" for one in alone)
    together = len(facts.filtered.centres)
    assert f"{together:,}" not in section.tables[0].rows[0][1:]


def test_two_programmes_of_one_place_stand_beside_each_other(facts: Facts) -> None:
    section = beside_section(facts)
    assert section is not None
    ubon = next(row for row in section.tables[1].rows if row[0] == "Ubon Ratchathani")
    assert ubon[1:] == tuple(f"{one.table.at['34', 'centre_count']}" for one in each_side(facts))


def test_a_single_programme_has_nothing_beside_it(facts: Facts) -> None:
    assert beside_section(facts.of(Question(programme=("relearning",)))) is None


@pytest.fixture(scope="module")
def measures(facts: Facts) -> Facts:
    question = Question(programme=("bma-library",), area="10", second_measure="mean_distance_km", lang="en")
    return facts.of(question)


def test_two_measures_of_the_same_areas_stand_beside_each_other(measures: Facts) -> None:
    section = beside_section(measures)
    assert section is not None
    (table,) = section.tables
    assert [column.heading for column in table.columns][1:] == [
        "Learning centres (centres)",
        "Mean distance to the nearest centre (km)",
    ]
    lat_krabang = next(row for row in table.rows if row[0].startswith("Lat Krabang"))
    assert lat_krabang[1] == f"{measures.table.at['1011', 'centre_count']}"
    assert side_names(measures) == ("Learning centres", "Mean distance to the nearest centre")


def test_one_measure_twice_or_among_gaps_is_one_side(measures: Facts) -> None:
    question = measures.question
    assert replace(question, second_measure="centre_count").sides == (replace(question, second_measure=""),)
    assert len(replace(question, mode="gaps").sides) == 1


@pytest.mark.parametrize("name", ["facts", "measures"])
def test_files_show_a_map_of_each_side(name: str, request: pytest.FixtureRequest) -> None:
    facts: Facts = request.getfixturevalue(name)
    sides = [map_model(one) for one in each_side(facts)]
    deck = Presentation(io.BytesIO(slides_pptx(facts, leave_out=set(SLIDES) - {"map"})))
    shown = [{shape.text_frame.text for shape in slide.shapes if shape.has_text_frame} for slide in deck.slides]
    assert all(any(model.title in text for texts in shown for text in texts) for model in sides)
    assert sum(shape.has_table for slide in deck.slides for shape in slide.shapes) >= 1
    sheet = map_sheet(facts)
    drawn = [word.text for word in sheet.words]
    assert all(drawn.count(model.legend.blocks[0].title) >= 1 for model in sides)
    alone = map_sheet(each_side(facts)[0])
    assert sheet.width_mm == pytest.approx(2 * alone.width_mm, abs=0.1)


def test_the_workbook_has_the_rows_of_each_programme(facts: Facts) -> None:
    together = areas_sheet(facts, Level.REGION).table
    for side, (key, rows) in zip(each_side(facts), together.groupby("programme_id", sort=False), strict=True):
        alone = areas_sheet(side, Level.REGION).table
        assert side.question.programme == (key,)
        assert rows["centre_count"].tolist() == alone["centre_count"].tolist()
