"""The database server ends under an open page and comes back: a sentence, the ways out stay, nothing typed is lost."""

from __future__ import annotations

import pytest
from streamlit.testing.v1 import AppTest

import dashboard
from tests.registry.conftest import server
from ui import cached
from ui.script_fault import say_fault

__all__ = ["server"]  # a fixture
FIELD = "edit-bma-library-001-0-name_en"


def script() -> None:
    import streamlit as st

    from answers.question import Question
    from pages import data
    from ui import around
    from ui.widgets.guarded import guarded

    if "selection" not in st.session_state:
        st.session_state["selection"] = Question(lang="th", section="edit", chosen="bma-library-001")
    with st.container(key="tools"):
        around.tools("data")
    guarded(data.render)


def failing() -> None:
    from registry.errors import RegisterError
    from ui.widgets.guarded import guarded

    def fail() -> None:
        raise RegisterError("register_busy", file="a *file*")

    guarded(fail, in_bar=True)


def test_what_fails_in_the_bar_is_a_sign_there_that_says_the_sentence():
    page = AppTest.from_function(failing).run()
    assert not page.error, "it would lie over the menu and the switch of languages"
    (sign,) = page.caption
    assert sign.value == ":material/error:"
    assert "a \\*file\\*" in sign.help


def failing_click() -> None:
    import streamlit as st

    from registry.errors import RegisterError
    from ui.script_fault import say_fault

    def fail() -> None:
        raise RegisterError("register_busy", file="a *file*")

    def click() -> None:
        """Do what the server does with a fault of a click (`dashboard.app`); AppTest has no such handler."""
        try:
            fail()
        except RegisterError as error:
            st.session_state["said"] = say_fault(error)

    st.button("click", key="click", on_click=click)


def test_a_fault_of_a_click_is_a_sentence_and_the_page_is_there():
    page = AppTest.from_function(failing_click, default_timeout=120).run()
    page.button("click").click().run()
    assert page.session_state["said"] is True
    assert "a \\*file\\*" in page.error[0].value
    assert "language-button" in [one.key for one in page.button], "the page was drawn below the sentence"
    assert dashboard.app._on_script_error is say_fault


def whole() -> None:
    from ui.frame import main

    main()


def test_a_link_that_is_opened_while_the_database_is_away_is_read_when_it_is_back(server, monkeypatch):
    monkeypatch.setenv("KLAIBAAN_DATABASE_URL", server.url(server.database()))
    cached.register()
    page = AppTest.from_function(whole, default_timeout=120)
    page.query_params["lang"], page.query_params["programme"] = "en", "tk-park"
    server.stop()
    try:
        page.run()
        assert "cannot be reached" in page.error[0].value, "in the language of the link"
        assert page.query_params["programme"] in ("tk-park", ["tk-park"])
    finally:
        server.start()
    page.run()
    assert not page.error
    assert page.session_state["selection"].programme == ("tk-park",)
    assert page.session_state["selection"].lang == "en"


@pytest.mark.parametrize("click", ["edit-save", None])
def test_what_was_typed_is_saved_once_the_database_is_back(server, monkeypatch, click):
    monkeypatch.setenv("KLAIBAAN_DATABASE_URL", server.url(server.database()))
    page = AppTest.from_function(script, default_timeout=120).run()
    page.text_input(FIELD).input("Typed before").run()
    server.stop()
    try:
        (page.button(click).click() if click else page).run()
        assert not page.exception
        errors = [one.value for one in page.error]
        assert errors
        assert all("ไม่มีอะไรเปลี่ยนแปลง" in one for one in errors)
        assert "p@ss" not in "".join(errors)
    finally:
        server.start()
    page.run()  # what became of the save is said once
    assert page.text_input(FIELD).value == "Typed before"
    page.button("edit-save").click().run()
    assert not page.error
    names = cached.register().centres().set_index("centre_id")["name_en"]
    assert names["bma-library-001"] == "Typed before"
