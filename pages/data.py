"""Bring your own list: import, what was imported, the quality of the data, and what to ask of the partners."""

from __future__ import annotations

import streamlit as st

from ui.data.sections import SECTIONS, section_switch
from ui.text import t


def render() -> None:
    """Draw the page's chosen section."""
    st.markdown(f"# {t('data.title')}")
    st.markdown(t("data.lead"))
    SECTIONS[section_switch()]()


if __name__ == "__main__":
    from ui.frame import main

    main()
