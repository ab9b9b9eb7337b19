"""A programme's results over time: one line for values that are counted in one way, each point with its date."""

from __future__ import annotations

import altair as alt
import pandas as pd

from answers.mapping import palette


def results_chart(frame: pd.DataFrame, *, theme: str) -> alt.LayerChart:
    """Return a line of columns day (ISO date), value, dated and told (words), in the order of days.

    A step between two dates says nothing of what lies between: the line is thin, the points are what is known.
    """
    highest = float(frame["value"].max()) or 1.0
    base = alt.Chart(frame).encode(
        x=alt.X("day:T", axis=None, scale=alt.Scale(padding=60)),
        y=alt.Y("value:Q", axis=None, scale=alt.Scale(domain=[0, highest * 1.35])),
        tooltip=[alt.Tooltip("dated:N", title=" "), alt.Tooltip("told:N", title=" ")],
    )
    colour = palette.ramp(theme)[4]
    words = base.mark_text(dy=-26, fontSize=13, color=palette.ink(theme)).encode(text="told:N")
    dates = base.mark_text(dy=-11, fontSize=12, color=palette.ink(theme), opacity=0.75).encode(text="dated:N")
    line = base.mark_line(strokeWidth=1.2, color=colour)
    points = base.mark_point(filled=True, size=70, color=colour, opacity=1)
    return (line + points + words + dates).properties(height=170).configure_view(strokeWidth=0)
