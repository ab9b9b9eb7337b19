"""How much of the inequality lies between regions and how much within them: one bar in two parts."""

from __future__ import annotations

import altair as alt
import pandas as pd

from answers.mapping import palette


def theil_chart(frame: pd.DataFrame, *, theme: str) -> alt.LayerChart:
    """Return one bar of the parts of columns part (words), share (per cent) and label, in the frame's order."""
    ramp = palette.ramp(theme)
    parts = list(frame["part"])
    frame = frame.assign(order=range(len(frame)), end=frame["share"].cumsum())
    frame["middle"] = frame["end"] - frame["share"] / 2
    bars = (
        alt.Chart(frame)
        .mark_bar(height=40, cornerRadius=2)
        .encode(
            x=alt.X("share:Q", stack="zero", title=None, axis=None, scale=alt.Scale(domain=[0, 100])),
            order=alt.Order("order:Q"),
            color=alt.Color(
                "part:N",
                title=None,
                scale=alt.Scale(domain=parts, range=[ramp[4], ramp[1]]),
                legend=alt.Legend(orient="top", labelLimit=420, columns=1, direction="vertical"),
            ),
            tooltip=[alt.Tooltip("part:N", title=" "), alt.Tooltip("label:N", title=" ")],
        )
    )
    return bars.properties(height=130).configure_view(strokeWidth=0)
