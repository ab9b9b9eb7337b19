"""The map of a block: the areas in the block's own classes; a click chooses an area for the whole page."""

from __future__ import annotations

from typing import Any

import pandas as pd
import streamlit as st

from geodata.codes import level_of
from ui import cached, selection
from ui.deeper.found import Deeper
from ui.maps.choropleth import theme
from ui.maps.component import draw_map
from ui.maps.fills import Fill
from ui.maps.state import build_state
from ui.maps.summary import map_table
from ui.text import t
from ui.words import area_name, level_words


def small_map(found: Deeper, fill: Fill, codes: pd.Index, *, measure: str, name: str) -> None:
    """Draw the map and its table.

    Parameters
    ----------
    found
        The selection.
    fill
        How the areas of its level are painted.
    codes
        The areas that the map is about: it looks where they are.
    measure
        What the map shows, in words.
    name
        The map's key on the page.

    """
    frame = found.frame(codes)
    shown = cached.filtered(found.wanted).kept
    state = build_state(
        level=found.level,
        fill=fill,
        shown=shown,
        chosen=found.now.chosen,
        view=(frame.code, level_of(frame.code)),
        lines=frame.lines,
        theme=theme(),
        set_name=found.set_name,
        label=t("map.label", measure=measure, level=level_words(found.level), area=area_name(found.area)),
    )
    with st.container(key=f"small-map-{name}"):
        draw_map(state, name=name, on_event=_take)
    map_table(fill, shown, level=found.level, set_name=found.set_name, name=name)


def _take(event: dict[str, Any]) -> None:
    selection.update(chosen=str(event.get("code") or ""))
