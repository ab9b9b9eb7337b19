"""Khet with and without, by district group: one bar a group, its parts labelled."""

from __future__ import annotations

import altair as alt
import pandas as pd

from answers.mapping import palette
from ui.text import t

CLAIMS = ("has_one", "has_none", "unknown")


def groups_chart(frame: pd.DataFrame, *, theme: str) -> alt.LayerChart:
    """Return stacked bars of columns code, group, claim and count; "picked" holds the code of a clicked bar."""
    colours = palette.statuses(theme)
    present = [claim for claim in CLAIMS if (frame["claim"] == claim).any()]
    words = [t(f"claim.{claim}") for claim in present]
    frame = frame.assign(
        words=frame["claim"].map(dict(zip(present, words, strict=True))), order=frame["claim"].map(CLAIMS.index)
    )
    frame["end"] = frame.sort_values("order").groupby("code")["count"].cumsum()
    frame["middle"] = frame["end"] - frame["count"] / 2
    picked = alt.selection_point(name="picked", fields=["code"])
    y = alt.Y(
        "group:N", sort=None, title=None, axis=alt.Axis(labelLimit=220, labelPadding=6, ticks=False, domain=False)
    )
    bars = (
        alt.Chart(frame)
        .mark_bar(cornerRadius=2)
        .encode(
            y=y,
            x=alt.X("count:Q", stack="zero", title=None, axis=None),
            order=alt.Order("order:Q"),
            color=alt.Color(
                "words:N",
                title=None,
                scale=alt.Scale(domain=words, range=[colours[claim] for claim in present]),
                legend=alt.Legend(orient="top", labelLimit=320, columns=1, direction="vertical"),
            ),
            tooltip=[
                alt.Tooltip("group:N", title=t("bangkok.groups.group")),
                alt.Tooltip("words:N", title=t("bangkok.groups.claim")),
                alt.Tooltip("count:Q", title=t("bangkok.groups.count")),
            ],
        )
        .add_params(picked)
    )
    labels = (
        alt.Chart(frame)
        .mark_text(fontSize=14, fontWeight="bold", color=palette.ink("light"))
        .encode(y=y, x=alt.X("middle:Q", axis=None), text="count:Q")
    )
    groups = frame["group"].nunique()
    return (bars + labels).properties(height=42 * groups + 40).configure_view(strokeWidth=0)
