"""The map of a block: the areas in the block's own classes; a click chooses an area for the whole page."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pandas as pd
import streamlit as st

from answers.mapping.model import MapModel
from geodata.codes import BANGKOK_CODE, COUNTRY_CODE
from ui import selection
from ui.deeper.view import AnalysisView
from ui.maps.component import draw_map
from ui.maps.summary import map_table


def small_map(view: AnalysisView, model: MapModel, codes: pd.Index, *, name: str) -> None:
    """Draw the map and its table.

    Parameters
    ----------
    view
        The selection.
    model
        The map.
    codes
        The areas that the map is about: it looks where they are.
    name
        The map's key on the page.

    """
    in_bangkok = len(codes) > 0 and codes.str.startswith((BANGKOK_CODE, "BMA")).all()
    with st.container(key=f"small-map-{name}"):
        draw_map(
            replace(model, chosen=view.now.chosen),
            name=name,
            on_event=_take,
            look=BANGKOK_CODE if in_bangkok and view.area == COUNTRY_CODE else "",
        )
    map_table(model, name=name)


def _take(event: dict[str, Any]) -> None:
    selection.update(chosen=str(event.get("code") or ""))
