"""The two columns of the page of the map."""

from __future__ import annotations

import streamlit as st
from streamlit.delta_generator import DeltaGenerator


def columns(*, gaps: bool) -> list[DeltaGenerator]:
    """Return the column of the map and the one beside it: among gaps list and answer are read as much as the map."""
    return st.columns([1, 1] if gaps else [8, 5], gap="medium")
