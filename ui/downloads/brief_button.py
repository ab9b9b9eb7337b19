"""The brief of one area in one click, where its answer stands; the panel of downloads makes all other files."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import streamlit as st

from geodata.codes import Level, level_of
from geodata.task import one_task
from reports.recipes import Order, make
from reports.wish import Kind
from ui import cached
from ui.downloads.built import note_of, order_of
from ui.downloads.wish import file_name, wish
from ui.text import t


def has_brief(code: str) -> bool:
    """Return whether there is a brief of an area: a province, a district or a Bangkok group."""
    return level_of(code) in (Level.PROVINCE, Level.DISTRICT, Level.BMA_GROUP)


def brief_button(code: str, *, quiet: bool = False) -> None:
    """Draw the button that saves the brief of an area, of a subdistrict that of its district; nothing above provinces.

    The file is made when it is clicked. A quiet one stands among links.
    """
    about = code if has_brief(code) else code[:4]
    if not about.isdigit() and not has_brief(code):
        return
    brief_wish = wish(Kind.BRIEF, part=about)
    order = order_of(brief_wish, cached.tables())
    st.download_button(
        t("place.brief"),
        data=partial(_made, order, note_of(brief_wish)),
        file_name=file_name(brief_wish, order.tables.centres),
        mime=brief_wish.mime,
        key="brief",
        icon=":material/picture_as_pdf:",
        help=t("place.brief_help") if about != code else None,
        on_click="ignore",
        type="tertiary" if quiet else "secondary",
    )


def _made(order: Order, note: Callable[[], object]) -> bytes:
    with one_task():
        content = make(order)
    note()
    return content
