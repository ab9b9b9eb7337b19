"""The button on every page that opens the panel. While it is closed nothing of a file is loaded or computed."""

from __future__ import annotations

import streamlit as st

from ui.text import t

_OPEN = "download-open"


def download_button(page: str) -> None:
    """Draw the button of a page, and the panel where it is open."""
    with st.container(key="download"):
        st.button(
            t("download.open"),
            key=f"download-{page}",
            icon=":material/download:",
            type="tertiary",
            help=t("download.open_help"),
            on_click=_open,
        )
    if st.session_state.get(_OPEN):
        from ui.downloads.panel import panel  # noqa: PLC0415 - what makes files is slow to load

        panel(page, on_close=_close)


def _open() -> None:
    st.session_state[_OPEN] = True


def _close() -> None:
    """Note that the panel was closed; a file in the making goes on, and is there when it is opened again."""
    st.session_state[_OPEN] = False
