"""A button that prints the page it stands on, as the print style sheet lays it out."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path
from typing import Final

import streamlit as st
import streamlit.components.v1 as components

from ui.published import folder
from ui.text import language, t

_FRAME: Final = components.declare_component("print", path=str(Path(str(files("ui"))) / "widgets" / "print"))


def print_button() -> None:
    """Draw the button, and give the page the style sheet it is printed with."""
    folder()  # the button's font is served with the maps' files
    css = (files("ui") / "assets" / "print.css").read_text(encoding="utf-8")
    st.html(f"<style>{css}</style>")
    with st.container(key="print", width=130):
        _FRAME(label=t("place.print"), lang=language(), key="print-button", default=None)
