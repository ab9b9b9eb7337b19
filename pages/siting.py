"""Where the next centres should go: the best sites, what-if on the map, and scenarios."""

from __future__ import annotations

import json

import streamlit as st

from answers.mapping.maps import map_model
from answers.question import Question
from ui import cached, selection
from ui.gaps.controls import terms_controls
from ui.maps.component import draw_map
from ui.maps.place import map_place
from ui.siting import head, outcome, scenarios, search, state
from ui.text import t
from ui.widgets.breadcrumb import breadcrumb
from ui.widgets.measure_line import distance_switches
from ui.widgets.page_title import page_title


def _map(now: Question) -> None:
    draw_map(
        map_model(cached.facts(now.of_scenario)),
        name="siting",
        on_event=state.take_event,
        look=now.look,
        link=selection.view_of_link(),
        tiles=now.tiles == "1",
        placing=(t("siting.placing"), t("siting.on_pin")),
        refusals=state.refusals(),
    )


def render() -> None:
    """Draw the page for the current selection."""
    page_title("siting")
    now = selection.current()
    # The uploaders' own words are English only: the style sheet puts ours in their place.
    st.html(f"<style>:root{{--browse:{json.dumps(t('present.browse'), ensure_ascii=False)}}}</style>")
    with st.container(key="siting-head", horizontal=True, vertical_alignment="center", gap="medium"):
        head.programmes(now)
        breadcrumb()
        outcome.steps_bar(now)
    with st.container(key="reach"):
        terms_controls(now)
    with st.container(key="siting-body"):
        left, right = st.columns([8, 5], gap="medium")
    with left:
        place = map_place(now.area)
    with place:
        _map(now)
    with right:
        outcome.fault_line()
        outcome.summary(now)
        search.search(now)
        outcome.shortlist(now)
        distance_switches(now.of_scenario, cached.facts(now.of_scenario))
    with left, st.container(key="siting-outcome"):
        outcome.outcome(now)
    scenarios.scenarios(now)


if __name__ == "__main__":
    from ui.frame import main

    main()
