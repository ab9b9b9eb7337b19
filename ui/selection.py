"""The question of this browser session, bound to the address: a link reopens the same view.

Widgets and the map change the question in their callbacks, before the script runs, so that one interaction is one run.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Final
from urllib.parse import urlsplit

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

from answers.question import DEFAULT, Question, Refusal, Vocabulary, params_of, read_question

VIEW: Final = "view"
"""The parameter that says where the map looks: written and read by the map's frame alone."""


def current() -> Question:
    """Return the question of this session."""
    return st.session_state.get("selection", DEFAULT)


def page() -> str:
    """Return the page that is looked at, by the last part of its address; "" where none is known."""
    return str(st.session_state.get("address", "")).rpartition("/")[2]


def update(**changes: object) -> None:
    """Change the question; to be called from a callback, before the script runs."""
    st.session_state["selection"] = replace(current(), **changes)  # type: ignore[arg-type]


def read_url(vocabulary: Vocabulary) -> tuple[Refusal, ...]:
    """Take up the address where the browser opens it or comes back to it; else the session's question is the newer one.

    A click may arrive with the address of the moment before, and a change of page without parameters: neither is read.
    Returns the parameters that make no sense.
    """
    opens = "address" not in st.session_state
    st.session_state["address"] = urlsplit(st.context.url or "").path
    context = get_script_run_ctx()
    if not opens and not (context and context.is_history_navigation):
        return ()
    params = st.query_params.to_dict()
    st.session_state["view"] = (view_of_link()[0] + 1, params.pop(VIEW, ""))
    st.session_state["selection"], refusals = read_question(params, vocabulary)
    return refusals


def view_of_link() -> tuple[int, str]:
    """Return how many addresses were taken up, and the view of the last, "latitude,longitude,zoom" or ""."""
    return st.session_state.get("view", (0, ""))


def write_url() -> None:
    """Put the question into the address, where it says another one; where the map looks its own frame writes there."""
    params = params_of(current())
    if {name: text for name, text in st.query_params.to_dict().items() if name != VIEW} != params:
        st.query_params.from_dict(params)
