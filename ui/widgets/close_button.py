"""The button that closes the panel of what is chosen."""

from __future__ import annotations

import streamlit as st

from ui import selection
from ui.markdown import Markdown
from ui.text import t


def close_button(label: Markdown | None = None) -> None:
    """Draw the button that takes the choice of an area or a centre back; by default it says that it closes."""
    st.button(
        label or t("panel.close"),
        key="panel-close",
        on_click=selection.update,
        kwargs={"chosen": ""},
        type="tertiary",
        icon=":material/close:",
    )
