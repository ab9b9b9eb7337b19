"""The language switch, one click away on every page."""

from __future__ import annotations

import streamlit as st

from ui import selection
from ui.text import t


def _other() -> str:
    return "en" if selection.current().lang == "th" else "th"


def _switch() -> None:
    selection.update(lang=_other())


def language_switch() -> None:
    """Draw the button that names the other language in its own words."""
    with st.container(key="language"):
        st.button(
            t("app.language_name", lang=_other()),
            key="language-button",
            on_click=_switch,
            type="tertiary",
            icon=":material/translate:",
        )
