"""The Lorenz curve: cumulative centres over cumulative people, beside the diagonal on which all would be alike."""

from __future__ import annotations

import altair as alt
import pandas as pd

from answers.mapping import palette
from ui.text import t


def lorenz_chart(frame: pd.DataFrame, *, theme: str) -> alt.LayerChart:
    """Return the curve of columns people and centres (cumulative per cent) and area (the name of each step's area)."""
    colour = palette.ramp(theme)[3]
    scale = alt.Scale(domain=[0, 100])
    base = alt.Chart(frame).encode(
        x=alt.X("people:Q", title=t("deeper.lorenz.people"), scale=scale, axis=alt.Axis(values=[0, 25, 50, 75, 100])),
        y=alt.Y("centres:Q", title=t("deeper.lorenz.centres"), scale=scale, axis=alt.Axis(values=[0, 25, 50, 75, 100])),
    )
    between = base.mark_area(color=colour, opacity=0.16).encode(y2="people:Q")
    ink = palette.ink(theme)
    even = base.mark_line(color=ink, strokeDash=[5, 4], strokeWidth=1.2, opacity=0.7).encode(y="people:Q")
    curve = base.mark_line(color=colour, strokeWidth=2.6)
    steps = base.mark_circle(color=colour, size=34, opacity=1).encode(
        tooltip=[
            alt.Tooltip("area:N", title=t("list.area")),
            alt.Tooltip("people:Q", title=t("deeper.lorenz.people"), format=".1f"),
            alt.Tooltip("centres:Q", title=t("deeper.lorenz.centres"), format=".1f"),
        ]
    )
    words = pd.DataFrame({"people": [62.0], "centres": [66.0], "text": [t("deeper.lorenz.even")]})
    label = alt.Chart(words).mark_text(align="right", fontSize=12, color=ink, opacity=0.85).encode(
        x="people:Q", y="centres:Q", text="text:N"
    )  # fmt: skip
    return (between + even + curve + steps + label).properties(height=380).configure_view(strokeWidth=0)
