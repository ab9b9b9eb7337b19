"""The app with its map swapped: KLAIBAAN_BENCH names ours, a fair baseline or the newcomer's way.

fair      streamlit-folium as well as it can be used: constant base map, areas and centres as two GeoJson layers in feature
          groups (feature_group_to_add), the same simplified layers, canvas, tooltips, clicks, returned_objects limited.
          A feature group that changes is sent whole, its geometry with it: streamlit-folium has no other way.
pydeck    st.pydeck_chart with a GeoJsonLayer of the same simplified layers and the centres as points, a constant view,
          tooltips, clicks and no base map. It sends its layers whole with each change.
newcomer  everything rebuilt on each run: GeoJson of the layer as it is stored, a CircleMarker for each centre.
"""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path
from typing import Any

# Streamlit puts this folder first, where benchmarks.reports hides the room of the same name.
sys.path[:] = [place for place in sys.path if Path(place) != Path(__file__).parent]

import folium
import geopandas as gpd
import pydeck
import streamlit as st
from streamlit_folium import st_folium

from answers.mapping import palette
from answers.mapping.looks import looks
from answers.question import Question
from geodata.display import display_layer
from geodata.layers import read_layer
from ui import cached
from ui.coverage import choropleth, page
from ui.frame import main
from ui.published import frame_url
from ui.words import area_name


def _base() -> folium.Map:
    base = folium.Map(location=(13.2, 101.0), zoom_start=6, tiles=None, prefer_canvas=True)
    base.default_js = [("leaflet", frame_url("leaflet.js"))]
    base.default_css = [("leaflet", frame_url("leaflet.css"))]
    return base


def _areas(now: Question, layer: gpd.GeoDataFrame) -> folium.GeoJson:
    model = choropleth.model_of(now)
    colours = looks("light")
    frame = gpd.GeoDataFrame(
        {
            "name": [area_name(code) for code in layer.index],
            "value": model.values,
            "colour": [colours[character].colour for character in model.classes],
        },
        geometry=layer.geometry.to_numpy(),
        crs=layer.crs,
    )
    return folium.GeoJson(
        frame,
        style_function=lambda feature: {"fillColor": feature["properties"]["colour"], "fillOpacity": 1, "weight": 0.7},
        tooltip=folium.GeoJsonTooltip(["name", "value"]),
    )


def _points(centres: Any) -> gpd.GeoDataFrame:
    return gpd.GeoDataFrame(
        {"name": centres["name_th"].to_numpy()},
        geometry=gpd.points_from_xy(centres["longitude"], centres["latitude"]),
        crs="EPSG:4326",
    )


def fair(now: Question) -> None:
    """Draw the map as plain streamlit-folium does it best."""
    areas, centres = folium.FeatureGroup(), folium.FeatureGroup()
    areas.add_child(_areas(now, display_layer(now.map_level).sort_index()))
    centres.add_child(
        folium.GeoJson(
            _points(cached.facts(now).filtered.centres),
            marker=folium.CircleMarker(radius=5, color=palette.programme_mark("public-library")[0]),
            tooltip=folium.GeoJsonTooltip(["name"]),
        )
    )
    st_folium(
        _base(),
        key="map-main",
        height=640,
        use_container_width=True,
        feature_group_to_add=[areas, centres],
        returned_objects=["last_active_drawing"],
    )


def by_pydeck(now: Question) -> None:
    """Draw the map with deck.gl."""
    layer = display_layer(now.map_level).sort_index()
    model = choropleth.model_of(now)
    colours = looks("light")
    shades = {kind: [*bytes.fromhex(look.colour.lstrip("#"))] for kind, look in colours.items()}
    frame = gpd.GeoDataFrame(
        {
            "name": [area_name(code) for code in layer.index],
            "value": model.values,
            "colour": [shades[character] for character in model.classes],
        },
        geometry=layer.geometry.to_numpy(),
        crs=layer.crs,
    )
    centres = cached.facts(now).filtered.centres[["name_th", "longitude", "latitude"]]
    areas = pydeck.Layer(
        "GeoJsonLayer", json.loads(frame.to_json()), id="areas", pickable=True, get_fill_color="properties.colour",
        get_line_color=[255, 255, 255], line_width_min_pixels=0.7,
    )  # fmt: skip
    points = pydeck.Layer(
        "ScatterplotLayer", centres.rename(columns={"name_th": "name"}), id="centres", pickable=True,
        get_position=["longitude", "latitude"], get_fill_color=[20, 40, 80], radius_min_pixels=5, radius_max_pixels=5,
    )  # fmt: skip
    view = pydeck.ViewState(longitude=101.0, latitude=13.2, zoom=5)
    deck = pydeck.Deck(
        [areas, points], initial_view_state=view, map_provider=None, map_style=None, tooltip={"text": "{name}"}
    )
    st.pydeck_chart(deck, height=640, on_select="rerun", key="map-main")


def newcomer(now: Question) -> None:
    """Draw the map as a first version usually does."""
    base = _base()
    _areas(now, read_layer(now.map_level).sort_index()).add_to(base)
    for _, row in cached.facts(now).filtered.centres.iterrows():
        folium.CircleMarker((row["latitude"], row["longitude"]), radius=5, tooltip=str(row["name_th"])).add_to(base)
    st_folium(base, height=640, use_container_width=True)


swapped = {"fair": fair, "pydeck": by_pydeck, "newcomer": newcomer}.get(os.environ.get("KLAIBAAN_BENCH", ""))
if not {"area_map", "map_place"} <= vars(page).keys():
    raise RuntimeError("the page draws its map under another name: nothing would be swapped")
if swapped:  # the outline would lie over a map that never says that it is drawn
    vars(page)["map_place"] = lambda _area: st.container()
vars(page)["area_map"] = swapped or choropleth.area_map
main()
