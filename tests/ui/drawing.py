"""A page drawn without a browser, and everything it says."""

from __future__ import annotations

from streamlit.testing.v1 import AppTest

from ui.text import set_language


def draw(lang: str, module: str, **changes: object) -> AppTest:
    """Draw a page for a selection, in a language that the test's own questions to its widgets are put in, too."""
    set_language(lang)

    def script(lang: str, module: str, changes: dict[str, object]) -> None:
        from importlib import import_module

        import streamlit as st

        from answers.question import Question
        from ui.text import set_language

        if "selection" not in st.session_state:
            st.session_state["selection"] = Question(lang=lang, **changes)
        set_language(lang)
        import_module(f"pages.{module}").render()

    return AppTest.from_function(script, default_timeout=120, args=(lang, module, changes)).run()


def said(page: AppTest) -> str:
    """Return all words on the page: headings, text, captions, notices and the cells of its tables."""
    assert not page.exception, page.exception
    assert not page.error, page.error
    parts = [element.value for kind in (page.markdown, page.caption, page.info, page.warning) for element in kind]
    for table in (*page.table, *page.dataframe):
        frame = table.value.reset_index()
        parts += [str(column) for column in frame.columns] + [str(cell) for cell in frame.to_numpy().ravel()]
    return "\n".join(parts).replace("\\", "").replace("\u2060", "")
