"""The line above the map: which measure of which set, over which people, and how many centres stand behind it."""

from __future__ import annotations

import streamlit as st

from ui import cached, selection
from ui.text import t
from ui.text.format import number, when, year
from ui.view import MapView
from ui.widgets.plain import plain
from ui.words import programme_names


def measure_line(now: selection.Selection, view: MapView) -> None:
    """Say in one line what the map shows, so that a picture of it explains itself."""
    with st.container(key="line"):
        _lines(now, view)


def _lines(now: selection.Selection, view: MapView) -> None:
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
    table = cached.programmes().set_index("programme_id")
    chosen = table.loc[[key for key in now.programme if key in table.index]]
    names = programme_names(cached.programmes())
    dates = [f"{names[str(key)]} {when(date)}" for key, date in chosen["reported_date"].items()]
    st.caption(t("map.list_dates", dates=plain(" · ".join(dates))))
    if (chosen["list_status"] == "partial").any():
        st.caption(t("map.partial_list"))
