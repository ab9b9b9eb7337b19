"""The panel drawn without a browser, with a file built in it."""

from __future__ import annotations

from streamlit.testing.v1 import AppTest

from ui.text import set_language

PATIENCE_S = 120


def panel_of(lang: str, *, page: str = "map", **changes: object) -> AppTest:
    """Draw the button of a page for a selection, and open the panel."""
    set_language(lang)

    def script(lang: str, page: str, changes: dict[str, object]) -> None:
        import streamlit as st

        from answers.question import Question
        from ui import selection
        from ui.downloads.button import download_button
        from ui.text import set_language

        if "selection" not in st.session_state:
            st.session_state["selection"] = Question(lang=lang, **changes)
        set_language(selection.current().lang)
        download_button(page)

    drawn = AppTest.from_function(script, default_timeout=PATIENCE_S, args=(lang, page, changes)).run()
    drawn.button(key=f"download-{page}").click().run()
    assert not drawn.exception, drawn.exception
    return drawn


def chosen(panel: AppTest, kind: str) -> AppTest:
    """Choose a kind of file."""
    panel.radio(key="download-kind").set_value(kind).run()
    return panel


def built(panel: AppTest) -> bytes:
    """Click the button that builds, wait for the file as a person does, and return it."""
    panel.button(key="build-panel").click().run()
    ended(panel)
    assert not panel.error, panel.error
    assert not panel.exception, panel.exception
    return panel.session_state["download"].content


def ended(panel: AppTest) -> None:
    """Wait until the work is done, and draw what became of it."""
    job = getattr(panel.session_state["download"], "job", None)
    assert job is None or job.wait(PATIENCE_S)
    panel.run()


def words(panel: AppTest) -> str:
    """Return what the panel says, without its labels and as it is read."""
    kinds = (panel.markdown, panel.caption, panel.success, panel.info, panel.warning, panel.error)
    return "\n".join(element.value for kind in kinds for element in kind).replace("\\", "")
