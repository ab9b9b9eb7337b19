"""The page Present, drawn without a browser: the ready-made sequence, words and order, pinning, an empty register."""

from __future__ import annotations

import pytest
from streamlit.testing.v1 import AppTest

from answers.question import Question
from answers.story.sequence import APP_PAGES, Sequence, view_of
from registry.store import Register
from reports.onefile.page import SCRIPTS
from tests.test_house import ROOT
from tests.ui.drawing import draw, said
from ui import cached, selection
from ui.downloads.wish import Kind
from ui.frame import PAGES
from ui.present.pin import page_view
from ui.text import strings


def kept(page: AppTest) -> Sequence:
    return page.session_state["sequence"]


@pytest.mark.parametrize("lang", ["th", "en"])
def test_it_starts_with_a_ready_made_sequence(lang: str) -> None:
    page = draw(lang, "present")
    assert strings(lang)["present.views"].format(count=13) in said(page)
    titles = [field.placeholder for field in page.text_input if field.key.startswith("title-")]
    assert len(titles) == 13
    assert any("21" in title and "50" in title for title in titles)


@pytest.mark.parametrize("lang", ["th", "en"])
def test_an_empty_register_still_has_its_title_and_sources(lang: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cached, "_open_register", lambda: (Register.empty(), ()))
    page = draw(lang, "present")
    assert strings(lang)["present.views"].format(count=2) in said(page)


def test_views_are_worded_moved_added_and_taken_out() -> None:
    page = draw("th", "present")
    page.session_state["sequence"] = Sequence((view_of("title", {}), view_of("sources", {})))
    page.run()
    page.text_input(key="title-0-0").set_value("ประชุมภาคี").run()
    page.button(key="down-0").click().run()
    assert [(view.page, view.title) for view in kept(page).views] == [("sources", ""), ("title", "ประชุมภาคี")]
    page.selectbox(key="add-choice").select(strings("th")["present.page.overview"]).run()
    page.button(key="add").click().run()
    page.button(key="remove-0").click().run()
    assert [view.page for view in kept(page).views] == ["title", "overview"]
    assert not page.exception


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


def test_the_one_file_is_the_one_that_the_panel_of_downloads_builds() -> None:
    page = draw("en", "present", programme=("bma-library",), area="10")
    page.session_state["sequence"] = Sequence((view_of("sources", {}, title="Where it is from"),))
    page.run()
    page.button(key="build-one-file").click().run()
    making = page.session_state["download"]
    assert making.wish.kind == Kind.ONE_FILE
    assert (making.wish.lang, dict(making.wish.params)) == ("en", {"area": "10", "programme": "bma-library"})
    assert making.wish.sequence == page.session_state["sequence"]
    page.button(key="stop-one-file").click().run()
    assert making.job.wait(60)
    assert "download" not in page.session_state
    assert page.button(key="build-one-file").label == strings("en")["present.one_file"]
