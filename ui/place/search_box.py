"""The search box: type a place in any usual spelling and go to its answer; several that fit are listed."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from answers.words.place_sentences import distinct_names
from geodata.gazetteer import Place, find_places, resolve
from ui import links, selection
from ui.text import language, t
from ui.widgets.plain import plain

MOST_LISTED = 20
_OPENED = "place-opened"


def place_search(*, stay: bool = False) -> None:
    """Draw the box; what is chosen becomes the place asked about, and the app goes to its page.

    Parameters
    ----------
    stay
        Whether this is that page already.

    """
    search_box("place", t("place.search.label"), _open)
    if st.session_state.pop(_OPENED, False) and not stay:
        links.go("place")


def search_box(name: str, label: str, take: Callable[[str], None]) -> None:
    """Draw a box that looks for places and hands the code of the one that is meant to `take`, in a callback.

    A name that means one place is taken at once; where several fit, they are listed to choose from.
    """
    key, found_key = f"w-search-{name}", f"found-{name}"

    def choose(code: str) -> None:
        st.session_state[key] = ""
        st.session_state.pop(found_key, None)
        take(code)

    def look() -> None:
        text = str(st.session_state[key])
        found = find_places(text, limit=MOST_LISTED + 1)
        if meant := _meant(text, found):
            choose(meant)
        elif text.strip():
            st.session_state[found_key] = (text, found)
        else:
            st.session_state.pop(found_key, None)

    with st.container(key=f"search-{name}"):
        st.text_input(label, key=key, on_change=look, max_chars=200, placeholder=t("place.search.hint"))
        text, found = st.session_state.get(found_key, ("", []))
        if text:
            _list(name, text, found, choose)


def _meant(text: str, found: list[Place]) -> str:
    if len(found) == 1:
        return found[0].code
    settled = resolve(address=text)
    return settled.code if found and not settled.problem and settled.code == found[0].code else ""


def _list(name: str, text: str, found: list[Place], choose: Callable[[str], None]) -> None:
    if not found:
        st.caption(t("place.search.nothing", text=plain(text)))
        return
    st.caption(t("place.search.several", text=plain(text)))
    names = distinct_names(found[:MOST_LISTED], lang=language())
    with st.container(horizontal=True, gap="small", key=f"found-{name}"):
        for code, label in names.items():
            st.button(plain(label), key=f"found-{name}-{code}", on_click=choose, args=(code,))
    if len(found) > MOST_LISTED:
        st.caption(t("place.search.more", shown=MOST_LISTED))


def _open(code: str) -> None:
    selection.update(place=code)
    st.session_state[_OPENED] = True
