"""The map on the page: a constant folium base map, and one small state handed over per change.

streamlit-folium mounts the base map once (its script never changes), and evaluates the feature group on every
change; our feature group holds a single element that passes the state to the scripts in ui/assets.
"""

from __future__ import annotations

import base64
import hashlib
import json
import zlib
from collections.abc import Callable, Mapping
from typing import Any

import folium
import streamlit as st
import streamlit_folium
from branca.element import MacroElement
from folium.template import Template
from streamlit import runtime

from ui.published import MAP_SCRIPT, MAP_STYLE, frame_url

THAILAND = (13.2, 101.0)
FRAME_HEIGHT = 640  # what the frame has before the style sheet gives it the window's height


class MapState(MacroElement):
    """Hands a state over to the map's scripts.

    The state travels as base64 of compressed JSON: names in it can neither end a script nor meet a template, and
    928 areas take a few kilobytes.
    """

    _template = Template(
        "{% macro script(this, kwargs) %}"
        "klaibaan.receive({{ this._parent._parent.get_name() }}, '{{ this.packed }}');"
        "{% endmacro %}"
    )

    def __init__(self, state: Mapping[str, Any]) -> None:
        super().__init__()
        self._name = "MapState"
        text = json.dumps(state, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
        self.packed = base64.b64encode(zlib.compress(text.encode())).decode()


if runtime.exists():  # Streamlit itself registers only what a script declares, and `ui.readiness` loads this before one
    runtime.get_instance().component_registry.register_component(streamlit_folium._component_func)  # noqa: SLF001


def base_map() -> folium.Map:
    """Return the constant base map: no tiles, Leaflet and our scripts from the app's own server."""
    base = folium.Map(
        location=THAILAND,
        zoom_start=6,
        tiles=None,
        min_zoom=0,
        max_zoom=17,
        zoom_snap=0.05,
        zoom_delta=0.75,
        wheel_px_per_zoom_level=110,
        double_click_zoom=False,
    )
    base.default_js = [(MAP_SCRIPT, frame_url(MAP_SCRIPT))]
    base.default_css = [(MAP_STYLE, frame_url(MAP_STYLE))]
    return base


def state_id(state: Mapping[str, Any]) -> str:
    """Return a short name of a state, by which a finished repaint can be recognised."""
    return hashlib.sha256(json.dumps(state, sort_keys=True).encode()).hexdigest()[:12]


def mount(state: Mapping[str, Any], *, name: str, on_event: Callable[[dict[str, Any]], None]) -> None:
    """Draw the map of a state (`ui.maps.host.host_state`); the rest is as of `ui.maps.component.draw_map`."""
    key = f"map-{name}"

    def changed() -> None:
        value = st.session_state.get(key) or {}
        if isinstance(value, dict) and isinstance(value.get("event"), dict):
            on_event(value["event"])

    overlay = folium.FeatureGroup()
    overlay.add_child(MapState({**state, "id": state_id(state)}))
    streamlit_folium.st_folium(
        base_map(),
        key=key,
        height=FRAME_HEIGHT,
        use_container_width=True,
        returned_objects=[],
        feature_group_to_add=overlay,
        on_change=changed,
    )
