"""The question of this browser session, bound to the address: a link reopens the same view.

Widgets and the map change the question in their callbacks, before the script runs, so that one interaction is one run.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from urllib.parse import unquote, urlsplit

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

from answers.question import (
    DEFAULT,
    FIRST_VIEWS,
    VIEW,
    Question,
    Refusal,
    Vocabulary,
    asks,
    params_of,
    read_question,
)
from geodata.areas import contains
from geodata.errors import KlaiBaanError
from ui import cached
from ui.text import LANGUAGES


def current() -> Question:
    """Return the question of this session; before one is asked, the first view of the page."""
    question: Question = st.session_state.get("selection", DEFAULT)
    return question if _has_question() else replace(FIRST_VIEWS.get(page(), DEFAULT), lang=question.lang)


def _has_question() -> bool:
    return not st.session_state.get("bare", "selection" not in st.session_state)


def page() -> str:
    """Return the page that is looked at, by the last part of its address; "" where none is known."""
    return str(st.session_state.get("address", "")).rpartition("/")[2]


def update(**changes: object) -> None:
    """Change the question; to be called from a callback, before the script runs.

    Choosing programmes that are meant for a part of the country opens that part.
    """
    question = replace(current(), **changes)  # type: ignore[arg-type]
    bare = not _has_question() and changes.keys() == {"lang"}
    st.session_state["selection"] = _at_home(question, changes)
    st.session_state["bare"] = bare


def _at_home(question: Question, changes: Collection[str]) -> Question:
    try:
        vocabulary = cached.vocabulary()
    except KlaiBaanError:  # the page says what is wrong; what was chosen stands
        return question
    home = vocabulary.home(question.programme)
    if "programme" in changes and "area" not in changes and not contains(home, question.area):
        question = replace(question, area=home, level=None, chosen="", look="")
    return vocabulary.at_home(question)


def read_url(vocabulary: Vocabulary) -> tuple[Refusal, ...]:
    """Take up the address where the browser opens it or comes back to it; else the session's question is the newer one.

    A click may arrive with the address of the moment before, and a change of page without parameters: neither is read.
    Returns the parameters that make no sense.
    """
    opens = "address" not in st.session_state
    st.session_state["address"] = unquote(urlsplit(st.context.url or "").path).strip()
    context = get_script_run_ctx()
    if not opens and not (context and context.is_history_navigation):
        return ()
    params = st.query_params.to_dict()
    st.session_state["view"] = (view_of_link()[0] + 1, params.pop(VIEW, ""))
    st.session_state["selection"], refusals = read_question(params, vocabulary)
    st.session_state["bare"] = not asks(params)
    return refusals


def take_language() -> None:
    """Take up the language alone of an address that cannot be read yet: the fault is said in it."""
    lang = st.query_params.get("lang")
    if "selection" not in st.session_state and lang in LANGUAGES:
        st.session_state["selection"], st.session_state["bare"] = replace(DEFAULT, lang=lang), True


def view_of_link() -> tuple[int, str]:
    """Return how many addresses were taken up, and the view of the last, "latitude,longitude,zoom" or ""."""
    return st.session_state.get("view", (0, ""))


def write_url() -> None:
    """Put the question into the address, where it says another one; where the map looks its own frame writes there.

    An address that could not be read yet stays as it is, but for the language.
    """
    question = current()
    if "address" not in st.session_state and asks(st.query_params.to_dict()):
        if st.query_params.get("lang", DEFAULT.lang) != question.lang:
            st.query_params["lang"] = question.lang
        return
    params = params_of(question) if _has_question() else params_of(replace(DEFAULT, lang=question.lang))
    if _has_question() and not asks(params):
        params["programme"] = "|".join(question.programme)  # the usual question, and not the page's first view
    if {name: text for name, text in st.query_params.to_dict().items() if name != VIEW} != params:
        st.query_params.from_dict(params)
