"""The question of this browser session, bound to the address: a link reopens the same view.

Widgets and the map change the question in their callbacks, before the script runs, so that one interaction is one run.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from time import monotonic
from typing import Final
from urllib.parse import urlsplit

import streamlit as st

from answers.question import DEFAULT, Question, Refusal, Vocabulary, params_of, read_question

_LATE_S: Final = 1.5
VIEW: Final = "view"
"""The parameter that says where the map looks: written and read by the map's frame alone."""


def current() -> Question:
    """Return the question of this session."""
    return st.session_state.get("selection", DEFAULT)


def page() -> str:
    """Return the page that is looked at, by the last part of its address; "" where none is known."""
    return str(st.session_state.get("written_at", "")).rpartition("/")[2]


def update(**changes: object) -> None:
    """Change the question; to be called from a callback, before the script runs."""
    st.session_state["touched"] = True
    st.session_state["selection"] = replace(current(), **changes)  # type: ignore[arg-type]


def read_url(vocabulary: Vocabulary) -> tuple[Refusal, ...]:
    """Take up the URL where it says something new (first visit, shared link, browser's back button).

    A page change arrives without parameters and keeps the session's question.
    Returns the parameters that made no sense.
    """
    params = st.query_params.to_dict()
    view = params.pop(VIEW, "")
    written = st.session_state.get("written_params")
    here = urlsplit(st.context.url or "").path
    moved = st.session_state.get("written_at") != here
    st.session_state["written_at"] = here
    # A click may come with the address of the moment before: what was clicked in this run is the newer choice.
    touched = st.session_state.pop("touched", False)
    if touched or params == written or (moved and not params) or _is_late(params):
        return ()
    st.session_state["view"] = (view_of_link()[0] + 1, view)
    question, refusals = read_question(params, vocabulary)
    st.session_state["selection"] = question if params else replace(question, lang=current().lang)
    return refusals


def _is_late(params: Mapping[str, str]) -> bool:
    """Tell whether these are the parameters of the moment before: a browser that has not heard of the newer ones yet.

    Someone who goes back does so later than that.
    """
    before, since = st.session_state.get("written_before", (None, 0.0))
    return params == before and monotonic() - since < _LATE_S


def view_of_link() -> tuple[int, str]:
    """Return how many addresses were taken up, and the view of the last, "latitude,longitude,zoom" or ""."""
    return st.session_state.get("view", (0, ""))


def write_url() -> None:
    """Put the question into the URL, when it is not there yet; where the map looks its own frame writes there."""
    params = params_of(current())
    written = st.session_state.get("written_params")
    if written is not None and written != params:
        st.session_state["written_before"] = (written, monotonic())
    if {name: text for name, text in st.query_params.to_dict().items() if name != VIEW} != params:
        st.query_params.from_dict(params)
    st.session_state["written_params"] = params
