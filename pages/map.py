"""The map with the list of areas beside it, for planners."""

from __future__ import annotations

import streamlit as st

from geodata.codes import level_of
from ui import cached, selection
from ui.charts.bars import measure_charts
from ui.maps.choropleth import area_map
from ui.text import t
from ui.text.format import year
from ui.view import MapView, header, map_view
from ui.widgets.area_list import area_list
from ui.widgets.breadcrumb import breadcrumb, level_switch
from ui.widgets.download import csv_button
from ui.widgets.measure_line import measure_line
from ui.widgets.panels import area_panel, centre_panel, row_of


def _panel(now: selection.Selection, view: MapView) -> None:
    centres = cached.centres().set_index("centre_id", drop=False)
    if now.chosen in centres.index:
        centre_panel(row_of(centres, now.chosen), st.session_state.get("near", ()))
        return
    chosen = now.chosen in view.table.index
    code = now.chosen if chosen else now.area
    table = view.table if chosen else cached.coverage_of(level_of(code), now.centre_filter(), measures=[now.measure])
    area_panel(code, row_of(table, code), view.shown, set_name=view.set_name, year_ce=view.year_ce, chosen=chosen)


def render() -> None:
    """Draw the page for the current selection."""
    now = selection.current()
    view = map_view(now)
    with st.container(horizontal=True, horizontal_alignment="distribute", vertical_alignment="center"):
        breadcrumb()
        level_switch()
    measure_line(now, view)
    left, right = st.columns([8, 5], gap="medium")
    with left:
        area_map(now, view)
    with right:
        with st.container(border=True, key="panel"):
            _panel(now, view)
        area_list(view.inside_table, header(view), view.unit, height=300)
        csv_button(
            view.inside_table.reset_index(drop=True),
            name=f"areas-{view.level}",
            source=t("source.coverage"),
            data_date=t("source.population_date", year=year(view.year_ce)),
            filters=view.words,
        )
    if view.shown.empty:
        st.info(t("map.no_centres"), icon=":material/filter_alt_off:")
    measure_charts(now)


if __name__ == "__main__":
    from ui.frame import main

    main()
