"""Light or dark, as the browser shows the app."""

from __future__ import annotations

import streamlit as st


def theme() -> str:
    """Return "light" or "dark"."""
    return "dark" if st.context.theme.type == "dark" else "light"
