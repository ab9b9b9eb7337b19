"""The page's map of areas and centres, and what a click on it means."""

from __future__ import annotations

from contextvars import Context
from dataclasses import replace
from typing import Any

import streamlit as st

from answers.mapping.maps import map_model, marks_of
from answers.mapping.model import MapModel
from answers.question import Question
from geodata.codes import Level, level_of
from geodata.layers import layer_fingerprint
from registry.population import population_stamps
from ui import cached, links, selection
from ui.maps.host import host_state
from ui.maps.mount import mount, state_id
from ui.maps.outline import outline_file
from ui.opening import Opening, put
from ui.widgets.breadcrumb import go_into


def _take_area(code: str) -> None:
    """Choose an area; a second click on it goes one level down, of a subdistrict to its page."""
    now = selection.current()
    if code == now.chosen and level_of(code) == Level.SUBDISTRICT:
        selection.update(place=code)
        links.go_next("place")
    elif code == now.chosen:
        go_into(code)
    else:
        selection.update(chosen=code)


def _take_centre(ids: list[str]) -> None:
    """Choose the nearest centre under the click; clicking again goes to the next of those that overlap."""
    register = set(cached.centres()["centre_id"])
    near = [centre_id for centre_id in ids if centre_id in register]
    if not near:
        return
    current = selection.current().chosen
    following = near[(near.index(current) + 1) % len(near)] if current in near else near[0]
    st.session_state["near"] = tuple(near)
    selection.update(chosen=following)


def take_event(event: dict[str, Any]) -> None:
    """Turn a click on the map into a change of the selection."""
    if event.get("kind") == "area":
        _take_area(str(event.get("code")))
    elif event.get("kind") == "centre":
        _take_centre([str(centre_id) for centre_id in event.get("ids", ())])
    else:
        selection.update(chosen="")


def model_of(now: Question) -> MapModel:
    """Return the map of a question, with what is chosen on the screen.

    A chosen centre that the filter leaves out has its mark all the same: the panel beside the map tells of it.
    """
    model = map_model(cached.facts(now))
    marked = {mark.centre_id for mark in model.marks}
    centres = cached.centres()
    left_out = centres[(centres["centre_id"] == now.chosen) & ~centres["centre_id"].isin(marked)]
    return replace(model, chosen=now.chosen, marks=(*model.marks, *marks_of(left_out, lang=now.lang)))


def area_map(now: Question) -> None:
    """Draw the map page's map."""
    state = _state(now)
    mount(state, name="main", on_event=take_event)
    _keep(state, now)


def confirm(first: Opening) -> None:
    """Hold a first view that the programme came with against the register: the home's from now on, or drawn anew."""
    now = selection.current()
    state = _state(now)
    _keep(state, now)
    if state_id(state) != state_id(first.state):
        st.rerun()


def _state(now: Question) -> dict[str, Any]:
    return host_state(model_of(now), look=now.look, link=selection.view_of_link(), tiles=now.tiles == "1")


def _keep(state: dict[str, Any], now: Question) -> None:
    if not cached.register_faults():
        put(Opening(state, outline_file(now.area)), is_current=_is_current)


def _is_current() -> bool:
    """Return whether what this run stands on is still what there is, asked anew outside of its task."""
    return Context().run(_foundation) == _foundation()


def _foundation() -> tuple[object, ...]:
    return cached.revision(), layer_fingerprint(), population_stamps()
