"""How evenly centres are spread over people, and how much the answer hangs on the radius, for specialists."""

from __future__ import annotations

import streamlit as st

from ui.text import t


def render() -> None:
    """Draw the page."""
    st.markdown(f"## {t('page.analysis.title')}")


if __name__ == "__main__":
    from ui.frame import main

    main()
