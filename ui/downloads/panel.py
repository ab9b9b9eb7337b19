"""The panel: what to take away, of what is looked at, and the file itself."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from ui import selection
from ui.downloads import built, wording
from ui.downloads.built import Making
from ui.downloads.choices import choose
from ui.downloads.making import offer
from ui.markdown import plain
from ui.text import set_language, t
from ui.widgets.guarded import guarded


def panel(page: str, *, on_close: Callable[[], None]) -> None:
    """Draw the panel over a page."""

    @st.dialog(t("download.title"), width="medium", icon=":material/download:", on_dismiss=on_close)
    def dialog() -> None:
        # What is in a dialog is drawn again without the frame, which says the language otherwise.
        set_language(selection.current().lang)
        guarded(lambda: _content(page))

    dialog()


def _content(page: str) -> None:
    current = built.slot()
    above = st.container()
    with st.container(key="download-choices"):
        choice = choose(page, before=current.wish if current else None, disabled=isinstance(current, Making))
    if choice.wish is not None:
        st.caption(f":material/filter_alt: {plain(wording.contents(choice.wish))}")
    offer(choice.wish, room="panel", template=choice.template, above=above)
