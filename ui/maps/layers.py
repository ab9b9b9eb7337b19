"""Area layers as the browser takes them, published once a layer."""

from __future__ import annotations

import streamlit as st

from answers.mapping.outlines import packed_areas, packed_surroundings
from answers.mapping.towns import packed_towns
from geodata.codes import Level
from geodata.layers import layer_fingerprint
from ui.published import publish


@st.cache_resource(show_spinner=False, max_entries=16)
def _area_asset(level: Level, fingerprint: str) -> str:
    return publish(f"areas-{level}", packed_areas(level))


def area_asset(level: Level) -> str:
    """Return the served file of a level's areas, in ascending order of admin_code."""
    return _area_asset(level, layer_fingerprint())


@st.cache_resource(show_spinner=False, max_entries=4)
def _ground_asset(fingerprint: str) -> str:
    return publish("ground", packed_surroundings())


def ground_asset() -> str:
    """Return the served file of the quiet ground: the neighbouring countries and Thailand itself."""
    return _ground_asset(layer_fingerprint())


@st.cache_resource(show_spinner=False)
def town_asset() -> str:
    """Return the served file of the towns that a map names."""
    return publish("towns", packed_towns())
