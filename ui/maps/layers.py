"""Area layers as the browser takes them: rings of small integers, published once per layer and wording."""

from __future__ import annotations

import numpy as np
import streamlit as st
from shapely import MultiPolygon, Polygon
from shapely.geometry.base import BaseGeometry

from geodata.areas import areas
from geodata.codes import Level
from geodata.display import display_layer
from geodata.layers import layer_fingerprint, read_neighbours
from ui.maps.published import publish
from ui.words import area_name

SCALE = 10_000  # units in a degree: about 11 m, far below what a screen shows


def _ring(coordinates: np.ndarray) -> list[int]:
    grid = np.rint(np.asarray(coordinates)[:, :2] * SCALE).astype(int)
    moved = np.ones(len(grid), dtype=bool)
    moved[1:] = (np.diff(grid, axis=0) != 0).any(axis=1)
    grid = grid[moved]
    return np.vstack([grid[:1], np.diff(grid, axis=0)]).ravel().tolist()


def _polygons(geometry: BaseGeometry) -> list[list[list[int]]]:
    parts = geometry.geoms if isinstance(geometry, MultiPolygon) else [geometry]
    polygons = [part for part in parts if isinstance(part, Polygon) and not part.is_empty]
    return [
        [ring for line in (part.exterior, *part.interiors) if len(ring := _ring(np.asarray(line.coords))) >= 8]
        for part in polygons
        if len(_ring(np.asarray(part.exterior.coords))) >= 8
    ]


@st.cache_resource(show_spinner=False, max_entries=16)
def _area_asset(level: str, fingerprint: str) -> str:
    layer = display_layer(Level(level)).sort_index()
    table = areas(Level(level)).sort_index().round(4)
    middles = dict(zip(table.index, zip(table["latitude"], table["longitude"], strict=True), strict=True))
    content = [
        {
            "code": code,
            "th": area_name(code, lang="th"),
            "en": area_name(code, lang="en"),
            "at": middles[code],
            "polygons": _polygons(geometry),
        }
        for code, geometry in layer.geometry.items()
    ]
    return publish(f"areas-{level}", {"scale": SCALE, "areas": content})


def area_asset(level: Level) -> str:
    """Return the served file of a level's areas, in ascending order of admin_code."""
    return _area_asset(str(level), layer_fingerprint())


@st.cache_resource(show_spinner=False, max_entries=4)
def _ground_asset(fingerprint: str) -> str:
    shapes = [*read_neighbours().geometry, *display_layer(Level.COUNTRY).geometry]
    content = [
        {"code": str(position), "th": "", "en": "", "at": [0, 0], "polygons": _polygons(shape)}
        for position, shape in enumerate(shapes)
    ]
    return publish("ground", {"scale": SCALE, "areas": content})


def ground_asset() -> str:
    """Return the served file of the quiet ground: the neighbouring countries and Thailand itself."""
    return _ground_asset(layer_fingerprint())


@st.cache_data(show_spinner=False, max_entries=2000)
def _bounds(code: str, level: str, fingerprint: str) -> list[list[float]]:
    west, south, east, north = display_layer(Level(level)).geometry.loc[code].bounds
    return [[south, west], [north, east]]


def bounds(code: str, level: Level) -> list[list[float]]:
    """Return an area's bounds as [[south, west], [north, east]] in degrees."""
    return _bounds(code, str(level), layer_fingerprint())
