"""What the scenario in hand opens and closes, with undo and redo; the question itself holds the sites."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import streamlit as st

from analysis.what_if import MOST_PLACES, PlaceError, place_at
from answers.question import DECIMALS, Question
from geodata.errors import KlaiBaanError
from ui import cached, selection

if TYPE_CHECKING:
    from collections.abc import Sequence

PROGRAMME_KEY: Final = "w-siting-opens"
"""The widget that says of which programme the next site is."""
_UNDO: Final = "siting-undo"
_REDO: Final = "siting-redo"
_FAULT: Final = "siting-fault"
_REFUSALS: Final = "siting-refusals"
_MOST_STEPS: Final = 100


@dataclass(frozen=True, slots=True)
class Site:
    """A centre to be opened: degrees (WGS 84), and its programme."""

    longitude: float
    latitude: float
    programme: str


@dataclass(frozen=True, slots=True)
class Step:
    """What a scenario holds at one moment: the sites that it opens, and the centres (centre_id) that it closes."""

    sites: tuple[Site, ...] = ()
    closed: tuple[str, ...] = ()


def step_of(question: Question) -> Step:
    """Return what the scenario of a question opens and closes."""
    sites = zip(question.at, question.site_programmes, strict=True)
    return Step(tuple(Site(*at, programme) for at, programme in sites), question.closed)


def next_programme(question: Question) -> str:
    """Return the programme of the next site: the one that the page's choice says, else the first of the set."""
    chosen = st.session_state.get(PROGRAMME_KEY)
    return chosen if chosen in question.programme else next(iter(question.programme), "")


def change(step: Step) -> None:
    """Open and close other centres; to be called from a callback. The step can be undone."""
    before = step_of(selection.current())
    if step == before:
        return
    st.session_state[_UNDO] = [*_steps(_UNDO), before][-_MOST_STEPS:]
    st.session_state[_REDO] = []
    _hold(step)


def undo() -> None:
    """Take the last step back; to be called from a callback."""
    _back(_UNDO, _REDO)


def redo() -> None:
    """Take the step again that was taken back last; to be called from a callback."""
    _back(_REDO, _UNDO)


def can_undo() -> bool:
    """Tell whether a step can be undone."""
    return bool(_steps(_UNDO))


def can_redo() -> bool:
    """Tell whether a step can be redone."""
    return bool(_steps(_REDO))


def open_site(longitude: float, latitude: float) -> None:
    """Open a centre where a person clicked; the sea, another country or one too many is refused with a sentence."""
    now = selection.current()
    step = step_of(now)
    try:
        if len(step.sites) >= MOST_PLACES:
            raise PlaceError("places_many", count=len(step.sites) + 1, most=MOST_PLACES)
        site = _site(longitude, latitude, next_programme(now))
    except KlaiBaanError as error:
        set_fault(error)
        return
    change(Step(_distinct((*step.sites, site)), step.closed))


def move_site(position: int, longitude: float, latitude: float) -> None:
    """Move a site, by its position from 0, to where a person dragged it; the sea or another country is refused."""
    step = step_of(selection.current())
    if not 0 <= position < len(step.sites):
        return
    try:
        site = _site(longitude, latitude, step.sites[position].programme)
    except KlaiBaanError as error:
        set_fault(error)
        return
    change(Step(_distinct((*step.sites[:position], site, *step.sites[position + 1 :])), step.closed))


def remove_site(position: int) -> None:
    """Take a site away, by its position from 0."""
    step = step_of(selection.current())
    change(Step((*step.sites[:position], *step.sites[position + 1 :]), step.closed))


def set_programme(position: int, programme: str) -> None:
    """Make a site one of another programme, by its position from 0."""
    step = step_of(selection.current())
    site = step.sites[position]
    other = Site(site.longitude, site.latitude, programme)
    change(Step((*step.sites[:position], other, *step.sites[position + 1 :]), step.closed))


def close_or_open(centre_id: str) -> None:
    """Close a centre of the register in the scenario, or leave it open again."""
    step = step_of(selection.current())
    if centre_id in step.closed:
        leave_open(centre_id)
    elif centre_id in set(cached.centres()["centre_id"]):
        change(Step(step.sites, (*step.closed, centre_id)))


def leave_open(centre_id: str) -> None:
    """Leave a centre open that the scenario closes; to be called from a callback."""
    step = step_of(selection.current())
    change(Step(step.sites, tuple(one for one in step.closed if one != centre_id)))


def set_fault(error: KlaiBaanError) -> None:
    """Keep what was wrong with the last step, to be said by the next run."""
    st.session_state[_FAULT] = error
    st.session_state[_REFUSALS] = refusals() + 1


def fault() -> KlaiBaanError | None:
    """Return what was wrong with the last step, once."""
    error: KlaiBaanError | None = st.session_state.pop(_FAULT, None)
    return error


def refusals() -> int:
    """Return how many steps were refused: after each the map puts back what a hand had moved."""
    return int(st.session_state.get(_REFUSALS, 0))


def take_event(event: dict[str, Any]) -> None:
    """Turn what a hand did on the map into a step.

    A site is dragged elsewhere or clicked away, a centre is closed or left open, and a click anywhere else opens one.
    """
    kind, place = event.get("kind"), (float(event.get("longitude", "nan")), float(event.get("latitude", "nan")))
    ids = [str(centre_id) for centre_id in event.get("ids", ())]
    if kind == "pin_moved":
        move_site(int(event.get("position", -1)), *place)
    elif kind == "pin":
        remove_site(int(event.get("position", -1)))
    elif kind == "centre" and ids:
        close_or_open(ids[0])
    else:
        open_site(*place)


def _hold(step: Step) -> None:
    question = selection.current()
    programmes = tuple(site.programme for site in step.sites)
    usual = next(iter(question.programme), "")
    selection.update(
        at=tuple((site.longitude, site.latitude) for site in step.sites),
        opens=programmes if set(programmes) - {usual} else (),
        closed=step.closed,
        chosen="",
    )


def _steps(key: str) -> list[Step]:
    return list(st.session_state.get(key, ()))


def _back(source: str, target: str) -> None:
    steps = _steps(source)
    if not steps:
        return
    before = step_of(selection.current())
    _hold(steps.pop())
    st.session_state[source] = steps
    st.session_state[target] = [*_steps(target), before]


def _site(longitude: float, latitude: float, programme: str) -> Site:
    """Return a site of a programme; a `PlaceError` in the sea or abroad."""
    site = Site(round(longitude, DECIMALS), round(latitude, DECIMALS), programme)
    place_at(site.longitude, site.latitude)
    return site


def _distinct(sites: Sequence[Site]) -> tuple[Site, ...]:
    """Return sites without those at a place that another before has already."""
    return tuple({(site.longitude, site.latitude): site for site in reversed(sites)}.values())[::-1]
