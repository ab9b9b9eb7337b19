"""Where a map will stand: the outline of what it is of is there at once, before anything is computed or drawn."""

from __future__ import annotations

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from answers.mapping import palette
from ui.maps.theme import theme
from ui.published import page_url


def map_place(code: str, name: str = "") -> DeltaGenerator:
    """Return the container that a map is drawn in, with the outline of an area over it; of several each has a name."""
    from ui.maps.outline import outline_file  # noqa: PLC0415 - the first view has its outline without the geometry

    return outlined_place(outline_file(code), name)


def outlined_place(outline: str, name: str = "") -> DeltaGenerator:
    """Return the container that a map is drawn in, with a served file of an outline over it."""
    key = f"map-place-{name}" if name else "map-place"
    place = st.container(key=key)
    background = f"{palette.colours(theme())['sea']} url({page_url(outline)}) 32% 50%/auto 92% no-repeat"
    place.html(f"<style>.st-key-{key}::after{{background:{background}}}</style>")
    return place
