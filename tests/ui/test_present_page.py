"""The page Present, drawn without a browser: the ready-made sequence, words and order, pinning, an empty register."""

from __future__ import annotations

import pytest

from answers.question import Question
from answers.story.sequence import APP_PAGES, Sequence, view_of
from answers.story.sequence_file import sequence_of, sequence_values
from registry.author import local_administrator
from registry.store import Register
from reports.onefile.page import SCRIPTS
from reports.wish import Kind
from tests.test_house import ROOT
from tests.ui.drawing import draw, said
from ui import cached, selection
from ui.downloads.built import Made
from ui.frame import PAGES
from ui.present.pin import page_view
from ui.presentation import KIND
from ui.text import strings


@pytest.fixture(autouse=True)
def register(monkeypatch: pytest.MonkeyPatch) -> Register:
    """Let the screen show a register that nobody has kept a presentation in."""
    opened = Register.in_memory()
    monkeypatch.setattr(cached, "_open_register", lambda: (opened, ()))
    return opened


def put(register: Register, name: str, sequence: Sequence, *, version: int = 0) -> int:
    """Save a presentation as another session would."""
    content = sequence_values(sequence)
    return register.documents.save(KIND, name, content, version=version, author=local_administrator()).version


def kept(register: Register, name: str) -> Sequence:
    document = register.documents.read(KIND, name)
    assert document is not None
    return sequence_of(document.content)


@pytest.mark.parametrize("lang", ["th", "en"])
def test_it_starts_with_a_ready_made_sequence(lang: str) -> None:
    page = draw(lang, "present")
    assert strings(lang)["present.views"].format(count=13) in said(page)
    titles = [field.placeholder for field in page.text_input if field.key.startswith("title-")]
    assert len(titles) == 13
    assert any("21" in title and "50" in title for title in titles)
    assert strings(lang)["present.not_kept"] in said(page)


@pytest.mark.parametrize("lang", ["th", "en"])
def test_an_empty_register_still_has_its_title_and_sources(lang: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cached, "_open_register", lambda: (Register.empty(), ()))
    page = draw(lang, "present")
    assert strings(lang)["present.views"].format(count=2) in said(page)


def test_views_are_worded_moved_added_and_taken_out_and_each_change_is_saved(register: Register) -> None:
    put(register, "ประชุม", Sequence((view_of("title", {}), view_of("sources", {}))))
    page = draw("th", "present")
    page.text_input(key="title-0-0").set_value("ประชุมภาคี").run()
    page.button(key="down-0").click().run()
    saved = kept(register, "ประชุม")
    assert [(view.page, view.title) for view in saved.views] == [("sources", ""), ("title", "ประชุมภาคี")]
    page.selectbox(key="add-choice").select(strings("th")["present.page.overview"]).run()
    page.button(key="add").click().run()
    page.button(key="remove-0").click().run()
    assert [view.page for view in kept(register, "ประชุม").views] == ["title", "overview"]
    assert not page.exception
    again = draw("th", "present")
    assert strings("th")["present.views"].format(count=2) in said(again), "a new session goes on with it"


def test_the_first_change_of_the_ready_made_sequence_is_kept_under_a_name(register: Register) -> None:
    page = draw("th", "present")
    page.button(key="remove-0").click().run()
    (name,) = register.documents.names(KIND)
    assert len(kept(register, name).views) == 12
    assert strings("th")["present.saved_at_once"] in said(page)


@pytest.mark.parametrize(
    ("start", "pages"),
    [
        ("empty", []),
        ("board", ["title", "overview", "programmes", "bangkok", "groups", "all-programmes", "unknowns", "sources"]),
        ("partner", ["title", "partner", "programmes", "unknowns", "sources"]),
        ("district", ["title", "place", "map", "ranking", "groups", "unknowns", "sources"]),
    ],
)
def test_a_presentation_starts_empty_or_from_a_ready_made_one(register: Register, start: str, pages: list[str]) -> None:
    page = draw("en", "present")
    page.radio(key="new-start").set_value(start).run()
    page.text_input(key="new-name").set_value("Ours").run()
    page.button(key="new-create").click().run()
    assert [view.page for view in kept(register, "Ours").views] == pages
    assert strings("en")["present.views"].format(count=len(pages)) in said(page)
    assert not page.exception


def test_what_somebody_else_saved_meanwhile_is_said_and_not_overwritten(register: Register) -> None:
    mine = Sequence((view_of("title", {}), view_of("sources", {}), view_of("overview", {})))
    version = put(register, "ร่วม", mine)
    page = draw("en", "present")
    theirs = Sequence((view_of("unknowns", {}),))
    put(register, "ร่วม", theirs, version=version)
    page.button(key="remove-2").click().run()
    assert kept(register, "ร่วม") == theirs
    assert page.warning
    page.button(key="save-copy").click().run()
    (copy,) = set(register.documents.names(KIND)) - {"ร่วม"}
    assert [view.page for view in kept(register, copy).views] == ["title", "sources"]
    assert not page.warning


def test_a_presentation_is_deleted_when_that_is_confirmed(register: Register) -> None:
    put(register, "เก่า", Sequence((view_of("sources", {}),)))
    page = draw("th", "present")
    page.button(key="presentation-delete").click().run()
    assert register.documents.names(KIND) == []
    assert strings("th")["present.views"].format(count=13) in said(page)


def test_saving_a_presentation_lets_nothing_be_computed_anew(register: Register) -> None:
    before = register.rows_revision()
    version = put(register, "ก", Sequence((view_of("sources", {}),)))
    put(register, "ก", Sequence(), version=version)
    assert (register.rows_revision(), register.revision()) == (before, before + 2)


def test_every_page_but_this_one_can_be_pinned() -> None:
    assert {entry.module for entry in PAGES} - {"present"} == set(APP_PAGES)


@pytest.mark.parametrize("lang", ["th", "en"])
def test_the_views_pages_have_names(lang: str) -> None:
    from answers.story.sequence import PAGES as VIEW_PAGES

    assert [page for page in VIEW_PAGES if f"present.page.{page}" not in strings(lang)] == []


def test_a_page_is_pinned_with_what_belongs_to_it(monkeypatch: pytest.MonkeyPatch) -> None:
    now = Question(lang="en", programme=("bma-library",), area="10", mode="gaps", place="1042", tiles="1")
    monkeypatch.setattr(selection, "current", lambda: now)
    assert page_view("map").values() == {"programme": "bma-library", "area": "10", "mode": "gaps"}
    assert page_view("place").values() == {"place": "1042"}
    assert page_view("programmes").values() == {"programme": "bma-library"}
    assert page_view("overview").values() == {}


def test_the_player_reads_the_scripts_of_the_one_file_in_their_order() -> None:
    markup = (ROOT / "ui" / "present" / "assets" / "index.html").read_text(encoding="utf-8")
    read = [name for name in SCRIPTS if f'src="{name}"' in markup]
    positions = [markup.index(f'src="{name}"') for name in read]
    assert positions == sorted(positions)
    assert {"base.js", "data.js", "map.js", "blocks.js", "present.js"} <= set(read)


def test_the_one_file_is_the_one_that_the_panel_of_downloads_builds(register: Register) -> None:
    sequence = Sequence((view_of("sources", {}, title="Where it is from"),))
    put(register, "one", sequence)
    page = draw("en", "present", programme=("bma-library",), area="10")
    page.button(key="build-one-file").click().run()
    making = page.session_state["download"]
    assert making.wish.kind == Kind.ONE_FILE
    assert (making.wish.lang, dict(making.wish.params)) == ("en", {"area": "10", "programme": "bma-library"})
    assert making.wish.sequence == sequence
    page.button(key="stop-one-file").click().run()
    assert isinstance(making, Made) or making.job.wait(60)  # a quick one is made when the page is drawn
    assert "download" not in page.session_state
    assert page.button(key="build-one-file").label == strings("en")["present.one_file"]


@pytest.mark.parametrize("kind", [Kind.SLIDES, Kind.REPORT])
def test_the_slides_of_the_sequence_and_their_pages_are_built_here(register: Register, kind: Kind) -> None:
    sequence = Sequence((view_of("title", {}, title="ของเรา"), view_of("sources", {})))
    put(register, "one", sequence)
    page = draw("th", "present")
    page.segmented_control(key="present-as").set_value(str(kind)).run()
    page.button(key="build-one-file").click().run()
    making = page.session_state["download"]
    assert (making.wish.kind, making.wish.sequence) == (kind, sequence)
    assert isinstance(making, Made) or making.job.wait(60)  # a quick one is made when the page is drawn
    assert page.session_state["download"].name.startswith("klaibaan-slides-")
