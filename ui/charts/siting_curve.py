"""People newly reached against the number of new sites."""

from __future__ import annotations

import altair as alt
import pandas as pd
import streamlit as st

from answers.mapping import palette
from ui.maps.theme import theme
from ui.text import t


def siting_curve(curve: pd.DataFrame, *, chosen: int) -> None:
    """Draw the curve (columns sites, newly_within), with the number of sites chosen."""
    colour, accent = palette.ramp(theme())[3], palette.colours(theme())["accent"]
    base = alt.Chart(curve).encode(
        x=alt.X("sites:Q", title=t("siting.curve_sites"), axis=alt.Axis(tickMinStep=1, format="d", grid=False)),
        y=alt.Y("newly_within:Q", title=t("siting.curve_people"), axis=alt.Axis(format="~s")),
        tooltip=[
            alt.Tooltip("sites:Q", title=t("siting.curve_sites")),
            alt.Tooltip("newly_within:Q", title=t("siting.curve_people"), format=","),
        ],
    )
    line = base.mark_line(color=colour, strokeWidth=2.6) + base.mark_circle(color=colour, size=44, opacity=1)
    here = base.transform_filter(alt.datum.sites == chosen).mark_circle(color=accent, size=110, opacity=1)
    st.altair_chart((line + here).properties(height=240).configure_view(strokeWidth=0), width="stretch")
