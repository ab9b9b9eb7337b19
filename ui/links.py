"""Links from one page to another: the way to pages that do not stand in the menu."""

from __future__ import annotations

from collections.abc import Mapping

import streamlit as st

from ui.markdown import Markdown, plain

_KEY = "pages"
_AHEAD = "page-ahead"


def know(pages: Mapping[str, st.Page]) -> None:
    """Take note of the pages of this run, by the module of each under `pages`."""
    st.session_state[_KEY] = dict(pages)


def page_link(module: str, *, label: Markdown | None = None, icon: str | None = None) -> None:
    """Draw a link to a page; the selection goes along. Without the frame, as in a test of one page, nothing.

    Parameters
    ----------
    module
        The page's module under `pages`.
    label, icon
        What the link says and shows; by default the page's own title and icon.

    """
    page = st.session_state.get(_KEY, {}).get(module)
    if page is not None:
        st.page_link(page, label=label or plain(page.title), icon=icon or page.icon)


def go(module: str) -> None:
    """Go to a page; to be called while the script runs, after the selection was changed."""
    page = st.session_state.get(_KEY, {}).get(module)
    if page is not None:
        st.switch_page(page)


def go_next(module: str) -> None:
    """Have the next run open a page; to be called from a callback, after the selection was changed."""
    st.session_state[_AHEAD] = module


def follow() -> None:
    """Go where a callback has pointed to; to be called once the pages are known, before one is drawn."""
    module = st.session_state.pop(_AHEAD, "")
    if module:
        go(module)
