"""The line above the map: which measure of which set, over which people, and how many centres stand behind it."""

from __future__ import annotations

import streamlit as st

from ui import cached, selection
from ui.text import t
from ui.text.format import number, year
from ui.view import MapView
from ui.widgets.plain import plain


def measure_line(now: selection.Selection, view: MapView) -> None:
    """Say in one line what the map shows, so that a picture of it explains itself."""
    found = cached.filtered(now.centre_filter())
    st.markdown(
        t(
            "map.line",
            measure=view.unit.name,
            set=plain(view.set_name),
            kept=number(len(found.kept)),
            of=number(found.out_of),
            year=year(view.year_ce),
        )
    )
    fell_out = sum(found.dropped_missing.values())
    if fell_out:
        st.caption(t("map.fell_out", count=number(fell_out)))
    derived = int((found.kept["basis"] == "derived").sum())
    if derived:
        st.caption(t("map.derived_apart", count=number(derived)))
