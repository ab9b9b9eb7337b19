"""The button on every page that pins the page's view to the sequence to present."""

from __future__ import annotations

from functools import partial
from typing import Final

import streamlit as st

from answers.question import params_of
from answers.story.sequence import APP_PAGES, MOST_VIEWS, View, pinned, view_of
from ui import presentation, selection
from ui.programmes.profile import chosen_programme
from ui.text import t

# What of the address belongs to a page's view; of the others nothing does: they always show the whole register.
_ELSEWHERE: Final = ("place", "with")
_OF_PAGE: Final = {"place": ("place",), "programmes": ("programme",)}
_WITH_FILTERS: Final = ("map", "analysis", "compare", "siting")


def pin_button(page: str) -> None:
    """Draw the button of a page; nothing on pages that have no view of their own."""
    if page not in APP_PAGES:
        return
    with st.container(key="pin"):
        st.button(
            t("present.pin"),
            key=f"pin-{page}",
            icon=":material/keep:",
            type="tertiary",
            help=t("present.pin_help"),
            on_click=partial(_pin_page, page),
        )


def _pin_page(page: str) -> None:
    pin_view(page_view(page))


def pin_view(view: View) -> None:
    """Pin a view at the end of the sequence; to be called from a callback."""
    before = presentation.sequence()
    if len(before.views) >= MOST_VIEWS:
        st.toast(t("present.full", count=MOST_VIEWS), icon=":material/error:")
        return
    presentation.put(pinned(before, view))
    st.toast(t("present.pinned", count=len(before.views) + 1), icon=":material/keep:")


def page_view(page: str) -> View:
    """Return the view of a page as it is shown now."""
    now = selection.current()
    params = params_of(now)
    if page in _OF_PAGE:
        page_params = {name: params[name] for name in _OF_PAGE[page] if name in params}
        return view_of(page, page_params | ({"programme": chosen_programme()} if page == "programmes" else {}))
    if page not in _WITH_FILTERS:
        return view_of(page, {})
    away = tuple(name for name in _ELSEWHERE if not (page == "compare" and name == "with"))
    page_params = {name: value for name, value in params.items() if name not in away}
    # The set stands in the file even where it is the usual one: what is usual may change.
    return view_of(page, {"programme": "|".join(now.programme), **page_params})
