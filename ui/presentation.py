"""The sequence of views that this session presents: the ready-made one until someone changes it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

import streamlit as st

from answers.story.ready_made import ready_made
from answers.story.sequence import Sequence
from ui import cached

_KEY: Final = "sequence"
_VERSION: Final = "sequence-version"
_SHOWN: Final = "sequence-shown"


def sequence() -> Sequence:
    """Return the session's sequence."""
    stored = st.session_state.get(_KEY)
    return stored if isinstance(stored, Sequence) else ready_made(cached.tables())


def is_changed() -> bool:
    """Tell whether the sequence is no longer the ready-made one."""
    return isinstance(st.session_state.get(_KEY), Sequence)


def put(changed: Sequence) -> None:
    """Keep a changed sequence; to be called from a callback, before the script runs."""
    st.session_state[_KEY] = changed
    st.session_state[_VERSION] = version() + 1


def change(how: Callable[[Sequence], Sequence]) -> None:
    """Change the sequence; to be called from a callback."""
    put(how(sequence()))


def start_over() -> None:
    """Go back to the ready-made sequence; to be called from a callback."""
    st.session_state.pop(_KEY, None)
    st.session_state[_VERSION] = version() + 1


def version() -> int:
    """Return a number that changes with the sequence, so that its fields are drawn anew."""
    return int(st.session_state.get(_VERSION, 0))


def show(place: int) -> None:
    """Let the player show the view at a place (from 0); to be called from a callback."""
    _, count = player_view()
    st.session_state[_SHOWN] = (place, count + 1)


def player_view() -> tuple[int, int]:
    """Return the view that the player was last told to show, and how often it was told."""
    place, count = st.session_state.get(_SHOWN, (0, 0))
    return int(place), int(count)
