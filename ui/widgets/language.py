"""The language switch, one click away on every page."""

from __future__ import annotations

import streamlit as st

from ui.text import language, t


def _other(lang: str) -> str:
    return "en" if lang == "th" else "th"


def _switch() -> None:
    from ui import selection  # noqa: PLC0415 - the button is there before a question can be asked

    selection.update(lang=_other(selection.current().lang))


def language_switch() -> None:
    """Draw the button that names the other language in its own words."""
    with st.container(key="language"):
        st.button(
            t("app.language_name", lang=_other(language())),
            key="language-button",
            on_click=_switch,
            type="tertiary",
            icon=":material/translate:",
        )
