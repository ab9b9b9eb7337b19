"""A programme's figures on one axis of time: each stands beside the others, none in the place of another."""

from __future__ import annotations

import altair as alt
import pandas as pd

from answers.mapping import palette

ROW_PX = 34
HEAD_PX = 30


def ledger_chart(frame: pd.DataFrame, years: pd.DataFrame, *, theme: str) -> alt.LayerChart:
    """Return a row for each thing that is counted, in the frame's order.

    `frame` has the columns what (words), start and end (ISO days between which the figure's date lies) and amount
    (value and date in words). A bar reaches over all days that the date may mean; a figure without a date has start
    and end of the first column of `years` and no bar. `years` has start and end (ISO days) and label, one a column.
    """
    scale = alt.Scale(domain=[years["start"].iloc[0], years["end"].iloc[-1]], nice=False)
    day = alt.X("start:T", axis=None, scale=scale)
    row = alt.Y("what:N", sort=list(dict.fromkeys(frame["what"])), title=None)
    row = row.axis(labelLimit=260, labelPadding=8, labelFontSize=13, domain=False, ticks=False)
    ink, base = palette.ink(theme), alt.Chart(frame).encode(x=day, y=row)
    bars = base.transform_filter("datum.dated").mark_bar(height=7, cornerRadius=3, color=palette.ramp(theme)[3])
    text = base.encode(text="amount:N")
    amounts = text.transform_filter("datum.dated").mark_text(align="left", baseline="bottom", dx=4, dy=-4, fontSize=13)
    undated = text.transform_filter("!datum.dated").mark_text(align="left", dx=4, fontSize=13)
    columns = alt.Chart(years).encode(x=day)
    rules = columns.mark_rule(color=ink, opacity=0.18)
    labels = columns.mark_text(align="left", dx=4, fontSize=12, color=ink, opacity=0.75).encode(
        text="label:N", y=alt.value(8 - HEAD_PX)
    )
    height = HEAD_PX + ROW_PX * frame["what"].nunique()
    chart = rules + labels + bars.encode(x2="end:T") + amounts + undated
    chart = chart.configure_text(color=ink).configure_view(strokeWidth=0)
    return chart.properties(height=height, padding={"top": HEAD_PX, "right": 8})
