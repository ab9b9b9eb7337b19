"""The parts of the Data page, one at a time."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

import streamlit as st

from ui import selection
from ui.data.edit import edit_section
from ui.data.history import history_section
from ui.data.importing import import_section
from ui.data.journal import journal_section
from ui.data.quality import quality_section
from ui.data.requests import requests_section
from ui.text import t

SECTIONS: Final[dict[str, Callable[[], None]]] = {
    "import": import_section,
    "edit": edit_section,
    "history": history_section,
    "journal": journal_section,
    "quality": quality_section,
    "requests": requests_section,
}
_ICONS: Final = {
    "import": "upload_file", "edit": "edit_location_alt", "history": "history", "journal": "menu_book",
    "quality": "fact_check", "requests": "outgoing_mail",
}  # fmt: skip


def section_switch() -> str:
    """Draw the switch between the sections; return the chosen one."""

    def take() -> None:
        selection.update(section=st.session_state["w-section"] or selection.current().section)

    st.session_state["w-section"] = selection.current().section
    st.segmented_control(
        t("data.sections"),
        list(SECTIONS),
        format_func=lambda name: f":material/{_ICONS[name]}: {t(f'data.section.{name}')}",
        key="w-section",
        on_change=take,
        label_visibility="collapsed",
    )
    return selection.current().section
