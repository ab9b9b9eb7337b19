"""The printed report, read back by a PDF reader: its numbers, pages, bookmarks and what it says of itself."""

from __future__ import annotations

import re

import pypdfium2
import pypdfium2.raw as pdfium
import pytest

from answers.story.of_question import names_of
from answers.words import t
from reports.pdf.report import report_pdf
from tests.reports import expected
from tests.reports.conftest import facts_of
from tests.reports.expected import told
from tests.reports.reading import pdf_text


@pytest.fixture(scope="module")
def pages(report_th):
    return pdf_text(report_th)


MONTH_BEGUN = "ม|ก|มี|เม|พ|มิ|ส|ต|ธ"


def test_the_headlines_are_those_of_the_files(pages):
    first, without = pages[0], expected.without()
    assert f"มีแล้ว {expected.khet()['has_library'].sum()} จาก {len(expected.khet())} เขต" in first
    assert f"ยังไม่มี {len(without)} เขต ประชากร {told(without['people'].sum())} คน" in first
    assert f"มากกว่า {told(expected.figure('people_trained_cumulative'))} คน" in first
    assert f"มากกว่า {told(expected.figure('sales_cumulative'))} บาท" in first
    assert f"4/4 ภาค · {len(expected.nine())} จังหวัด" in first


def test_a_lower_bound_and_an_age_stay_beside_their_number(pages):
    assert first_after(pages[0], "มากกว่า 70,000 คน", "ข้อมูล ณ มี.ค. 2567 · ข้อมูลเก่ากว่า 2 ปี")
    assert "500,000" not in pages[0], "the undated figure is no headline"
    assert any("มากกว่า 500,000 คน" in page and "ไม่ระบุวันที่" in page for page in pages), "it stands among the conflicts"


def first_after(text: str, start: str, then: str) -> bool:
    return then in text[text.index(start) : text.index(start) + 120]


def test_every_relearning_province_has_its_people(pages):
    page = next(page for page in pages if "ห้องสมุด Relearning 9 แห่ง รายงาน" in page)
    for row in expected.nine().itertuples():
        assert row.name_th in page
        assert told(row.people) in page


def test_every_khet_without_has_its_people_and_ages(pages):
    text = " ".join(pages)
    for row in expected.without().itertuples():
        numbers = f"{told(row.people)} {told(row.children)} {told(row.elderly)}"
        assert re.search(rf"เขต{row.name} \S+ {numbers}", text), row.name


def test_khet_with_and_without_are_counted_by_group(pages):
    text = " ".join(pages)
    for _, rows in expected.khet().groupby("group"):
        has = rows["has_library"]
        people = rows.loc[~has, "people"].sum()
        assert re.search(rf"กลุ่ม\S+ {len(rows)} {has.sum()} {(~has).sum()} 0 {told(people)}", text)


def test_reported_and_placed_are_numbers_of_their_own(pages):
    page = next(page for page in pages if page.startswith("12 โครงการและภาคี"))
    for programme_id, unit in (("tk-park", "(2565)"), ("bma-library", "ห้องสมุด (2568)"), ("public-library", "วันที่)")):
        known = expected.standing(programme_id)
        numbers = f"{known['named']} {known['placed_district']} {known['placed_site']}"
        assert re.search(rf"{re.escape(unit)} {numbers} รายชื่อ", page), programme_id


def test_pages_are_numbered_and_carry_filters(pages):
    for number, page in enumerate(pages, start=1):
        assert f"หน้า {number} จาก {len(pages)}" in page
        assert "ตัวกรอง: ประเทศไทย; Relearning Space @ Library; สถานะ: เปิดอยู่; ผู้เข้าใช้ได้: ประชาชนทั่วไป" in page


def test_the_first_page_says_dates_sources_and_licence(pages):
    for words in ("ประชากรตามทะเบียนราษฎร ณ 31 ธ.ค. 2568", "ตรวจสอบแหล่งข้อมูลล่าสุดเมื่อ", "CC BY 4.0", "กรมการปกครอง"):
        assert words in pages[0]


def test_bookmarks_lead_to_every_part(report_th):
    found = [entry.get_title() for entry in pypdfium2.PdfDocument(report_th).get_toc()]
    assert [title for title in found if title.startswith(("สี่ตัวเลขหลัก", "กรุงเทพมหานคร", "สิ่งที่ยังไม่ทราบ", "แหล่งข้อมูล"))]
    assert len(found) >= 8


def test_it_is_tagged_and_names_its_language(report_th):
    assert b"/MarkInfo" in report_th
    assert b"/StructTreeRoot" in report_th
    assert b"pdfuaid" in report_th
    assert re.search(rb"/Lang\s*\(th", report_th)


def test_the_same_request_makes_the_same_text_in_english():
    pages = pdf_text(report_pdf(facts_of(lang="en", programme="bma-library", area="10", measure="claim")))
    text, without = " ".join(pages), expected.without()
    people = told(without["people"].sum())
    assert f"{len(without)} of {len(expected.khet())} districts have none; {people} people live there" in pages[0]
    assert f"Has none {len(without)} districts {people} registered residents" in pages[0], "a card of each claim"
    assert "Sales" not in pages[0], "a headline of the country is no answer to a question about Bangkok"
    assert "Filters: Bangkok; BMA learning libraries; Status: Open; Open to: The public" in pages[-1]
    assert "Has one 1 " in text, "the table of areas"


SELECTIONS = {
    "first": {},
    "gaps": {"programme": "bma-library", "area": "10", "mode": "gaps"},
    "region": {"programme": "public-library", "area": "R4-NE"},
    "province": {"programme": "public-library", "area": "46"},
    "three": {"programme": "bma-library|public-library|book-house"},
    "nothing": {"programme": "public-library", "area": "95", "q": "zzz"},
}


def heading_collisions(page: pypdfium2.PdfPage) -> list[str]:
    """Return which headings of the tables of gaps and programmes run into the next one."""
    text = page.get_textpage()
    found = []
    for word, following in (("(as of)", "Named"), ("people", "Why"), ("(km)", "40,000")):
        boxes = {}
        for one in (word, following):
            searched, places = text.search(one, match_case=True), []
            while (place := searched.get_next()) is not None:
                places.append([text.get_charbox(at) for at in range(place[0], sum(place))])
            boxes[one] = places
        for left in boxes[word]:
            for right in boxes[following]:
                gap = right[0][0] - left[-1][2]
                if abs(left[0][1] - right[0][1]) < 6 and -20 < gap < 3:
                    found.append(f"{word} {following}")
    return found


def test_only_what_has_no_room_is_small(report_th):
    document = pypdfium2.PdfDocument(report_th)
    for number in (0, 3, 7):
        text = document[number].get_textpage()
        sizes = {round(pdfium.FPDFText_GetFontSize(text.raw, at), 1) for at in range(text.count_chars())}
        assert min(size for size in sizes if size > 1.5) >= 8.5, f"page {number + 1}"


@pytest.mark.parametrize("lang", ["th", "en"])
@pytest.mark.parametrize("name", SELECTIONS)
def test_no_page_holds_a_rest_and_each_part_is_about_the_question(name, lang):
    facts = facts_of(lang=lang, **SELECTIONS[name])
    document = pypdfium2.PdfDocument(report_pdf(facts))
    pages = [page.get_textpage().get_text_range().splitlines() for page in document]
    assert [number for number, lines in enumerate(pages, 1) if len(lines) < 10] == [], "a page of a few lines"
    assert [words for page in document for words in heading_collisions(page)] == []
    heads = [entry.get_title() for entry in document.get_toc()]
    bangkok, relearning = "Bangkok: 21" if lang == "en" else "กรุงเทพมหานคร: 21", "Relearning"
    views = names_of(facts)
    assert any(head.startswith(bangkok) for head in heads) == ("bangkok" in views)
    assert any(relearning in head for head in heads) == ("relearning" in views)
    assert (t("headline.title", lang=lang) in heads) == ("headline" in views)
    assert len(heads) == len(set(heads)), "two parts of one name cannot be told apart in the contents"


def test_nothing_is_added_up_across_programmes(pages):
    rows = expected.table("centres.csv")
    everything = (rows["status"] == "open").sum()
    assert not any(re.search(rf"\b{everything} (?:แห่ง|รายการ)", page) for page in pages)
    assert "จึงไม่รวมยอดข้ามโครงการ" in pages[0]


def test_progress_ends_with_all_steps_done():
    steps: list[tuple[int, int]] = []
    report_pdf(facts_of(), progress=lambda done, total: steps.append((done, total)))
    assert steps == [(number, steps[-1][1]) for number in range(1, steps[-1][1] + 1)]


def test_no_line_begins_with_what_ends_a_word_and_no_date_is_broken(report_th):
    document = pypdfium2.PdfDocument(report_th)
    lines = [line for page in document for line in page.get_textpage().get_text_range().splitlines()]
    assert [line for line in lines if line.startswith((".", ")", ", ", '"'))] == []
    assert [line for line in lines if re.search(rf"(^|[ (])({MONTH_BEGUN})\.([คพย]\.)?$", line)] == []
