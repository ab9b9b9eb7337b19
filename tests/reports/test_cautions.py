"""What is said beside numbers that would mislead alone: few positions, nothing found, centres for others."""

from __future__ import annotations

import io

import pypdfium2
import pytest
from openpyxl import load_workbook

from analysis.reported import reported_values
from answers.cautions import cautions
from answers.mapping.maps import map_model
from answers.sections.areas import areas_section
from answers.words import t
from reports.book import book_xlsx
from reports.pdf.report import report_pdf
from tests.reports.conftest import facts_of

NEAREST = {"programme": "public-library", "level": "district", "measure": "nearest_centre_km"}


def test_no_distance_is_reported_where_too_few_positions_are_known():
    table = facts_of(**NEAREST).table
    assert reported_values(table, "nearest_centre_km").isna().all()


@pytest.mark.parametrize("lang", ["th", "en"])
def test_distances_say_on_how_few_centres_they_stand(lang):
    too_few = t("caution.not_reported", lang=lang, placed="59", all="627")
    assert too_few in cautions(facts_of(**NEAREST, lang=lang))
    assert too_few not in cautions(facts_of(programme="public-library", lang=lang))
    parks = facts_of(**NEAREST | {"programme": "tk-park"}, lang=lang)
    row = parks.table.iloc[0]
    said = t("caution.unplaced", lang=lang, placed=str(row["placed_count"]), count=str(row["unplaced_count"]))
    assert said in cautions(parks)


@pytest.mark.parametrize("lang", ["th", "en"])
def test_what_a_filter_cannot_find_is_said_in_words(lang):
    nowhere = facts_of(programme="relearning", region="R4-N", province="84", lang=lang)
    assert cautions(nowhere) == [t("caution.no_common_area", lang=lang)]
    closed = t("caution.closed_to_public", lang=lang)
    assert closed in cautions(facts_of(programme="high-rise", lang=lang))
    assert closed not in cautions(facts_of(programme="relearning", lang=lang))
    residents = facts_of(programme="high-rise", area="10", level="district", measure="claim", lang=lang)
    assert t("claim_reason.residents", lang=lang) in [
        entry.label for entry in map_model(residents).legend.areas.entries
    ]
    assert set(map_model(residents).classes) <= {"h", "?", "o", "."}
    assert map_model(nowhere).message == t("claim_reason.no_common_area", lang=lang)
    years = cautions(facts_of(programme="relearning", from_year="2565", lang=lang))
    assert t("caution.year_unknown", lang=lang, count="7") in years


@pytest.mark.parametrize(("area", "count"), [("TH", "1"), ("46", ""), ("R4-NE", "")])
def test_centres_are_counted_in_the_area_that_is_looked_at(area, count):
    """One public library has a point and no district; it is in neither Kalasin nor the Northeast."""
    kind = {"TH": "อำเภอ/เขต"}.get(area, "อำเภอ")
    words = t("caution.no_district", lang="th", count=count, kind=kind)
    said = cautions(facts_of(programme="public-library", area=area, level="district"))
    assert (words in said) == bool(count)
    assert any("ไม่ได้ระบุ" in one for one in said) == bool(count)


def test_a_filter_that_leaves_nothing_says_so():
    nothing = t("caution.nothing", lang="th")
    assert nothing in cautions(facts_of(programme="public-library", q="ไม่มีชื่อนี้"))
    assert nothing not in cautions(facts_of(programme="public-library"))


def test_centres_for_others_than_the_filter_asks_for_are_counted_apart():
    army = facts_of(programme="army-library")
    centres = army.tables.centres
    closed = centres[(centres["programme_id"] == "army-library") & (centres["access"] == "military-and-community")]
    assert t("caution.other_access", lang="th", count=str(len(closed))) in cautions(army)
    widened = facts_of(programme="army-library", access="public|military-and-community")
    assert not any("กลุ่มอื่น" in one for one in cautions(widened))


@pytest.mark.parametrize("lang", ["th", "en"])
def test_a_long_table_of_areas_takes_two_pages_and_its_notes_stand_above_it(lang):
    document = pypdfium2.PdfDocument(io.BytesIO(report_pdf(facts_of(**NEAREST, lang=lang))))
    heads = [item.get_dest().get_index() for item in document.get_toc() if item.level == 0]
    areas = heads[2:4]
    assert areas[1] - areas[0] == 2
    first = document[areas[0]].get_textpage().get_text_range()
    words = t("areas.area", lang=lang)
    assert 0 < first.index("928") < first.index(f"\n{words}")


@pytest.mark.parametrize("lang", ["th", "en"])
def test_areas_that_only_the_filter_leaves_out_are_not_said_to_be_outside_the_programme(lang):
    two = facts_of(programme="public-library", level="province", province="52|58", lang=lang)
    words = t("areas.outside_filter", lang=lang)
    model, section = map_model(two), areas_section(two)
    assert words in [entry.label for entry in model.legend.areas.entries]
    assert {"th": "75 จังหวัดไม่อยู่ในตัวกรองหรือ", "en": "75 provinces are outside the filter or"}[lang] in section.lead
    assert t("areas.outside_told", lang=lang, count="75") in section.notes
    whole = facts_of(programme="relearning", level="province", lang=lang)
    assert t("claim.out_of_scope", lang=lang) in [entry.label for entry in map_model(whole).legend.areas.entries]


def test_the_workbook_tells_no_distance_either_and_its_numbers_have_room():
    book = load_workbook(io.BytesIO(book_xlsx(facts_of(**NEAREST))))
    sheet = book["อำเภอและเขต"]
    head = [str(cell.value) for cell in sheet[1]]
    here, away = head.index("แห่งในพื้นที่ที่ยังไม่ทราบตำแหน่ง"), head.index("ระยะจากกลางพื้นที่ถึงแห่งที่ใกล้ที่สุด (กม.)")
    count = head.index("จำนวนแหล่งเรียนรู้")
    rows = [row for row in sheet.iter_rows(min_row=2, values_only=True) if row[count] and row[here] >= row[count]]
    assert rows
    assert all(row[away] is None for row in rows)
    for page in book:
        for cell in (one for row in page.iter_rows(min_row=2) for one in row if isinstance(one.value, int)):
            assert len(f"{cell.value:,}") < page.column_dimensions[cell.column_letter].width - 1, (page.title, cell)
