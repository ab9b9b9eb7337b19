"""The title of a page that shows none: heard by who cannot see the page, and found by going from heading to heading."""

from __future__ import annotations

import streamlit as st

from ui.text import t


def page_title(module: str) -> None:
    """Give a page its first heading, without taking room.

    Parameters
    ----------
    module
        The page's module under `pages`.

    """
    with st.container(key="page-title"):
        st.markdown(f"# {t(f'page.{module}.title')}")
