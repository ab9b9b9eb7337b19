"""The share of people within each radius, with the radii that others have set and the one looked at."""

from __future__ import annotations

import altair as alt
import pandas as pd

from answers.mapping import palette
from ui.text import t


def radius_chart(frame: pd.DataFrame, presets: pd.DataFrame, here: pd.DataFrame, *, theme: str) -> alt.LayerChart:
    """Return the curve of columns radius_km, share (per cent) and people_within.

    `presets` has radius_km, label and row (how far up its label stands, from 0); `here` the row of the radius looked
    at (as in `frame`), or none.
    """
    colour, accent = palette.ramp(theme)[3], palette.colours(theme)["accent"]
    end = float(frame["radius_km"].max())
    x = alt.X(
        "radius_km:Q",
        title=t("deeper.curve.radius"),
        scale=alt.Scale(domain=[0, end], nice=False),
        axis=alt.Axis(values=[1, *range(5, int(end) + 1, 5)], grid=False, format="d"),
    )
    y = alt.Y("share:Q", title=t("deeper.curve.share"), scale=alt.Scale(domain=[0, 100]))
    tooltip = [
        alt.Tooltip("radius_km:Q", title=t("deeper.curve.radius"), format=".1f"),
        alt.Tooltip("share:Q", title=t("deeper.curve.share"), format=".1f"),
        alt.Tooltip("people_within:Q", title=t("deeper.curve.people"), format=","),
    ]
    base = alt.Chart(frame).encode(x=x, y=y)
    line = base.mark_line(color=colour, strokeWidth=2.6, interpolate="monotone")
    dots = base.mark_circle(color=colour, size=44, opacity=1).encode(tooltip=tooltip)
    marks = alt.Chart(presets).encode(x="radius_km:Q")
    rules = marks.mark_rule(color=palette.ink(theme), strokeDash=[2, 4], opacity=0.55)
    names = marks.transform_calculate(place="6 + 7 * datum.row").encode(
        text="label:N", y=alt.Y("place:Q", title=t("deeper.curve.share"))
    )
    # What stands behind a name is faded, so that it can be read across the next rule.
    ground = palette.paper(theme)
    labels = names.mark_text(align="left", dx=4, fontSize=12, stroke=ground, strokeWidth=4)
    labels += names.mark_text(align="left", dx=4, fontSize=12, color=palette.ink(theme))
    chosen = alt.Chart(here).mark_rule(color=accent, strokeWidth=2).encode(x="radius_km:Q")
    point = alt.Chart(here).mark_circle(color=accent, size=90, opacity=1)
    point = point.encode(x="radius_km:Q", y="share:Q", tooltip=tooltip)
    return (rules + line + dots + chosen + point + labels).properties(height=340).configure_view(strokeWidth=0)
