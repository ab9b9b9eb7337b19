"""The page's map of areas and centres, and what a click on it means."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import streamlit as st

from answers.mapping.classes import classify
from answers.question import CLAIM, GAPS, Question
from geodata.codes import Level, level_of
from ui import cached, selection
from ui.benchmarking import benchmark_words, standing
from ui.gaps import candidates
from ui.gaps.found import placed_ids
from ui.maps.component import draw_map
from ui.maps.fills import Fill, benchmark_fill, claim_fill, gap_fill, measure_fill
from ui.maps.rings import Rings, with_rings
from ui.maps.state import build_state
from ui.text import t
from ui.view import MapView, uses_radius
from ui.widgets.breadcrumb import go_to
from ui.words import area_name, level_words

_LINES = {
    Level.REGION: Level.REGION,
    Level.REGION6: Level.REGION6,
    Level.PROVINCE: Level.REGION,
    Level.DISTRICT: Level.PROVINCE,
    Level.BMA_GROUP: Level.BMA_GROUP,
}


def theme() -> str:
    """Return "light" or "dark", as the browser shows the app."""
    return "dark" if st.context.theme.type == "dark" else "light"


def _take_area(code: str) -> None:
    """Choose an area; a second click on it goes one level down."""
    now = selection.current()
    if code == now.chosen and level_of(code) != Level.DISTRICT:
        go_to(code)
    else:
        selection.update(chosen=code)


def _take_centre(ids: list[str]) -> None:
    """Choose the nearest centre under the click; clicking again goes to the next of those that overlap."""
    known = [centre_id for centre_id in ids if centre_id in set(cached.centres()["centre_id"])]
    if not known:
        return
    current = selection.current().chosen
    following = known[(known.index(current) + 1) % len(known)] if current in known else known[0]
    st.session_state["near"] = tuple(known)
    selection.update(chosen=following)


def take_event(event: dict[str, Any]) -> None:
    """Turn a click on the map into a change of the selection; while places are tried, each click is one."""
    now = selection.current()
    if now.mode == GAPS and now.whatif == "1":
        candidates.put(float(event.get("lon", "nan")), float(event.get("lat", "nan")))
    elif event.get("kind") == "area":
        _take_area(str(event.get("code")))
    elif event.get("kind") == "centre":
        _take_centre([str(centre_id) for centre_id in event.get("ids", ())])
    else:
        selection.update(chosen="")


def fill_of(now: Question, view: MapView) -> Fill:
    """Return what fills the areas for the chosen measure."""
    if now.mode == GAPS:
        return gap_fill(view.table, view.inside, view.unit, theme=theme())
    held = standing(now, view)
    if held is not None:
        status = held.table["benchmark_status"]
        fill = benchmark_fill(view.table, view.inside, view.unit, status, theme=theme())
        return replace(fill, note=benchmark_words(now, held))
    if now.measure == CLAIM:
        return claim_fill(view.table, view.inside, theme=theme())
    classed = classify(view.table, view.inside, now.measure)
    return measure_fill(view.table, view.unit, classed, theme=theme())


def _place(now: Question) -> tuple[str, Level]:
    """Return where the map looks: at the area, until a row of the list or a crumb names another place."""
    code = st.session_state.get("look") or now.area
    return code, level_of(code)


def area_map(now: Question, view: MapView) -> None:
    """Draw the map page's map."""
    if st.session_state.get("looked_area") != now.area:
        st.session_state["looked_area"] = now.area
        st.session_state["look"] = now.area
    label = t("map.label", measure=view.unit.name, level=level_words(view.level), area=area_name(now.area))
    state = build_state(
        level=view.level,
        fill=fill_of(now, view),
        shown=view.shown,
        chosen=now.chosen,
        view=_place(now),
        lines=_LINES[view.level],
        theme=theme(),
        set_name=view.set_name,
        label=label,
        tiles=now.tiles == "1",
    )
    draw_map(with_rings(state, _rings(now, view)) if uses_radius(now) else state, name="main", on_event=take_event)


def _rings(now: Question, view: MapView) -> Rings:
    trying = now.mode == GAPS
    return Rings(
        radius_km=view.radius_km,
        centre_ids=placed_ids(now),
        candidates=now.at if trying else (),
        placing=candidates.placing_words(now) if trying else "",
    )
