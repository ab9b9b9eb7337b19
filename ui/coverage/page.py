"""What stands on the page of the map, around it and in its place."""

from __future__ import annotations

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from answers.facts import Facts
from answers.provenance import provenance
from answers.question import GAPS, Question
from answers.scenario.words import as_it_would_be_words
from ui import cached, links, selection
from ui.coverage.beside_block import beside_block
from ui.coverage.choropleth import area_map
from ui.coverage.columns import columns
from ui.coverage.panels import area_panel, centre_panel, gap_panel
from ui.coverage.years import years_slider
from ui.gaps.controls import mode_switch, reach_controls
from ui.gaps.downloads import downloads
from ui.gaps.lists import gap_lists
from ui.gaps.notices import nothing_ranked
from ui.maps.place import map_place
from ui.place.open_button import open_place
from ui.place.search_box import place_search
from ui.siting.ways_in import best_button, scenario_link
from ui.text import set_language, t, text
from ui.widgets.area_list import area_list
from ui.widgets.ask import ask_block
from ui.widgets.breadcrumb import breadcrumb, level_switch
from ui.widgets.download import csv_button
from ui.widgets.measure_line import counted_line, distance_switches, measure_line, unreported_note
from ui.words import measure_header, year


def _centre(now: Question) -> bool:
    """Draw the chosen centre's panel, where it is a centre that is chosen."""
    centres = cached.centres().set_index("centre_id", drop=False)
    if now.chosen not in centres.index:
        return False
    centre_panel(centres.loc[[now.chosen]].iloc[0], st.session_state.get("near", ()))
    return True


def _coverage(now: Question, facts: Facts) -> None:
    unreported_note(now, facts)
    distance_switches(now, facts)
    with st.container(border=True, key="panel", gap="xsmall"):
        if not _centre(now):
            chosen = now.chosen in facts.level_table.index
            code = now.chosen if chosen else now.area
            row = facts.row(code)
            area_panel(code, row, facts, chosen=chosen)
    header, note = measure_header(facts.shown_measure), as_it_would_be_words(facts)
    area_list(facts.table, header, facts.unit, height=300, note=note)
    ask_block(now.programme)
    csv_button(
        facts.table,  # the one that all sessions share: a button holds its table as long as its session is open
        name=f"areas-{facts.question.map_level}",
        source=t("source.coverage"),
        data_date=text("source.population_date", year=year(facts.population_year)),
        filters=provenance(facts).filter_phrases,
    )


def _gaps(now: Question, facts: Facts) -> None:
    area_gaps = facts.own_gaps
    nothing_ranked(now, facts, area_gaps)
    distance_switches(now, facts)
    with st.container(key="gap-panel"), st.container(border=True, key="panel", gap="xsmall"):
        if not _centre(now):
            gap_panel(now, facts, area_gaps)
    best_button(now)
    scenario_link(now)
    ask_block(now.programme)
    gap_lists(now, area_gaps)
    downloads(facts, area_gaps)


def _head(now: Question, facts: Facts) -> DeltaGenerator:
    """Draw what stands above the map: always the same blocks, so that the map below never moves in the page.

    Returns the container of the search box, which is filled once the map is on its way.
    """
    with st.container(key="map-head", gap="small"):
        with st.container(horizontal=True, horizontal_alignment="distribute", vertical_alignment="center"):
            mode_switch()
            find = st.container(horizontal=True, key="find", vertical_alignment="center")
            level_switch()
        reach_controls(now)
        with st.container(horizontal=True, vertical_alignment="center", key="trail-and-line", gap="medium"):
            breadcrumb()
            measure_line(now, facts)
    return find


@st.fragment
def _charts(now: Question) -> None:
    """Draw the measure by region and by province, once a reader opens the charts.

    Opening them, or saving their values, draws nothing else anew; a click on a bar changes the selection, and with
    it the page.
    """
    set_language(now.lang)
    if selection.current() != now:
        st.rerun()
    charts = st.expander(t("chart.open"), icon=":material/bar_chart:", key="charts", on_change="rerun")
    if charts.open:
        from ui.charts.bars import measure_charts  # noqa: PLC0415 - Altair is slow to load

        with charts:
            measure_charts(now)


def blocks(head: DeltaGenerator) -> None:
    """Draw the page for the current selection."""
    now = selection.current()
    if len(now.sides) > 1:
        facts = cached.facts(now)
        with head:
            find = _head(now, facts)
        beside_block(now, facts)
        with find:
            place_search()
            open_place(now)
        ask_block(now.programme)
        return
    left, right = columns(gaps=now.mode == GAPS)
    with left:
        place = map_place(now.area)
    facts = cached.facts(now)
    with head:
        find = _head(now, facts)
    with place:
        area_map(now)
    _rest(now, facts, find=find, left=left, right=right)


def blocks_around(head: DeltaGenerator, left: DeltaGenerator, right: DeltaGenerator) -> None:
    """Draw the page of the first view, whose map is there already (`ui.opening`)."""
    now = selection.current()
    facts = cached.facts(now)
    with head:
        find = _head(now, facts)
    _rest(now, facts, find=find, left=left, right=right)


def _rest(now: Question, facts: Facts, *, find: DeltaGenerator, left: DeltaGenerator, right: DeltaGenerator) -> None:
    gaps = now.mode == GAPS
    with find:
        place_search()
        open_place(now)
    with left:
        if not gaps:
            years_slider(now)
        counted_line(now)
    with right:
        (_gaps if gaps else _coverage)(now, facts)
    if facts.filtered.centres.empty:
        st.info(t("map.no_centres"), icon=":material/filter_alt_off:")
    if gaps:
        links.page_link("analysis", label=t("gapview.analysis"))
    else:
        _charts(now)
