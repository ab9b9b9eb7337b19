"""The one-page briefs: what they say, that they keep to one page, and all of them as a bundle."""

from __future__ import annotations

import io
import zipfile
from datetime import UTC, date, datetime, timedelta

import pypdfium2
import pypdfium2.raw as pdfium
import pytest
import segno
import shapely

from analysis.answer import place_answer
from answers.changes import EarlierRegister, NoEarlierBrief, change_lines, since_last_briefs
from answers.errors import ReportError
from answers.facts import Facts
from answers.question import question_of
from answers.sections.place_tables import unknown_lines
from geodata.codes import level_of
from registry.store import Register
from registry.tables import Tables
from reports.commands import main
from reports.pdf.brief import KINDS, brief_areas, brief_data, brief_pdf, briefs_zip
from reports.pdf.brief_map import HEIGHT_MM, WIDTH_MM, brief_map, brief_model, small_map_corner
from reports.pdf.figures import Plates
from reports.picture.compass import corners
from reports.picture.geography import UNIT_M, shapes
from reports.picture.lettering import width_mm
from tests.registry.batches import ADMIN, batch_of
from tests.reports import expected
from tests.reports.conftest import facts_of, tables
from tests.reports.expected import told
from tests.reports.reading import pdf_text


def test_a_khet_without_says_so_with_its_people_and_rank():
    code, row = next(iter(expected.without().iterrows()))
    (page,) = pdf_text(brief_pdf(facts_of(), str(code)))
    assert f"เขต{row['name']}: ไม่มีห้องสมุดเพื่อการเรียนรู้ กทม." in page
    for column in ("people", "children", "elderly"):
        assert told(row[column]) in page
    assert f"จาก {len(expected.without())} เขตที่ยังไม่มี" in page
    assert "สิ่งที่ยังไม่ทราบ" in page
    assert "หน้า 1 จาก 1" in page


def test_a_group_names_its_khet_without():
    (page,) = pdf_text(brief_pdf(facts_of(), "BMA-BKE"))
    without = expected.without()
    inside = without[without["group"] == "East"]
    assert f"ยังไม่มีใน {len(inside)} เขต ประชากรตามทะเบียนราษฎร {told(inside['people'].sum())} คน" in page
    assert all(name in page for name in inside["name"])


def test_a_province_is_not_blamed_for_a_programme_that_is_not_meant_for_it():
    (page,) = pdf_text(brief_pdf(facts_of(lang="en"), "50"))
    assert "Chiang Mai" in page
    assert "no libraries of Relearning" not in page
    assert "Relearning Space @ Library Has none" not in page


def test_a_lampang_brief_carries_dates_sources_and_licence():
    (page,) = pdf_text(brief_pdf(facts_of(), "52"))
    for said in (
        "697,679",
        "31 ธ.ค. 2568",
        "CC BY 4.0",
        "ที่มา:",
        "จัดทำเมื่อ 21 พ.ย. 2569",
        "ตัวกรอง: จังหวัดลำปาง; ทุกโครงการ",
    ):
        assert said in page


@pytest.mark.parametrize("lang", ["th", "en"])
@pytest.mark.parametrize("code", ["10", "40", "84", "1001", "BMA-BKC"])
def test_the_fullest_keep_to_one_page(code, lang):
    assert len(pypdfium2.PdfDocument(brief_pdf(facts_of(lang=lang), code))) == 1


@pytest.mark.long
@pytest.mark.parametrize("lang", ["th", "en"])
@pytest.mark.parametrize("kind", list(KINDS))
def test_all_keep_to_one_page(kind, lang):
    bundle = zipfile.ZipFile(io.BytesIO(briefs_zip(facts_of(lang=lang), brief_areas(kind))))
    assert [name for name in bundle.namelist() if len(pypdfium2.PdfDocument(bundle.read(name))) != 1] == []


def test_there_is_one_for_every_area_of_a_kind():
    assert {kind: len(brief_areas(kind)) for kind in KINDS} == {"province": 77, "khet": 50, "group": 6}


def test_a_bundle_names_its_files_and_tells_how_far_it_is():
    steps: list[tuple[int, int]] = []
    content = briefs_zip(facts_of(), ["52", "1042"], progress=lambda done, total: steps.append((done, total)))
    bundle = zipfile.ZipFile(io.BytesIO(content))
    assert bundle.namelist() == ["52-Lampang.pdf", "1042-Sai-Mai.pdf"]
    assert bundle.testzip() is None
    assert steps == [(1, 2), (2, 2)]


@pytest.mark.parametrize("code", ["R4-N", "104201", "TH", "99", "nonsense", "1099", ""])
def test_areas_without_a_brief_are_a_sentence(code):
    with pytest.raises(ReportError, match="A brief is made for a province"):
        brief_pdf(facts_of(), code)


@pytest.mark.parametrize("code", ["BMA-BKN", "1005"])
def test_no_name_is_written_over_the_scale_bar_the_arrow_or_the_small_map(code):
    known = facts_of().tables
    frame, _, words = brief_map(brief_model(code, known.centres, known.programmes, lang="th", title="-"))
    (_, _, bar_mm, _), _ = corners(frame)
    west, north, east, south = small_map_corner(code, frame)
    names = [word for word in words if word.halo and word.text != "N"]
    assert len(names) > 3
    for one in names:
        half = width_mm(one.text, one.size_pt) / 2
        left, right, line = one.x_mm - half, one.x_mm + half, one.size_pt * 0.353
        beside = right <= west or left >= east
        assert beside or one.y_mm - line * 0.9 >= south or one.y_mm + line * 0.2 <= north, one.text
        assert left >= bar_mm or one.y_mm <= HEIGHT_MM - 7.5, one.text
        assert right <= WIDTH_MM - 9.6 or one.y_mm - line * 0.9 >= 10.8, one.text


@pytest.mark.parametrize("code", ["1004", "17"])
def test_the_small_map_hides_nothing_of_the_area(code):
    known = facts_of().tables
    frame, _, _ = brief_map(brief_model(code, known.centres, known.programmes, lang="th", title="-"))
    left, top, right, bottom = small_map_corner(code, frame)
    corners_of_it = [(left, top), (right, top), (right, bottom), (left, bottom)]
    inside = shapely.Polygon(
        ((frame.west + x * frame.units_per_mm) * UNIT_M, -(frame.north + y * frame.units_per_mm) * UNIT_M)
        for x, y in corners_of_it
    )
    assert not inside.intersects(shapes(level_of(code))[code].geometry)


def test_the_map_takes_the_room_that_its_page_leaves():
    heights = {code: brief_data(facts_of(), code, Plates())["map"]["height"] for code in ("10", "15")}
    assert heights["10"] == HEIGHT_MM, "the fullest page has none to spare"
    assert heights["15"] > HEIGHT_MM + 30


def test_names_that_begin_alike_are_told_apart_by_their_ends():
    facts = facts_after_import(*({"centre_id": f"l-{n}", "name_th": f"{LONG[:170]} แห่งที่ 10{n}"} for n in (1, 2)))
    rows = brief_data(facts, "1042", Plates())["centres"]["rows"]
    names = [row[0] for row in rows if "…" in row[0]]
    assert [name.endswith(f"ที่ 10{n}") for name, n in zip(names, (1, 2), strict=True)] == [True, True]


def first_lines(content: bytes) -> list[str]:
    text = pypdfium2.PdfDocument(content)[0].get_textpage().get_text_range()
    return [line.strip() for line in text.splitlines() if line.strip()]


@pytest.mark.parametrize(
    ("lang", "answer"),
    [
        ("th", "เขตสายไหม: ไม่มีห้องสมุดเพื่อการเรียนรู้ กทม."),
        ("en", "Sai Mai: has no"),
    ],
)
def test_the_answer_stands_first_below_the_name(lang, answer):
    kicker, first, *_ = first_lines(brief_pdf(facts_of(lang=lang), "1042"))
    assert kicker.startswith(answer.partition(":")[0])
    assert first.startswith(answer)


def test_what_changed_since_a_day_is_said_by_name():
    register = Register.in_memory()
    row = {"centre_id": "new-1", "name_th": "ห้องสมุดใหม่", "province_code": "10", "district_code": "1042"}
    register.imports.commit(batch_of(row), author=ADMIN)
    own, today = register.tables(), datetime.now(UTC).date()
    facts = Facts(question_of({"lang": "th"}, own), own, today=today)
    before = EarlierRegister(today - timedelta(days=1), register.tables_before(today - timedelta(days=1)))
    (page,) = pdf_text(brief_pdf(facts, "1042", before=before))
    assert "เพิ่ม 1 รายการ: ห้องสมุดใหม่" in page
    (other,) = pdf_text(brief_pdf(facts, "1043", before=before))
    assert "ข้อมูลของพื้นที่นี้ในทะเบียนไม่เปลี่ยนแปลง" in other.replace(" ", ""), "a line may end inside it"
    assert "made.csv" in page, "and which list brought it"


@pytest.mark.parametrize(("lang", "words"), [("th", "ไม่พบว่าเคยทำบันทึกหนึ่งหน้า"), ("en", "No earlier brief of this area")])
def test_where_no_earlier_brief_is_remembered_it_says_so(lang, words):
    before = since_last_briefs(["1042"], {}, lambda _day: Tables())
    assert words in " ".join(first_lines(brief_pdf(facts_of(lang=lang), "1042", before=before["1042"])))


def test_each_area_of_many_is_compared_with_its_own_last_brief():
    read: list[date] = []

    def before(day: date) -> Tables:
        read.append(day)
        return tables()

    days = {"1042": date(2026, 10, 1), "1043": date(2026, 10, 1), "1001": date(2026, 11, 2)}
    earlier = since_last_briefs(["1042", "1043", "1001", "1002"], days, before)
    assert [change_lines(code, one, tables(), lang="en")[0][-10:] for code, one in earlier.items()][:3] == [
        "1 Oct 2026", "1 Oct 2026", "2 Nov 2026",
    ]  # fmt: skip
    assert isinstance(earlier["1002"], NoEarlierBrief)
    assert sorted(read) == [date(2026, 10, 1), date(2026, 11, 2)]


def test_the_command_remembers_when_it_made_a_brief(tmp_path, monkeypatch):
    monkeypatch.setenv("KLAIBAAN_HOME", str(tmp_path / "home"))
    out = tmp_path / "brief.pdf"
    day = ["--lang", "en", "--today"]
    assert main(["brief", str(out), "--area", "1042", "--since", "last", *day, "2026-11-01"]) == 0
    assert "No earlier brief of this area" in pdf_text(out.read_bytes())[0]
    assert main(["brief", str(out), "--area", "1042", "--since", "last", *day, "2026-11-21"]) == 0
    assert "Nothing of this area has changed in the register since 1 Nov 2026" in pdf_text(out.read_bytes())[0]


def test_the_address_is_printed_and_as_a_code_for_a_camera():
    address = "https://klaibaan.example/place?place=1042"
    content = brief_pdf(facts_of(), "1042", address=address)
    assert address in pdf_text(content)[0].replace(" ", "")
    assert len(pypdfium2.PdfDocument(content)) == 1
    plates = Plates()
    brief_data(facts_of(), "1042", plates, address=address)
    assert plates.drawn["code"] == segno.make(address, error="m").svg_inline(border=0)
    assert "address" not in pdf_text(brief_pdf(facts_of(lang="en"), "1042"))[0]


@pytest.mark.parametrize("lang", ["th", "en"])
def test_with_changes_and_address_the_fullest_keep_to_one_page(lang):
    before = EarlierRegister(date(2026, 1, 1), Tables())
    for code in ("10", "BMA-BKC", "40"):
        content = brief_pdf(facts_of(lang=lang), code, before=before, address="https://klaibaan.example/place?place=10")
        assert len(pypdfium2.PdfDocument(content)) == 1, code


LONG = "ห้องสมุดประชาชนเฉลิมพระเกียรติสมเด็จพระเทพรัตนราชสุดาฯ สยามบรมราชกุมารี " * 3


def facts_after_import(*rows: dict[str, object], lang: str = "th") -> Facts:
    """Return the facts of a register into which centres of Sai Mai were imported."""
    register = Register.in_memory()
    place = {"province_code": "10", "district_code": "1042"}
    register.imports.commit(batch_of(*({**place, **row} for row in rows)), author=ADMIN)
    own = register.tables()
    return Facts(question_of({"lang": lang}, own), own, today=datetime.now(UTC).date())


def test_long_names_are_cut_and_leave_room_for_others():
    facts = facts_after_import(*({"centre_id": f"long-{n}", "name_th": f"{n} {LONG}"[:200]} for n in range(1, 31)))
    before = EarlierRegister(date(2026, 1, 1), tables())
    (page,) = pdf_text(brief_pdf(facts, "1042", before=before, address="https://klaibaan.example/place?place=1042"))
    listed = page[page.index("แหล่งเรียนรู้ที่ทะเบียนบันทึกไว้") :]
    assert listed.count("…") >= 4
    assert LONG[:150].replace(" ", "") not in page.replace(" ", "")
    assert "และอีก 28 รายการ" in page


def small_letters(content: bytes, below_pt: float) -> list[tuple[float, float]]:
    """Return where letters smaller than a size stand on the first page, in mm from its lower left corner."""
    text = pypdfium2.PdfDocument(content)[0].get_textpage()
    small = [at for at in range(text.count_chars()) if 1.5 < pdfium.FPDFText_GetFontSize(text.raw, at) < below_pt]
    boxes = [text.get_charbox(at) for at in small]
    return [(left * 25.4 / 72, bottom * 25.4 / 72) for left, bottom, _, _ in boxes]


@pytest.mark.parametrize("lang", ["th", "en"])
def test_nothing_but_the_words_on_the_map_is_small(lang):
    content = brief_pdf(facts_of(lang=lang), "40", before=EarlierRegister(date(2026, 1, 1), tables()))
    places = small_letters(content, 8.45)
    drawn = brief_data(facts_of(lang=lang), "40", Plates(), before=EarlierRegister(date(2026, 1, 1), tables()))["map"]
    assert places, "the names on the map are"
    assert max(x for x, _ in places) < 15 + drawn["width"]
    assert max(y for _, y in places) - min(y for _, y in places) < drawn["height"]
    assert len(small_letters(content, 99)) > 1000


@pytest.mark.parametrize(
    ("lang", "words"), [("th", "ส่วนโครงการรายงานไว้เอง 30"), ("en", "the programme itself reports 30")]
)
def test_a_list_longer_than_what_is_reported_is_not_so_many_of_fewer(lang, words):
    facts = facts_after_import(*({"centre_id": f"new-{n}", "name_th": f"ใหม่ {n}"} for n in range(40)), lang=lang)
    lines = unknown_lines(
        place_answer("1043", facts.tables, table_of=facts.register.coverage),
        programmes=facts.tables.programmes,
        lang=lang,
    )
    (line,) = [line for line in lines if words in line]
    assert "58" in line
    assert not [line for line in lines if "58 จากที่รายงาน 30" in line or "58 named of 30" in line]


def test_lists_that_are_not_complete_stand_together_with_every_number_that_they_have_alone():
    answer = place_answer("1042", tables(), table_of=facts_of().register.coverage)
    alone = unknown_lines(answer, programmes=tables().programmes, lang="en")
    together = unknown_lines(answer, programmes=tables().programmes, lang="en", together=True)
    counts = [line.partition("(")[2].partition(")")[0] for line in alone if "the list is not complete (" in line]
    assert len(counts) > 3
    assert all(sum(count in line for line in together) == 1 for count in counts)
    assert len(together) == len(alone) - len(counts) + 1
