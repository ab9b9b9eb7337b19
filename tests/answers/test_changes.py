"""What changed since the last meeting, as a slide: counted by hand, honest where nothing is known."""

from __future__ import annotations

import pickle
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pandas as pd
import pytest

from answers.changes import CentreChange, changes_of_centres
from answers.messages import changes_message
from answers.story.maker import Maker
from answers.story.sequence import Sequence, view_of
from answers.story.slide import MapPart, Slide, TablePart, WordsPart
from answers.story.slides.changes import days_of
from answers.story.slides.made import slide_of
from answers.words import LANGUAGES
from registry.author import Author, Role
from registry.editing import plan_edit
from registry.importing.check.register_index import RegisterIndex
from registry.row_text import rows_by_id
from registry.schema import CENTRES
from registry.store import Register
from registry.tables import Past, Tables
from reports.onefile.slides import Packer
from reports.pdf.deck import sequence_pdf
from reports.slides.deck import sequence_pptx
from tests.reports.decks import deck_of, titles
from tests.reports.test_sequence_pdf import headings

ADMIN = Author("สมศรี", Role.ADMINISTRATOR)
TODAY = datetime.now(UTC).date()
"""The edits of these tests are made today."""
FIRST, SECOND, THIRD = "bma-library-001", "bma-library-002", "bma-library-003"


def edit(register: Register, centre_id: str, **values: str) -> None:
    rows = rows_by_id(register.centres(located=False), [centre_id])
    plan = plan_edit([rows[centre_id] | values], RegisterIndex.of(register), read=rows)
    assert not plan.refused, plan.problems
    register.edits.commit(plan.batch, read=plan.read, author=ADMIN)


@pytest.fixture(scope="module")
def changed() -> Tables:
    """A register in which one centre was closed, one moved, one renamed, and nothing else."""
    register = Register.in_memory()
    edit(register, FIRST, status="closed")
    row = register.centres().set_index("centre_id").loc[SECOND]
    edit(register, SECOND, longitude=f"{row['longitude'] + 0.001:.5f}")
    edit(register, THIRD, name_en="Another name")
    return register.tables()


def slide(tables: Tables, lang: str, **params: str) -> Slide:
    return slide_of(view_of("changes", params), Maker(tables, today=TODAY), lang=lang)


def parts(made: Slide, kind: type) -> list:
    return [part for part in made.parts if isinstance(part, kind)]


def test_every_change_is_of_one_kind(changed):
    assert changed.past is not None
    rows, others = changes_of_centres(changed.past.before(TODAY), changed)
    assert {one.difference.id: one.change for one in rows} == {
        FIRST: CentreChange.CLOSED, SECOND: CentreChange.MOVED, THIRD: CentreChange.CORRECTED,
    }  # fmt: skip
    assert others == 0


def test_added_placed_reopened_and_removed_are_told_from_the_rows():
    def tables(*rows: dict[str, object]) -> Tables:
        blank = dict.fromkeys(CENTRES.names)
        return Tables(pd.DataFrame([blank | {"programme_id": "p"} | row for row in rows], columns=CENTRES.names))

    before = tables(
        {"centre_id": "a", "status": "closed"},
        {"centre_id": "b"},
        {"centre_id": "c", "province_code": "10"},
    )
    after = tables(
        {"centre_id": "a", "status": "open"},
        {"centre_id": "b", "longitude": 100.0, "latitude": 13.0},
        {"centre_id": "d", "province_code": "50"},
    )
    rows, _ = changes_of_centres(before, after)
    assert [(one.change, one.difference.id) for one in rows] == [
        (CentreChange.ADDED, "d"), (CentreChange.REOPENED, "a"), (CentreChange.PLACED, "b"),
        (CentreChange.REMOVED, "c"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("lang", "sentence"),
    [
        ("en", "Since 1 Oct 2026: 12 centres added, 3 closed, 1 moved in 5 provinces"),
        ("th", "ตั้งแต่ 1 ต.ค. 2569 เพิ่ม 12 แห่ง ปิด 3 แห่ง ย้าย 1 แห่ง ใน 5 จังหวัด"),
    ],
)
def test_the_message_counts_by_kind_and_province(lang, sentence):
    kinds = [CentreChange.ADDED] * 12 + [CentreChange.CLOSED] * 3 + [CentreChange.MOVED]
    provinces = ["10", "50", "90", "40", "20"]
    changes = [(kind, provinces[place % 5]) for place, kind in enumerate(kinds)]
    span = {"en": "Since 1 Oct 2026", "th": "ตั้งแต่ 1 ต.ค. 2569"}[lang]
    assert changes_message(changes, 0, span, lang=lang) == sentence


def test_one_is_one_and_numbers_alone_are_said():
    assert changes_message([(CentreChange.CLOSED, "10")], 0, "Since then", lang="en") == (
        "Since then: 1 centre closed in 1 province"
    )
    assert changes_message([], 2, "Since then", lang="en") == "Since then: no centre changed; 2 numbers were updated"
    assert changes_message([], 0, "Since then", lang="en") == "Since then: nothing has changed in the register"


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_slide_has_its_table_its_map_and_every_row(changed, lang):
    made = slide(changed, lang, since=TODAY.isoformat())
    assert made.title.startswith(("ตั้งแต่", "Since"))
    (table,) = parts(made, TablePart)
    assert [row[1:] for row in table.table.rows] == [("1", "1", "1")]
    (drawn,) = parts(made, MapPart)
    assert {mark.centre_id for mark in drawn.model.marks} == {FIRST, SECOND, THIRD}
    (rows,) = made.appendix()
    words = {"th": "สถานะ: เปิดอยู่ → ปิด", "en": "status: Open → Closed"}[lang]
    assert any(row[-1].startswith(words) for row in rows.tables[0].rows)


def test_it_says_where_the_record_begins_and_that_nothing_changed(changed):
    early = slide(changed, "en", since="2020-01-01")
    assert any("first change that the register recorded" in part.text for part in parts(early, WordsPart))
    yesterday = (TODAY - timedelta(days=1)).isoformat()
    still = slide(changed, "en", since=yesterday, until=yesterday)
    assert still.title.endswith("nothing has changed in the register")
    assert not parts(still, TablePart)
    assert not still.appendix()


def test_a_register_without_a_change_says_so():
    made = slide(Register.in_memory().tables(), "th", since="2026-10-01")
    assert made.title == "ทะเบียนยังไม่มีบันทึกการเปลี่ยนแปลง"


def test_a_day_that_is_none_makes_a_slide_that_says_so(changed):
    assert slide(changed, "en", since="last week").title == "This view can no longer be shown"


def test_a_centre_that_is_no_more_is_in_the_table_and_not_on_the_map(changed):
    past = changed.past
    assert past is not None

    def before(day: date) -> Tables:
        return past.before(day)

    fewer = replace(changed, centres=changed.centres[changed.centres["centre_id"] != FIRST], past=Past(TODAY, before))
    made = slide(fewer, "en", since=TODAY.isoformat())
    assert "1 taken out" in made.title
    assert FIRST not in {mark.centre_id for part in parts(made, MapPart) for mark in part.model.marks}
    assert any("not on the map" in part.text for part in parts(made, WordsPart))


def test_a_process_without_the_register_makes_the_same_slide(changed):
    view = view_of("changes", {"since": TODAY.isoformat(), "until": (TODAY - timedelta(days=3)).isoformat()})
    assert changed.past is not None
    days = days_of(Sequence((view, view_of("changes", {"since": "?"}), view_of("sources", {}))), changed.past)
    assert days == {TODAY - timedelta(days=3), TODAY + timedelta(days=1)}, "the earlier day is the first"
    for day in days:
        changed.past.before(day)
    there = pickle.loads(pickle.dumps(changed))  # noqa: S301 - our own
    here, away = (slide_of(view, Maker(tables, today=TODAY), lang="th") for tables in (changed, there))
    assert here.title == away.title


def test_player_deck_and_paper_have_it(changed):
    view = view_of("changes", {"since": TODAY.isoformat()})
    title = slide(changed, "en", since=TODAY.isoformat()).title
    packed = Packer(changed, today=TODAY).slide(view)
    assert packed["title"]["en"].replace("\N{NO-BREAK SPACE}", " ") == title
    assert [block["kind"] for block in packed["blocks"]] == ["map", "table"]
    deck = titles(deck_of(sequence_pptx(Sequence((view,)), changed, lang="en", today=TODAY)))
    assert deck[0] == title
    assert headings(sequence_pdf(Sequence((view,)), changed, lang="en", today=TODAY)) == deck
