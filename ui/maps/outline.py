"""The outline of an area as a picture that the browser fetches once."""

from __future__ import annotations

import numpy as np
import shapely
import streamlit as st

from answers.mapping import palette
from geodata.codes import level_of
from geodata.display import display_layer
from geodata.layers import layer_fingerprint
from ui.maps.theme import theme
from ui.published import publish_text

_DETAIL = 0.004
"""Detail of the outline, in parts of its larger side."""


def outline_file(code: str, theme_: str = "") -> str:
    """Return the name of the served file of an area's outline, in the colours of a theme; of the page without one."""
    return _outline(code, theme_ or theme(), layer_fingerprint())


@st.cache_resource(show_spinner=False, max_entries=200)
def _outline(code: str, theme_: str, fingerprint: str) -> str:
    shape = display_layer(level_of(code)).geometry.loc[code]
    west, south, east, north = shape.bounds
    stretch = 1 / np.cos(np.radians((south + north) / 2))
    width, height = east - west, (north - south) * stretch
    simple = shape.simplify(_DETAIL * max(width, height))
    rings = [
        "M" + "L".join(f"{x - west:.3f} {(north - y) * stretch:.3f}" for x, y in shapely.get_coordinates(part.exterior))
        for part in shapely.get_parts(simple)
    ]
    colours = palette.colours(theme_)
    svg = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:.3f} {height:.3f}">'
        f'<path d="{"Z".join(rings)}Z" fill="{colours["ground"]}" stroke="{colours["strongLine"]}"'
        f' stroke-width="{max(width, height) / 400:.4f}"/></svg>'
    )
    return publish_text(f"outline-{code}", svg, suffix="svg")
