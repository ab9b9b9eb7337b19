"""The way from the map to the page about the place that is chosen or looked at."""

from __future__ import annotations

import streamlit as st

from answers.question import Question
from answers.words.place_sentences import place_name
from geodata.gazetteer import place
from ui import links, selection
from ui.markdown import plain
from ui.place.destination import place_here
from ui.text import language, t

_OPENED = "place-opened"


def open_place(now: Question) -> None:
    """Draw the button; a click opens the page, and the map keeps what it shows for the way back."""
    code = place_here(now)
    target = place(code)
    if target is None:
        return
    st.button(
        t("place.open"),
        key="open-place",
        icon=":material/article:",
        help=plain(place_name(target, lang=language())),
        on_click=_ask,
        args=(code,),
    )
    if st.session_state.pop(_OPENED, False):
        links.go("place")


def _ask(code: str) -> None:
    selection.update(place=code)
    st.session_state[_OPENED] = True
