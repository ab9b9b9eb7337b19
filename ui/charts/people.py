"""Bars of registered people by area, coloured by whether a library's name is known."""

from __future__ import annotations

from typing import Final

import altair as alt
import pandas as pd

from answers.mapping import palette
from ui.text import t

FIGURE_PX: Final = 82


def people_chart(frame: pd.DataFrame, *, theme: str) -> alt.LayerChart:
    """Return bars of columns area, people, known (words) and named (bool), in the frame's order."""
    ramp = palette.ramp(theme)
    words = [t("programmes.nine.name_known"), t("programmes.nine.name_unknown")]
    base = alt.Chart(frame).encode(
        y=alt.Y(
            "area:N", sort=None, title=None, axis=alt.Axis(labelLimit=220, labelPadding=6, ticks=False, domain=False)
        ),
        x=alt.X("people:Q", title=None, axis=None),
        tooltip=[
            alt.Tooltip("area:N", title=t("programmes.nine.province")),
            alt.Tooltip("people:Q", title=t("programmes.nine.people"), format=","),
            alt.Tooltip("known:N", title=t("programmes.nine.library")),
        ],
    )
    bars = base.mark_bar(cornerRadiusEnd=3).encode(
        color=alt.Color(
            "known:N",
            title=None,
            scale=alt.Scale(domain=words, range=[ramp[4], ramp[1]]),
            legend=alt.Legend(orient="top", labelLimit=320, columns=1, direction="vertical"),
        ),
    )
    # The longest bar leaves room for its figure, the same on a phone as on a wall.
    room = alt.Scale(domain=[0, float(frame["people"].max())], nice=False)
    figures = base.mark_text(align="left", dx=5, fontSize=13, color=palette.ink(theme)).encode(
        text=alt.Text("people:Q", format=",")
    )
    return (
        (bars + figures)
        .encode(x=alt.X("people:Q", title=None, axis=None, scale=room))
        .properties(height=30 * len(frame) + 50, padding={"left": 5, "top": 5, "right": FIGURE_PX, "bottom": 5})
        .configure_view(strokeWidth=0)
    )
