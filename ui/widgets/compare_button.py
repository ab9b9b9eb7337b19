"""The button that puts an area beside others, wherever an area is shown."""

from __future__ import annotations

import streamlit as st

from answers.question import MOST_COMPARED
from ui import links, selection
from ui.text import t


def add_area(code: str) -> None:
    """Put an area into the comparison; a fifth takes the place of none."""
    compared = selection.current().compare
    if code not in compared and len(compared) < MOST_COMPARED:
        selection.update(compare=(*compared, code))


def add_to_compare(code: str) -> None:
    """Draw the button that adds an area of the map to the comparison, and the way there."""
    compared = selection.current().compare
    inside, full = code in compared, len(compared) >= MOST_COMPARED
    st.button(
        t("compare.inside" if inside else "compare.add"),
        key=f"compare-add-{code}",
        icon=":material/check:" if inside else ":material/compare_arrows:",
        type="tertiary",
        on_click=add_area,
        args=(code,),
        disabled=inside or full,
        help=t("compare.full", most=MOST_COMPARED) if full and not inside else None,
    )
    if compared:
        links.page_link("compare", label=t("compare.open", count=len(compared), most=MOST_COMPARED))
