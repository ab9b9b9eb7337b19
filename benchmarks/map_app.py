"""The app with its map swapped: KLAIBAAN_BENCH names ours, the fair baseline or the newcomer's way.

fair      plain streamlit-folium as well as it can be used: constant base map, areas and centres as two GeoJson
          layers in feature groups, the same simplified layers, canvas, tooltips, clicks, returned_objects limited.
newcomer  everything rebuilt on each run: GeoJson of the layer as it is stored, a CircleMarker for each centre.
"""

from __future__ import annotations

import os
from typing import Any

import folium
import geopandas as gpd
from streamlit_folium import st_folium

import pages.map as page
from answers.mapping import palette
from answers.mapping.looks import looks
from answers.question import Question
from geodata.display import display_layer
from geodata.layers import read_layer
from ui import cached
from ui.coverage import choropleth
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


def newcomer(now: Question) -> None:
    """Draw the map as a first version usually does."""
    base = _base()
    _areas(now, read_layer(now.map_level).sort_index()).add_to(base)
    for _, row in cached.facts(now).filtered.centres.iterrows():
        folium.CircleMarker((row["latitude"], row["longitude"]), radius=5, tooltip=str(row["name_th"])).add_to(base)
    st_folium(base, height=640, use_container_width=True)


swapped = {"fair": fair, "newcomer": newcomer}.get(os.environ.get("KLAIBAAN_BENCH", ""))
vars(page)["area_map"] = swapped or choropleth.area_map
main()
