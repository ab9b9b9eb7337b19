"""A small map of one area with the centres in and around it; no claim is made on it."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd
import streamlit as st

from analysis.places import recorded_in
from answers.mapping.maps import centre_map
from geodata.codes import Level, level_of, province_of
from ui import cached
from ui.maps.component import draw_map
from ui.text import language, text
from ui.words import area_name, number

_DRAWN = {Level.DISTRICT: Level.DISTRICT, Level.BMA_GROUP: Level.DISTRICT}


def area_map(code: str, centres: pd.DataFrame, *, name: str) -> None:
    """Draw an area and its neighbours, with centres.

    Parameters
    ----------
    code
        An area of the map.
    centres
        The centres drawn.
    name
        What tells this map from others on the page.

    """
    title = text("place.map.label", area=area_name(code))
    around = province_of(code) if level_of(code) == Level.DISTRICT else ""
    level, extent = _DRAWN.get(level_of(code), Level.PROVINCE), code
    if level_of(code) == Level.SUBDISTRICT:  # among those of its district
        level, extent = Level.SUBDISTRICT, code[:4]
    model = centre_map(extent, centres, cached.programmes(), level=level, lang=language(), title=title, around=around)
    model = replace(model, chosen="" if extent == code else code)
    words = text("summary.inside", area=area_name(code), count=number(int(recorded_in(centres, code).sum())))
    with st.container(key=f"area-map-{name}"):
        draw_map(replace(model, description=words), name=f"area-{name}", on_event=lambda _event: None)


def open_centres(programmes: tuple[str, ...] = ()) -> pd.DataFrame:
    """Return the register's open centres, of some programmes or of all."""
    rows = cached.centres()
    rows = rows[rows["status"] == "open"]
    return rows[rows["programme_id"].isin(programmes)] if programmes else rows
