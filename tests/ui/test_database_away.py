"""The database server ends under an open page and comes back: a sentence, the ways out stay, nothing typed is lost."""

from __future__ import annotations

import pytest
from streamlit.testing.v1 import AppTest

from tests.registry.conftest import server
from ui import cached

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
