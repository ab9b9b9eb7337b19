"""Area layers as the browser takes them, published once a layer."""

from __future__ import annotations

import streamlit as st

from answers.mapping.outlines import packed_areas, packed_surroundings
from answers.mapping.towns import packed_towns
from answers.mapping.water import packed_water
from geodata.codes import COUNTRY_CODE, Level
from geodata.layers import layer_fingerprint
from ui.published import publish


@st.cache_resource(show_spinner=False, max_entries=128)
def _area_asset(level: Level, scope: str, fingerprint: str) -> str:
    name = f"areas-{level}" if scope == COUNTRY_CODE else f"areas-{level}-{scope}"
    return publish(name, packed_areas(level, scope))


def area_asset(level: Level, scope: str = COUNTRY_CODE) -> str:
    """Return the served file of the areas that a map of `scope` draws, in ascending order of admin_code."""
    return _area_asset(level, scope if level == Level.SUBDISTRICT else COUNTRY_CODE, layer_fingerprint())


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


@st.cache_resource(show_spinner=False)
def water_asset() -> str:
    """Return the served file of the rivers and lakes."""
    return publish("water", packed_water())
