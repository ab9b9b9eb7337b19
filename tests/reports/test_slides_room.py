"""Slides on a machine without our face: a stand-in that runs an eighth wider (a fifth in bold) overlaps nothing."""

from __future__ import annotations

import io

import pytest
from pptx import Presentation

from reports.picture.lettering import width_mm, wrapped
from reports.slides.deck import slides_pptx
from tests.reports.conftest import facts_of

EMU_PER_MM = 36_000
EMU_PER_PT = 12_700
WIDER = {False: 1.12, True: 1.2}


@pytest.fixture(scope="module", params=["th", "en"])
def decks(request):
    asked = [
        {},
        {"programme": "public-library", "level": "district", "measure": "nearest_centre_km"},
        {"programme": "bma-library", "level": "district", "group": "BMA-BKE"},
        {"programme": "public-library", "level": "province", "measure": "disparity"},
    ]
    return [Presentation(io.BytesIO(slides_pptx(facts_of(lang=request.param, **one)))) for one in asked]


def height_of(paragraph, room_mm: float, leading: float) -> float:
    """Height in EMU of a paragraph set in the wider face."""
    run = paragraph.runs[0]
    bold, size = bool(run.font.bold), run.font.size.pt
    lines = wrapped(paragraph.text, room_mm / WIDER[bold], size, 700 if bold else 400)
    return len(lines) * size * leading * EMU_PER_PT


def table_bottom(frame) -> float:
    heights = []
    for row in frame.table.rows:
        told = []
        for cell, column in zip(row.cells, frame.table.columns, strict=True):
            room = (column.width - cell.margin_left - cell.margin_right) / EMU_PER_MM
            inset = cell.margin_top + cell.margin_bottom
            told.append(inset + sum(height_of(one, room, 1.36) for one in cell.text_frame.paragraphs if one.runs))
        heights.append(max(row.height, *told))
    return frame.top + sum(heights)


def under(frame, slide) -> list[int]:
    """Tops of what stands below a table, in its width."""
    right = frame.left + frame.width
    others = [one for one in slide.shapes if one.left < right and one.left + one.width > frame.left]
    return [one.top for one in others if one.top >= frame.top + frame.height]


def test_a_table_ends_above_what_stands_below_it(decks):
    slides = [slide for deck in decks for slide in deck.slides]
    tables = [(shape, slide) for slide in slides for shape in slide.shapes if shape.has_table]
    assert len(tables) > 6
    for frame, slide in tables:
        assert table_bottom(frame) <= min(under(frame, slide)), slide.shapes.title.text


def test_cards_hold_their_words_and_a_value_is_one_line(decks):
    for deck in (decks[0], decks[2]):  # those of the programmes that the headline figures are of
        cards = [
            shape for shape in deck.slides[1].shapes if shape.has_text_frame and len(shape.text_frame.paragraphs) > 3
        ]
        assert len(cards) == 4
        for card in cards:
            frame = card.text_frame
            room = (card.width - frame.margin_left - frame.margin_right) / EMU_PER_MM
            value = frame.paragraphs[1]
            assert width_mm(value.text, value.runs[0].font.size.pt, 700) * WIDER[True] <= room
            inside = card.height - frame.margin_top - frame.margin_bottom
            assert sum(height_of(one, room, 1.2) for one in frame.paragraphs) <= inside


def test_a_footer_breaks_only_between_filters_and_dates(decks):
    for slide in (slide for deck in decks for slide in deck.slides):
        foot = max(
            (one for one in slide.shapes if one.has_text_frame and len(one.text_frame.text) > 20),
            key=lambda one: one.top,
        )
        paragraphs = foot.text_frame.paragraphs
        size = paragraphs[0].runs[0].font.size.pt
        assert size >= 9
        assert len(paragraphs) <= 2
        for one in paragraphs:
            assert width_mm(one.text, size) * WIDER[False] <= foot.width / EMU_PER_MM * 0.96, one.text


def test_a_title_is_one_line(decks):
    for slide in (slide for deck in decks for slide in deck.slides):
        title = slide.shapes.title
        size = title.text_frame.paragraphs[0].runs[0].font.size
        assert width_mm(title.text_frame.text, size.pt if size else 28, 700) * WIDER[True] <= title.width / EMU_PER_MM


def test_the_areas_beside_a_map_are_many_and_can_be_read(decks):
    # A map as wide as Bangkok's leaves a table no room.
    for deck in (decks[1], decks[3]):
        frame = next(shape for shape in deck.slides[2].shapes if shape.has_table)
        sizes = [run.font.size.pt for row in frame.table.rows for cell in row.cells
                 for one in cell.text_frame.paragraphs for run in one.runs]  # fmt: skip
        assert len(frame.table.rows) > 7
        assert min(sizes) >= 9
        legend = [one for one in deck.slides[2].shapes if one.has_text_frame and one.text_frame.text]
        told = [run.font.size.pt for one in legend for line in one.text_frame.paragraphs for run in line.runs
                if run.font.size]  # fmt: skip
        assert min(told) >= 9


def test_a_short_word_of_a_heading_is_not_broken(decks):
    for slide in (slide for deck in decks for slide in deck.slides):
        for native in (shape.table for shape in slide.shapes if shape.has_table):
            for cell, column in zip(native.rows[0].cells, native.columns, strict=True):
                if not (cell.text.isascii() or len(cell.text) > 8):
                    size = cell.text_frame.paragraphs[0].runs[0].font.size.pt
                    room = (column.width - cell.margin_left - cell.margin_right) / EMU_PER_MM
                    assert width_mm(cell.text, size, 700) * WIDER[True] <= room, cell.text
