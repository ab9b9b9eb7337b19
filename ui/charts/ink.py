"""The colour of figures and names that stand in a chart: the page's own text colour."""

from __future__ import annotations


def ink(theme: str) -> str:
    """Return the text colour for "light" or "dark", as .streamlit/config.toml has it."""
    return "#e8eff2" if theme == "dark" else "#1f2d33"
