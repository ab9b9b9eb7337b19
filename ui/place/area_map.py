"""A small map of one area with the centres in and around it; no claim is made on it."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from analysis.places import within
from answers.mapping.classes import OUTSIDE
from geodata.areas import areas
from geodata.codes import Level, level_of
from ui import cached
from ui.maps.choropleth import theme
from ui.maps.component import draw_map
from ui.maps.fills import Fill
from ui.maps.state import build_state
from ui.text import t
from ui.widgets.panels import centres_in
from ui.words import area_name, number

INSIDE = "1"  # the palest colour of the ramp: the area itself, no value
_DRAWN = {Level.DISTRICT: Level.DISTRICT, Level.BMA_GROUP: Level.DISTRICT}


def area_map(code: str, shown: pd.DataFrame, *, name: str) -> None:
    """Draw an area and its neighbours, with centres.

    Parameters
    ----------
    code
        An area of the map.
    shown
        The centres drawn.
    name
        What tells this map from others on the page.

    """
    level = level_of(code)
    drawn = _DRAWN.get(level, Level.PROVINCE)
    state = build_state(
        level=drawn,
        fill=_fill(drawn, code),
        shown=shown,
        chosen="",
        view=(code, level),
        lines=Level.PROVINCE if drawn == Level.DISTRICT else Level.REGION,
        theme=theme(),
        set_name=t("place.map.set"),
        label=t("place.map.label", area=area_name(code)),
    )
    inside = centres_in(shown, code)
    state["summary"] = t("summary.inside", area=area_name(code), count=number(len(inside)))
    with st.container(key=f"area-map-{name}"):
        draw_map(state, name=f"area-{name}", on_event=lambda _event: None)


def _fill(level: Level, code: str) -> Fill:
    index = areas(level).index
    classes = pd.Series(OUTSIDE, index=index).where(~within(level, [code]), INSIDE)
    if level_of(code) == Level.COUNTRY:
        classes[:] = INSIDE
    return Fill(
        classes=classes,
        values=pd.Series(None, index=index, dtype=object),
        measure="",
        unit="",
        decimals=0,
        factor=1,
        legend=(),
    )


def open_centres(programmes: tuple[str, ...] = ()) -> pd.DataFrame:
    """Return the register's open centres, of some programmes or of all."""
    rows = cached.centres()
    rows = rows[rows["status"] == "open"]
    return rows[rows["programme_id"].isin(programmes)] if programmes else rows
