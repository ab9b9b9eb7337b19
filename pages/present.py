"""Presenting: the sequence of views in large type, its order and words, and its files."""

from __future__ import annotations

import streamlit as st

from ui import presentation
from ui.present.editor import adding, editor, interval
from ui.present.files import offer_earlier, open_file, save, take_away
from ui.present.player import player, style
from ui.text import t
from ui.widgets.page_title import page_title


def render() -> None:
    """Draw the page."""
    page_title("present")
    sequence = presentation.sequence()
    style()
    with st.container(key="present"):
        file = player(sequence)
        st.caption(t("present.keys"))
        # Always there, so that an offer that comes or goes does not move (and so rebuild) what is below it.
        with st.container(horizontal=True, vertical_alignment="center", key="kept"):
            if file:
                offer_earlier(file)
        left, right = st.columns([5, 3], gap="large")
        with left:
            st.markdown(f"## {t('present.views', count=len(sequence.views))}")
            editor(sequence)
            adding()
        with right:
            st.markdown(f"## {t('present.files')}")
            save(sequence)
            open_file()
            st.button(
                t("present.start_over"),
                key="start-over",
                icon=":material/restart_alt:",
                on_click=presentation.start_over,
            )
            interval(sequence)
            st.markdown(f"## {t('present.one_file_title')}")
            take_away(sequence)


if __name__ == "__main__":
    from ui.frame import main

    main()
