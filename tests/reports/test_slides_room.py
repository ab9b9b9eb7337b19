"""Slides have room for what they say, in our look and in templates, also where a face runs an eighth wider."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache
from itertools import combinations
from typing import Any

import pytest
from pptx.enum.shapes import PP_PLACEHOLDER

from answers.mapping.maps import map_model
from answers.mapping.model import LegendBlock, LegendEntry, Swatch
from answers.provenance import provenance
from answers.sections.parts import Column, Table
from answers.words import t
from reports.picture.lettering import width_mm, wrapped
from reports.slides.colours import READABLE, contrast, inks_of
from reports.slides.deck import slides_pptx
from reports.slides.legend import legend_plan
from reports.slides.maps import map_sheet
from reports.slides.tables import READABLE_PT, balanced_parts, rows_that_fit, table_height
from tests.reports.conftest import facts_of
from tests.reports.decks import FEET, A, deck_of, every_shape, runs, texts, title, titles
from tests.reports.templates import GROUNDS, template

EMU_PER_MM = 36_000
EMU_PER_PT = 12_700
P = "{http://schemas.openxmlformats.org/presentationml/2006/main}"
WIDER = {False: 1.12, True: 1.2}
TITLES = (PP_PLACEHOLDER.TITLE, PP_PLACEHOLDER.CENTER_TITLE)
THREE = {"programme": "public-library|relearning|district-corner", "status": "open|planned"}
ASKED: dict[str, dict[str, str]] = {
    "first": {},
    "gaps": {"programme": "bma-library", "area": "10", "mode": "gaps"},
    "districts": {"programme": "public-library", "level": "district", "measure": "nearest_centre_km"},
    "three": THREE,
    "province": {"programme": "public-library", "area": "52"},
    "nothing": {"programme": "relearning", "area": "95", "q": "ไม่มีชื่อนี้"},
}
MADE = [
    ("first", "th", ""), ("first", "en", ""), ("gaps", "th", ""), ("gaps", "en", ""), ("districts", "en", ""),
    ("three", "th", ""), ("three", "en", ""), ("province", "th", ""), ("nothing", "en", ""),
    ("first", "th", "light"), ("three", "en", "light"), ("first", "en", "dark"), ("gaps", "th", "dark"),
]  # fmt: skip


@cache
def made(asked: str, lang: str, look: str) -> Any:
    own = template(look) if look else None
    return deck_of(slides_pptx(facts_of(lang=lang, **ASKED[asked]), template=own))


@pytest.fixture(params=MADE, ids="-".join)
def deck(request: pytest.FixtureRequest) -> Any:
    return made(*request.param)


def lines_of(paragraph: Any, room_mm: float, size_pt: float, *, bold: bool) -> int:
    return (
        len(wrapped(paragraph.text.replace("\v", "\n"), room_mm / WIDER[bold], size_pt, 700 if bold else 400))
        if paragraph.text
        else 1
    )


def height_of(paragraphs: Any, box: Any, width: int, *, leading: float) -> float:
    """Return how high paragraphs in a box (a frame or a cell, with its margins) are in the wider face, in EMU."""
    room = (width - box.margin_left - box.margin_right) / EMU_PER_MM
    whole = 0.0
    for paragraph in paragraphs:
        for run in paragraph.runs[:1]:
            if run.font.size is not None:
                bold, size = bool(run.font.bold), run.font.size.pt
                whole += lines_of(paragraph, room, size, bold=bold) * size * leading * EMU_PER_PT
    return whole + box.margin_top + box.margin_bottom


def title_height(deck: Any, slide: Any) -> float:
    """Return how high a title is in the wider face, in the size and with the margins that it inherits."""
    holder = slide.shapes.title
    run = holder.text_frame.paragraphs[0].runs[0]
    house = slide.slide_layout.name not in ("Title Slide", "Title Only", "Section Header")
    inset = 0 if house else 91_440
    size = run.font.size.pt if run.font.size else inherited_pt(slide)
    lines = lines_of(holder.text_frame.paragraphs[0], (holder.width - 2 * inset) / EMU_PER_MM, size, bold=True)
    return lines * size * 1.2 * EMU_PER_PT + inset


def inherited_pt(slide: Any) -> float:
    """Return the size of a title as its layout, or the master, has it."""
    layout = next(one for one in slide.slide_layout.placeholders if one.placeholder_format.type in TITLES)
    own = layout.element.find(f".//{A}lstStyle/{A}lvl1pPr/{A}defRPr")
    master = slide.slide_layout.slide_master.element.find(f".//{P}titleStyle/{A}lvl1pPr/{A}defRPr")
    return next(int(one.get("sz")) / 100 for one in (own, master) if one is not None and one.get("sz"))


def bottom_of(shape: Any) -> float:
    """Return where a shape ends, a table's rows in the wider face."""
    if not getattr(shape, "has_table", False) or not shape.has_table:
        return float(shape.top + shape.height)
    heights = 0.0
    for row in shape.table.rows:
        cells = zip(row.cells, shape.table.columns, strict=True)
        needs = (height_of(cell.text_frame.paragraphs, cell, column.width, leading=1.36) for cell, column in cells)
        heights += max(row.height, *needs)
    return float(shape.top + heights)


def is_foot(shape: Any) -> bool:
    return shape.is_placeholder and shape.placeholder_format.type in FEET


def test_nothing_hangs_over_the_edge(deck):
    for slide in deck.slides:
        for shape in every_shape(slide.shapes):
            assert min(shape.left, shape.top) >= 0, (title(slide), shape.name)
            assert shape.left + shape.width <= deck.slide_width, (title(slide), shape.name)
            assert bottom_of(shape) <= deck.slide_height, (title(slide), shape.name)


def test_words_stay_in_their_boxes(deck):
    for slide in deck.slides:
        for shape in every_shape(slide.shapes):
            if shape.has_text_frame and shape.text_frame.text and not is_foot(shape):
                if shape == slide.shapes.title:
                    high = title_height(deck, slide)
                else:
                    high = height_of(shape.text_frame.paragraphs, shape.text_frame, shape.width, leading=1.36)
                assert high <= shape.height * 1.02, (title(slide), shape.name, shape.text_frame.text[:60])


def test_nothing_lies_over_anything_else(deck):
    for slide in deck.slides:
        boxes = [(shape.left, shape.top, shape.left + shape.width, bottom_of(shape), shape.name)
                 for shape in slide.shapes if not is_foot(shape) and shape.height]  # fmt: skip
        for one, other in combinations(boxes, 2):
            wide = min(one[2], other[2]) - max(one[0], other[0])
            high = min(one[3], other[3]) - max(one[1], other[1])
            assert min(wide, high) <= EMU_PER_MM / 2, (title(slide), one[4], other[4])


def test_nothing_is_too_small_to_be_read(deck):
    for slide in deck.slides:
        for run in runs(slide):
            if run.size_pt is not None:
                assert run.size_pt >= (10 if run.foot else 12), (title(slide), run.text)


def test_words_stand_out_from_their_ground(deck):
    count = 0
    for slide in deck.slides:
        for run in runs(slide):
            if run.colour is not None:
                assert contrast(run.colour, run.ground) >= READABLE, (title(slide), run)
                count += 1
    assert count > 30


def test_a_program_that_checks_accessibility_finds_nothing(deck):
    """PowerPoint's own rules: each slide has a title of its own, which is read first; pictures have words."""
    assert all(titles(deck))
    assert len(set(titles(deck))) == len(deck.slides)
    for slide in deck.slides:
        first, *_, last = list(slide.shapes)
        assert first == slide.shapes.title, title(slide)
        assert is_foot(last) or last.has_text_frame, title(slide)
        for shape in slide.shapes:
            if not shape.has_text_frame:
                assert shape._element.xpath("./*/p:cNvPr")[0].get("descr"), (title(slide), shape.name)
        ids = [shape.shape_id for shape in every_shape(slide.shapes)]
        assert len(set(ids)) == len(ids), title(slide)


def test_no_number_and_no_name_is_broken(deck):
    for slide in deck.slides:
        for native in (shape.table for shape in slide.shapes if shape.has_table):
            for place, column in enumerate(native.columns):
                for number, row in enumerate(native.rows):
                    cell = row.cells[place]
                    paragraph = cell.text_frame.paragraphs[0]
                    if not paragraph.runs or (number == 0 and len(cell.text) > 8):
                        continue
                    size = paragraph.runs[0].font.size.pt
                    room = (column.width - cell.margin_left - cell.margin_right) / EMU_PER_MM
                    parts = [cell.text] if re.fullmatch(r"[\d,.]+", cell.text) else []
                    parts += [part for part in cell.text.split(" ") if len(part) <= 26] if place == 0 else []
                    for part in parts:
                        bold = bool(paragraph.runs[0].font.bold)
                        wide = width_mm(part, size, 700 if bold else 400) * WIDER[bold]
                        assert wide <= room, (title(slide), part)


def test_a_card_shows_its_value_in_one_line():
    for look in ("", "light", "dark"):
        deck = made("first", "en" if look == "dark" else "th", look)
        cards = [one for one in deck.slides[1].shapes if one.has_text_frame and len(one.text_frame.paragraphs) > 3]
        assert len(cards) == 4
        for card in cards:
            frame = card.text_frame
            value = frame.paragraphs[1]
            room = (card.width - frame.margin_left - frame.margin_right) / EMU_PER_MM
            assert width_mm(value.text, value.runs[0].font.size.pt, 700) * WIDER[True] <= room


def test_a_footer_breaks_only_between_filters_and_dates(deck):
    for slide in deck.slides:
        foot = max((one for one in slide.shapes if one.has_text_frame and len(one.text_frame.text) > 20),
                   key=lambda one: one.top)  # fmt: skip
        paragraphs = foot.text_frame.paragraphs
        assert len(paragraphs) <= 2
        for one in paragraphs:
            size = one.runs[0].font.size.pt
            assert width_mm(one.text, size) * WIDER[False] <= foot.width / EMU_PER_MM * 0.96, one.text


@pytest.mark.parametrize("look", list(GROUNDS))
def test_a_template_decides_size_fonts_and_colours(look):
    own, deck = deck_of(template(look)), made("first", "th" if look == "light" else "en", look)
    assert (deck.slide_width, deck.slide_height) == (own.slide_width, own.slide_height)
    assert not any("an old slide" in text for slide in deck.slides for text in texts(slide))
    assert {slide.slide_layout.name for slide in deck.slides} == {"Title Slide", "Title Only", "Section Header"}
    faces = {cs.get("typeface") for slide in deck.slides
             for cs in slide._element.iter("{http://schemas.openxmlformats.org/drawingml/2006/main}cs")}  # fmt: skip
    assert faces == {"+mn-cs"}, "the theme's own"
    inks = inks_of(deck.slides[1].slide_layout)
    assert inks.ground == GROUNDS[look]
    assert inks.is_dark == (look == "dark")
    for slide in deck.slides:
        run = slide.shapes.title.text_frame.paragraphs[0].runs[0]
        fill = run._r.find(".//{http://schemas.openxmlformats.org/drawingml/2006/main}solidFill")
        colour = inks.resolved["tx1"] if fill is None else inks.rgb(next(iter(fill)).get("val"))
        assert contrast(colour, inks.ground) >= READABLE, title(slide)


def test_a_gap_map_has_the_legend_of_its_colours():
    deck = made("gaps", "en", "")
    for slide in (deck.slides[0], deck.slides[1]):
        words = texts(slide)
        assert any("People beyond the radius" in one for one in words)
        assert "Has one" in words


def test_ten_classes_of_three_programmes_stay_on_the_slide():
    deck = made("three", "en", "light")
    legends = [shape for slide in deck.slides for shape in slide.shapes if shape.name == "Legend"]
    assert len(legends) >= 4
    assert all(one.top + one.height <= deck.slide_height * 0.95 for one in legends)


COVERS = [("first", "en", ""), ("gaps", "en", ""), ("gaps", "th", ""), ("three", "th", ""), ("three", "en", ""),
          ("nothing", "en", ""), ("first", "th", "light"), ("three", "en", "light")]  # fmt: skip


@pytest.mark.parametrize(("asked", "lang", "look"), COVERS)
def test_a_cover_has_every_date(asked, lang, look):
    text = " ".join(texts(made(asked, lang, look).slides[0]))
    origin = provenance(facts_of(lang=lang, **ASKED[asked]))
    assert all(date in text for date in (origin.population, origin.data_date, origin.printed))
    assert look or origin.lists.split("; ")[0][:40] in text, "a template's cover may have no room for lists"


@pytest.mark.parametrize("asked", ["first", "gaps", "districts"])
def test_the_words_on_a_map_can_be_read_from_the_wall(asked):
    sheet = map_sheet(map_model(facts_of(**ASKED[asked])), width=7_000_000, height=4_800_000)
    assert len(sheet.words) > 5
    assert min(word.size_pt for word in sheet.words) >= 10


@pytest.mark.parametrize("lang", ["th", "en"])
def test_the_areas_of_the_message_are_named_on_the_map(lang):
    sheet = map_sheet(map_model(facts_of(lang=lang, **ASKED["gaps"])), width=7_000_000, height=4_800_000)
    first = {"th": {"สายไหม", "บางแค", "หนองแขม"}, "en": {"Sai Mai", "Bang Khae", "Nong Khaem"}}[lang]
    assert first <= {word.text for word in sheet.words}


def test_a_block_of_a_legend_stays_in_one_column_where_that_costs_no_height():
    blocks = [block(f"ช่วงที่ {number}", count) for number, count in enumerate((4, 1, 1))]
    plan = legend_plan(blocks, width=6_000_000, height=1_200_000, size_pt=12)
    assert len(plan.columns) == 2
    assert all(rows[0].entry is None for rows in plan.columns)


def block(title: str, count: int) -> LegendBlock:
    entries = tuple(LegendEntry(Swatch(area_class="a"), f"{place}") for place in range(count))
    return LegendBlock(title, entries)


def test_a_table_is_in_the_fewest_parts_of_about_one_height():
    long = "ที่ซึ่งยังไม่ทราบจำนวนและวันที่ " * 12
    rows = tuple((f"แห่งที่ {row}", long if row % 5 == 0 else "ทราบแล้ว") for row in range(24))
    table = Table((Column("ชื่อ", 1.0, "left"), Column("หมายเหตุ", 3.0, "left")), rows)
    width, height = 8_000_000, 3_000_000
    parts = balanced_parts(table, width, height)
    assert [row for part in parts for row in part.rows] == list(rows)
    heights = [table_height(part, width, READABLE_PT, whole=table) for part in parts]
    assert max(heights) <= height
    assert min(heights) >= 0.6 * max(heights)
    rest, fewest = table, 0
    while rest.rows:
        count = rows_that_fit(rest, width, height, whole=table)
        rest, fewest = replace(rest, rows=rest.rows[count:]), fewest + 1
    assert len(parts) == fewest


def test_a_narrow_column_leaves_out_numbers_rather_than_the_table():
    bangkok = next(slide for slide in made("first", "en", "").slides if "Bangkok: 21 of 50" in title(slide))
    (native,) = [shape.table for shape in bangkok.shapes if shape.has_table]
    assert len(native.rows) >= 4
    first = t("slide.first_rows", lang="en", shown=len(native.rows) - 1, of=6)
    assert len(native.rows) == 7 or first in texts(bangkok)
    assert native.cell(0, len(native.columns) - 1).text == "People in districts without"


def parts_of(deck: Any, start: str) -> list[Any]:
    return [slide for slide in deck.slides if title(slide).startswith(start)]


def test_notes_of_several_lines_take_no_rows_from_a_table():
    parts = parts_of(made("gaps", "en", "light"), "Areas not reached yet")
    rows = [len(shape.table.rows) - 1 for slide in parts for shape in slide.shapes if shape.has_table]
    assert sum(rows) == 21
    assert min(rows[:-1]) >= 3
    noted = [slide for slide in parts if any("no Thai statutory norm" in text for text in texts(slide))]
    assert noted == parts[-1:]
    assert any(text.endswith("as those of its subdistricts did in 2021") for text in texts(parts[-1])), "whole"


@pytest.mark.parametrize("look", ["", "light"])
def test_a_table_that_gives_up_columns_keeps_its_names(look):
    tables = [shape.table for slide in made("gaps", "th", look).slides for shape in slide.shapes if shape.has_table]
    ranked = [table for table in tables if table.cell(1, 0).text == "1"]
    assert [table.cell(1, 1).text for table in ranked] == ["เขตสายไหม"] * 2, "on the slide and in the appendix"


@pytest.mark.parametrize("look", ["light", "dark"])
def test_the_cover_of_a_template_has_every_date(look):
    words = " ".join(texts(made("three", "en", look).slides[0]))
    for part in ("List of Public libraries", "Registered population as of", "Sources last checked", "Prepared on"):
        assert part in words


@pytest.mark.parametrize("lang", ["th", "en"])
def test_one_open_question_names_the_numbers_that_differ(lang):
    (slide,) = [one for one in made("gaps", lang, "").slides if t("unknown.lead", lang=lang) in texts(one)]
    (asked,) = [text for text in texts(slide) if t("conflict.bma_libraries", lang=lang) in text]
    assert re.findall(r"\b3\d\b", asked) == ["36", "35", "34"]


def test_the_appendix_has_every_area_of_several_programmes_and_says_what_a_dash_is():
    parts = parts_of(made("three", "en", ""), "Learning centres by area")
    rows = [[cell.text for cell in row.cells] for slide in parts for shape in slide.shapes if shape.has_table
            for row in list(shape.table.rows)[1:]]  # fmt: skip
    assert {row[0] for row in rows if row[2] == "1"} >= {"Yala", "Uttaradit", "Phetchabun"}, "no public library there"
    assert all(t("beside.dash", lang="en") in texts(slide) for slide in parts)


def test_a_long_name_of_a_region_gives_way_to_the_rows():
    (slide,) = parts_of(made("first", "th", "light"), "Relearning Space @ Library: รายงาน")
    (table,) = [shape.table for shape in slide.shapes if shape.has_table]
    assert len(table.rows) == 10
    assert all("ภาคตะวันออกเฉียงเหนือ" not in cell.text for row in table.rows for cell in row.cells)
