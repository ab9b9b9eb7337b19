"""Presenting: the sequence of views in large type, its order and words, and its files."""

from __future__ import annotations

import streamlit as st

from ui import presentation
from ui.present.editor import adding, editor, interval
from ui.present.files import open_file, save, take_away
from ui.present.player import player, style
from ui.present.shelf import shelf
from ui.text import t
from ui.widgets.page_title import page_title


def render() -> None:
    """Draw the page."""
    page_title("present")
    sequence = presentation.sequence()
    style()
    with st.container(key="present"):
        shelf()
        player(sequence)
        st.caption(t("present.keys"))
        left, right = st.columns([5, 3], gap="large")
        with left:
            st.markdown(f"## {t('present.views', count=len(sequence.views))}")
            editor(sequence)
            adding()
        with right:
            st.markdown(f"## {t('present.take_away')}")
            take_away(sequence)
            st.markdown(f"## {t('present.files')}")
            save(sequence)
            open_file()
            interval(sequence)


if __name__ == "__main__":
    from ui.frame import main

    main()
