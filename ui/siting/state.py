"""What the scenario in hand opens and closes, with undo and redo; the question itself holds the sites."""

from __future__ import annotations

from typing import Any, Final

import streamlit as st

from analysis.what_if import MOST_PLACES, PlaceError, place_at
from answers.question import DECIMALS
from geodata.errors import KlaiBaanError
from ui import cached, selection

Sites = tuple[tuple[float, float], ...]
Step = tuple[Sites, tuple[str, ...]]

_UNDO: Final = "siting-undo"
_REDO: Final = "siting-redo"
_FAULT: Final = "siting-fault"
_MOST_STEPS: Final = 100


def change(at: Sites, closed: tuple[str, ...]) -> None:
    """Open and close other centres; to be called from a callback. The step can be undone."""
    now = selection.current()
    if (at, closed) == (now.at, now.closed):
        return
    st.session_state[_UNDO] = [*steps(_UNDO), (now.at, now.closed)][-_MOST_STEPS:]
    st.session_state[_REDO] = []
    selection.update(at=at, closed=closed, chosen="")


def undo() -> None:
    """Take the last step back; to be called from a callback."""
    _step(_UNDO, _REDO)


def redo() -> None:
    """Take the step again that was taken back last; to be called from a callback."""
    _step(_REDO, _UNDO)


def steps(key: str = _UNDO) -> list[Step]:
    """Return the steps that can be undone, or redone."""
    return list(st.session_state.get(key, ()))


def can_undo() -> bool:
    """Tell whether a step can be undone."""
    return bool(steps(_UNDO))


def can_redo() -> bool:
    """Tell whether a step can be redone."""
    return bool(steps(_REDO))


def _step(source: str, target: str) -> None:
    stack = steps(source)
    if not stack:
        return
    now = selection.current()
    at, closed = stack.pop()
    st.session_state[source] = stack
    st.session_state[target] = [*steps(target), (now.at, now.closed)]
    selection.update(at=at, closed=closed, chosen="")


def open_site(longitude: float, latitude: float) -> None:
    """Open a centre where a person clicked; the sea, another country or one too many is refused with a sentence."""
    now = selection.current()
    site = (round(longitude, DECIMALS), round(latitude, DECIMALS))
    try:
        if len(now.at) >= MOST_PLACES:
            raise PlaceError("places_many", count=len(now.at) + 1, most=MOST_PLACES)
        place_at(*site)
    except KlaiBaanError as error:
        set_fault(error)
        return
    change(tuple(dict.fromkeys((*now.at, site))), now.closed)


def remove_site(position: int) -> None:
    """Take a site away, by its position from 0."""
    now = selection.current()
    change((*now.at[:position], *now.at[position + 1 :]), now.closed)


def close_or_open(centre_id: str) -> None:
    """Close a centre of the register in the scenario, or leave it open again."""
    now = selection.current()
    if centre_id in now.closed:
        change(now.at, tuple(one for one in now.closed if one != centre_id))
    elif centre_id in set(cached.centres()["centre_id"]):
        change(now.at, (*now.closed, centre_id))


def set_fault(error: KlaiBaanError) -> None:
    """Keep what was wrong with the last step, to be said by the next run."""
    st.session_state[_FAULT] = error


def fault() -> KlaiBaanError | None:
    """Return what was wrong with the last step, once."""
    error: KlaiBaanError | None = st.session_state.pop(_FAULT, None)
    return error


def take_event(event: dict[str, Any]) -> None:
    """Turn a click on the map into a step: a centre is closed or left open, anywhere else one is opened."""
    ids = [str(centre_id) for centre_id in event.get("ids", ())]
    if event.get("kind") == "centre" and ids:
        close_or_open(ids[0])
    else:
        open_site(float(event.get("longitude", "nan")), float(event.get("latitude", "nan")))
