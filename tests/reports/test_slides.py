"""The slides, read back: numbers, native tables and charts, Thai as PowerPoint takes it, notes, templates."""

from __future__ import annotations

import io
import re
from dataclasses import replace

import pytest
from pptx import Presentation
from pptx.util import Inches

from answers.errors import ReportError
from answers.facts import Facts
from answers.story.of_question import SLIDES
from answers.words import t
from answers.words.dates import when
from reports.picture.lettering import wrapped
from reports.slides.deck import slides_pptx
from tests.reports import expected
from tests.reports.conftest import facts_of
from tests.reports.expected import told

USUAL = [name for name in SLIDES if name != "openings"]
"""The slides of a question without a scenario."""

A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
THAI = re.compile("[\u0e00-\u0e7f]")


def texts(slide) -> list[str]:
    return [shape.text_frame.text for shape in slide.shapes if shape.has_text_frame]


def grid(slide) -> list[list[str]]:
    native = next(shape.table for shape in slide.shapes if shape.has_table)
    return [[cell.text for cell in row.cells] for row in native.rows]


def slide_of(deck, name: str):
    return deck.slides[USUAL.index(name)]


def charts(slide):
    return [shape.chart for shape in slide.shapes if shape.has_chart]


def edges(shape) -> tuple[int, int, int, int]:
    left, top = int(shape.left or 0), int(shape.top or 0)
    return left, top, left + int(shape.width or 0), top + int(shape.height or 0)


def subjects(deck):
    """Return what the slides are about: a long table goes on, by the same title, on the next."""
    return {re.sub(r" \(\d/\d\)$", "", slide.shapes.title.text) for slide in deck.slides}


def test_there_is_one_wide_slide_each(deck_th):
    assert len(subjects(deck_th)) == len(USUAL)
    assert abs(deck_th.slide_width / deck_th.slide_height - 16 / 9) < 0.001
    assert all(slide.shapes.title.text for slide in deck_th.slides)


def test_the_headlines_are_those_of_the_files(deck_th):
    text = " ".join(texts(slide_of(deck_th, "headline")))
    without = expected.without()
    assert f"มีแล้ว {expected.khet()['has_library'].sum()} จาก {len(expected.khet())} เขต" in text
    assert f"ยังไม่มี {len(without)} เขต ประชากร {told(without['people'].sum())} คน" in text
    assert "มากกว่า 70,000 คน" in text
    assert text.count("ข้อมูลเก่ากว่า 2 ปี") == 3


def test_relearning_is_a_native_table_and_a_native_chart(deck_th):
    slide = slide_of(deck_th, "relearning")
    rows, (chart,) = grid(slide), charts(slide)
    assert [row[0] for row in rows[1:]] == list(chart.plots[0].categories)
    assert set(chart.plots[0].categories) == set(expected.nine()["name_th"])
    people = dict(zip(chart.plots[0].categories, chart.plots[0].series[0].values, strict=True))
    assert people == dict(zip(expected.nine()["name_th"], expected.nine()["people"], strict=True))


def test_the_chart_of_bangkok_counts_khet_by_group(deck_en):
    (chart,) = charts(slide_of(deck_en, "bangkok"))
    has, none = (list(series.values) for series in chart.plots[0].series)
    assert (sum(has), sum(none)) == (expected.khet()["has_library"].sum(), len(expected.without()))
    groups = expected.khet().groupby("group")["has_library"]
    assert sorted(zip(has, none, strict=True)) == sorted((g.sum(), (~g).sum()) for _, g in groups)


def test_ages_stand_on_the_slide_of_bangkok(deck_th):
    text = " ".join(texts(slide_of(deck_th, "bangkok")))
    without = expected.without()
    for column in ("people", "children", "elderly"):
        assert told(without[column].sum()) in text


def test_programmes_are_never_added_up(deck_th):
    rows = grid(slide_of(deck_th, "programmes"))
    assert len(rows) == 1 + len(expected.table("programmes.csv"))
    assert not any("รวม" in row[0] for row in rows)
    library = next(row for row in rows if row[0] == "ห้องสมุดเพื่อการเรียนรู้ กทม.")
    known = expected.standing("bma-library")
    assert library[3:6] == [str(known[key]) for key in ("named", "placed_district", "placed_site")]
    assert next(row for row in rows if row[0] == "ห้องสมุดประชาชน")[2].startswith("มากกว่า 627")


def test_the_gaps_are_the_khet_without_and_have_reasons(deck_th):
    rows = grid(slide_of(deck_th, "gaps"))[1:]
    without = {f"เขต{row.name}": row.people for row in expected.without().itertuples()}
    assert len(rows) == 10
    assert all(told(without[row[1]]) == row[2] for row in rows)
    assert all("กม." in row[-1] for row in rows)


def test_a_long_name_of_a_set_leaves_the_legend_its_room():
    long = "ศูนย์เรียนรู้ต่อเนื่องอย่างยั่งยืนในห้องสมุดประชาชนจังหวัดทั่วประเทศ"
    facts = facts_of(programme="relearning")
    programmes = facts.tables.programmes.copy()
    for column in [one for one in programmes.columns if one.startswith(("name", "short"))]:
        programmes.loc[programmes["programme_id"] == "relearning", column] = long
    told = Facts(facts.question, replace(facts.tables, programmes=programmes), today=facts.today)
    leave_out = [name for name in SLIDES if name != "map"]
    slide = next(iter(Presentation(io.BytesIO(slides_pptx(told, leave_out=leave_out))).slides))
    boxes = [one for one in slide.shapes if one.has_text_frame and long in one.text_frame.text]
    above = next(one for one in boxes if "\n" in one.text_frame.text and not one.is_placeholder)
    title = above.text_frame.paragraphs[0].text
    lines = sum(len(wrapped(words, above.width / 36_000 * 0.9, 16, 700)) for words in (title, long))
    assert lines > 2
    claims = (len(above.text_frame.paragraphs) - 2) // 2
    assert above.height >= Inches(0.36 * lines + 0.8 * claims)
    below = [one for one in slide.shapes if one.left == above.left and one.top > above.top]
    assert min(one.top for one in below) >= above.top + above.height - Inches(0.05)


@pytest.mark.parametrize("lang", ["th", "en"])
def test_a_long_filter_leaves_the_dates_in_the_footer(lang):
    facts = facts_of(programme="relearning", province="10|52|53|67|71|75|84|95|34", lang=lang)
    deck = Presentation(io.BytesIO(slides_pptx(facts)))
    for slide in deck.slides:
        footer = next(told for told in texts(slide) if told.startswith(t("report.filters", lang=lang, filters="")))
        assert when(facts.data_date, lang=lang) in footer or "…" not in footer


def test_a_slide_without_a_table_is_left_out_beside_others():
    facts = facts_of(programme="relearning", province="52")
    assert not facts.gaps.ranked.size
    assert not facts.gaps.to_check.size
    deck = Presentation(io.BytesIO(slides_pptx(facts)))
    assert len(subjects(deck)) == len(["cover", "headline", "map", "relearning", "unknown", "sources"])
    alone = [name for name in SLIDES if name != "gaps"]
    assert len(Presentation(io.BytesIO(slides_pptx(facts, leave_out=alone))).slides) == 1


def test_what_is_not_known_names_whom_to_ask(deck_th):
    rows = grid(slide_of(deck_th, "unknown"))
    near_home = next(row for row in rows if row[0] == "เครือข่ายศูนย์เรียนรู้ใกล้บ้าน")
    assert "มีรายชื่อ 1 จากที่รายงาน 200" in near_home[1]
    assert near_home[3] == "สำนักงานอุทยานการเรียนรู้"
    mobile = next(row for row in rows if row[0] == "ห้องสมุดเคลื่อนที่ใกล้อาคารสูง")
    assert "แหล่งข้อมูลไม่ได้ระบุจำนวน" in mobile[1]


@pytest.mark.parametrize("deck", ["deck_th", "deck_en"])
def test_every_run_names_language_and_face(deck, request):
    runs = 0
    for slide in request.getfixturevalue(deck).slides:
        for part in (slide, slide.notes_slide):
            for run in part._element.iter(f"{A}r"):
                properties, text = run.find(f"{A}rPr"), run.findtext(f"{A}t") or ""
                assert properties.get("lang") == ("th-TH" if THAI.search(text) else "en-GB"), text
                assert properties.find(f"{A}cs").get("typeface"), text
                runs += 1
    assert runs > 300


def test_charts_name_language_and_face_too(deck_th):
    for slide in deck_th.slides:
        for chart in charts(slide):
            properties = list(chart._chartSpace.iter(f"{A}defRPr"))
            assert properties
            assert all(one.get("lang") == "th-TH" and one.find(f"{A}cs") is not None for one in properties)


def test_notes_hold_the_method_and_where_it_comes_from(deck_th):
    for name in USUAL[1:]:
        notes = slide_of(deck_th, name).notes_slide.notes_text_frame.text
        assert notes.startswith("วิธีคำนวณ: "), name
        assert "ตัวกรอง: " in notes
        assert "CC BY 4.0" in notes


def test_every_slide_has_filters_dates_and_a_number(deck_th):
    for slide in deck_th.slides:
        foot = " ".join(texts(slide))
        bangkok = "กรุงเทพมหานคร: " in slide.shapes.title.text
        of = "กรุงเทพมหานคร; ห้องสมุดเพื่อการเรียนรู้ กทม." if bangkok else "ประเทศไทย; Relearning"
        assert f"ตัวกรอง: {of}" in foot
        assert "31 ธ.ค. 2568" in foot
        assert slide._element.findall(f".//{A}fld[@type='slidenum']")


def test_nothing_hangs_over_the_edge(deck_th, deck_en):
    asked = facts_of(programme="public-library", level="district", measure="nearest_centre_km", status="open|planned")
    full = slides_pptx(asked, leave_out=["cover", "headline", "relearning", "bangkok", "programmes", "unknown"])
    for deck in (deck_th, deck_en, Presentation(io.BytesIO(full))):
        for slide in deck.slides:
            for shape in slide.shapes:
                left, top, right, bottom = edges(shape)
                assert min(left, top) >= 0, shape.name
                assert right <= deck.slide_width, shape.name
                assert bottom <= deck.slide_height, (slide.shapes.title.text, shape.name)


def test_pictures_tables_and_charts_are_described(deck_th):
    described = 0
    for slide in deck_th.slides:
        for shape in slide.shapes:
            if shape.shape_type is not None and (shape.has_chart or shape.has_table or hasattr(shape, "image")):
                assert shape._element.xpath(".//p:cNvPr")[0].get("descr"), shape.name
                described += 1
    assert described >= 9


def test_slides_can_be_left_out():
    deck = Presentation(io.BytesIO(slides_pptx(facts_of(), leave_out=["cover", "map", "bangkok", "relearning"])))
    assert len(subjects(deck)) == len(USUAL) - 4
    with pytest.raises(ReportError, match="There is no slide 'nonsense'"):
        slides_pptx(facts_of(), leave_out=["nonsense"])


def test_a_template_keeps_its_size_fonts_and_layout():
    own = Presentation()
    own.slides.add_slide(own.slide_layouts[0]).shapes.title.text = "an old slide"
    out = io.BytesIO()
    own.save(out)
    made = slides_pptx(facts_of(), template=out.getvalue(), leave_out=["cover", "map", "relearning", "bangkok"])
    deck = Presentation(io.BytesIO(made))
    assert (deck.slide_width, deck.slide_height) == (own.slide_width, own.slide_height)
    assert not any("an old slide" in text for slide in deck.slides for text in texts(slide))
    assert {slide.slide_layout.name for slide in deck.slides} == {"Title Only"}
    faces = {cs.get("typeface") for slide in deck.slides for cs in slide._element.iter(f"{A}cs")}
    assert faces == {"+mn-cs"}, "the theme's own"
    for slide in deck.slides:
        assert all(shape.left + shape.width <= deck.slide_width for shape in slide.shapes if shape.width)


@pytest.mark.parametrize("content", [b"", b"no presentation", b"PK\x03\x04 broken"])
def test_a_template_that_is_none_is_a_sentence(content):
    with pytest.raises(ReportError, match=r"my\.pptx cannot be used as a template"):
        slides_pptx(facts_of(), template=content, template_name="my.pptx")
