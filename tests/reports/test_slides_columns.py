"""Tables on slides: columns that make rows low, parts beside one another, notes and footers in their place."""

from __future__ import annotations

import pytest
from pptx.enum.shapes import PP_PLACEHOLDER

from answers.sections.parts import Column, Section, Table
from reports.picture.lettering import width_mm
from reports.slides.appendix import set_detail
from reports.slides.frame import Scope
from reports.slides.house import house_stage
from reports.slides.native import PowerPoint
from reports.slides.setting import Detail
from reports.slides.tables import READABLE_PT, balanced_parts, table_height, with_short_cells
from reports.slides.widths import INSET_X, column_widths, least_width
from tests.reports.decks import grid, texts, title
from tests.reports.test_slides_room import made

EMU_PER_MM = 36_000
WIDTH = 230 * EMU_PER_MM
LONG = "Ministry of Digital Economy and Society, Office of Informal Education, Community Development Department, " * 2


def of_columns(*headings: str, rows: tuple[tuple[str, ...], ...]) -> Table:
    return Table(tuple(Column(one, 1.0, "left") for one in headings), rows)


def test_the_column_of_the_longest_cells_has_the_room():
    rows = tuple((f"Programme {row}", LONG, "Partial list") for row in range(4))
    widths = column_widths(of_columns("Programme", "Partners", "List", rows=rows), WIDTH, READABLE_PT)
    assert sum(widths) == pytest.approx(WIDTH, rel=0.01)
    assert widths[1] > 0.6 * WIDTH, "no other column has a cell of two lines"
    for place, text in ((0, "Programme 0"), (2, "Partial list")):
        assert widths[place] - 2 * INSET_X >= width_mm(text, READABLE_PT) * EMU_PER_MM


def test_names_are_broken_where_that_makes_a_table_much_lower():
    names = ("ห้องสมุดเคลื่อนที่ใกล้อาคาร", "ประมาณการตามหลักเกณฑ์ทั้งหมด")
    rows = tuple((names[0][:26], LONG * 2, names[1][:26], "200 แห่ง") for _ in range(4))
    table = of_columns("โครงการ", "ภาคี", "รายชื่อ", "จำนวน", rows=rows)
    widths = column_widths(table, WIDTH // 2, READABLE_PT)
    assert sum(widths) <= WIDTH // 2
    assert widths[0] - 2 * INSET_X < width_mm(rows[0][0], READABLE_PT) * EMU_PER_MM
    assert widths[1] == max(widths)


def test_a_date_and_a_word_of_a_heading_stay_whole_beside_long_cells():
    rows = tuple(("ชุดข้อมูล", "21 พ.ย. 2569", LONG) for _ in range(3))
    widths = column_widths(of_columns("ชื่อ", "ประชาชน", "สัญญาอนุญาต", rows=rows), WIDTH // 2, READABLE_PT)
    assert widths[1] - 2 * INSET_X >= width_mm("21 พ.ย. 2569", READABLE_PT) * EMU_PER_MM
    assert widths[1] - 2 * INSET_X >= width_mm("ประชาชน", READABLE_PT, 700) * EMU_PER_MM


def test_a_low_row_loses_nothing_where_the_columns_are_cramped():
    names = ("ศกร.ระดับตำบล", "กรมส่งเสริมการเรียนรู้", "ประมาณการตามหลักเกณฑ์")
    table = of_columns("โครงการ", "เจ้าของ", "รายชื่อ", rows=(names,) * 2)
    width = least_width(table, READABLE_PT) * 3 // 4
    assert with_short_cells(table, width, 3_000_000) == table
    high = of_columns("โครงการ", "เจ้าของ", "รายชื่อ", rows=((LONG * 9, *names[1:]),))
    (short,) = with_short_cells(high, width, 3_000_000).rows
    assert short[0].endswith("…")
    assert short[1:] == names[1:]
    assert table_height(of_columns("โครงการ", "เจ้าของ", "รายชื่อ", rows=(short,)), width, READABLE_PT) <= 3_000_000


def test_parts_beside_one_another_fill_their_pages():
    rows = tuple((f"District {row}", "1") for row in range(70))
    table = Table((Column("Area"), Column("Centres", 1.0, "right")), rows)
    parts = balanced_parts(table, WIDTH // 2, 3_000_000, beside=2)
    assert len(parts) % 2 == 0
    assert [row for part in parts for row in part.rows] == list(rows)


def test_a_long_table_of_short_rows_stands_in_two_parts_on_a_slide():
    stage = house_stage()
    rows = tuple((f"District {row}", "Has one", f"{row}") for row in range(70))
    table = Table((Column("Area"), Column("Conclusion"), Column("Centres", 1.0, "right")), rows)
    set_detail(
        PowerPoint(stage), Detail(Section(key="areas", title="By district", tables=(table,)), Scope()), lang="en"
    )
    pairs = [[shape for shape in slide.shapes if shape.has_table] for slide in stage.deck.slides]
    assert {len(pair) for pair in pairs} == {2}
    assert [tuple(row) for pair in pairs for one in pair for row in grid(one)[1:]] == list(rows)
    for left, right in pairs:
        assert left.left + left.width < right.left
        assert right.left + right.width <= stage.deck.slide_width
        assert left.name != right.name


def test_a_chart_with_words_alone_has_the_width_of_the_slide():
    deck = made("first", "th", "light")
    (chart,) = [shape for slide in deck.slides if not any(one.has_table for one in slide.shapes)
                for shape in slide.shapes if shape.has_chart]  # fmt: skip
    assert chart.width > 0.85 * deck.slide_width


@pytest.mark.parametrize(("asked", "lang"), [("first", "th"), ("gaps", "en")])
def test_the_footer_of_a_narrow_template_has_every_filter(asked, lang):
    deck = made(asked, lang, "light")
    for slide in deck.slides:
        number = next(one for one in slide.placeholders if one.placeholder_format.type == PP_PLACEHOLDER.SLIDE_NUMBER)
        foot = max((one for one in slide.shapes if one.has_text_frame and len(one.text_frame.text) > 20),
                   key=lambda one: one.top)  # fmt: skip
        assert "…" not in foot.text_frame.text
        assert foot.left + foot.width <= number.left


def test_what_is_noted_of_several_tables_stands_below_the_last():
    stage = house_stage()
    table = of_columns("ชุดข้อมูล", "ผู้จัดทำ", rows=(("ทะเบียน", "กรมการปกครอง"),))
    section = Section(
        key="sources",
        title="แหล่งข้อมูล",
        tables=(table, table),
        headings=("รายการที่นำเข้า", "ข้อมูลตั้งต้น"),
        notes=("CC BY 4.0",),
    )
    set_detail(PowerPoint(stage), Detail(section, Scope()), lang="th")
    assert [title(slide) for slide in stage.deck.slides] == ["รายการที่นำเข้า", "ข้อมูลตั้งต้น"]
    assert ["CC BY 4.0" in texts(slide) for slide in stage.deck.slides] == [False, True]
