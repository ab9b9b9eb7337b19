"""The brief of one area in one click, where its answer stands; the panel of downloads makes all other files."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import streamlit as st

from geodata.codes import Level, level_of
from geodata.task import one_task
from registry.store import Register
from registry.tables import Tables
from reports.recipes import make
from reports.wish import Kind, Wish
from ui import cached
from ui.downloads.built import note_of, order_of
from ui.downloads.wish import file_name, view_address, wish
from ui.text import t


def has_brief(code: str) -> bool:
    """Return whether there is a brief of an area: a province, a district or a Bangkok group."""
    return level_of(code) in (Level.PROVINCE, Level.DISTRICT, Level.BMA_GROUP)


def brief_button(code: str, *, quiet: bool = False) -> None:
    """Draw the button that saves the brief of an area, of a subdistrict that of its district; nothing above provinces.

    The file is made when it is clicked, and says what changed since the last one. A quiet one stands among links.
    """
    about = code if has_brief(code) else code[:4]
    if not about.isdigit() and not has_brief(code):
        return
    brief_wish, tables = wish(Kind.BRIEF, part=about, since_last=True, address=view_address()), cached.tables()
    st.download_button(
        t("place.brief"),
        data=partial(_made, brief_wish, tables, cached.register(), note_of(brief_wish)),
        file_name=file_name(brief_wish, tables.centres),
        mime=brief_wish.mime,
        key="brief",
        icon=":material/picture_as_pdf:",
        help=t("place.brief_help") if about != code else None,
        on_click="ignore",
        type="tertiary" if quiet else "secondary",
    )


def _made(brief: Wish, tables: Tables, register: Register, note: Callable[[], object]) -> bytes:
    """Return the brief; what it compares with is read now, not each time that the page is drawn."""
    with one_task():
        content = make(order_of(brief, tables, register=register))
    note()
    return content
