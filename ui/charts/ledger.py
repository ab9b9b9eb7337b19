"""A programme's figures on one axis of time: each stands beside the others, none in the place of another."""

from __future__ import annotations

import altair as alt
import pandas as pd

from answers.mapping import palette

ROW_PX = 50
HEAD_PX = 30
_NARROW_PX = 480
_YEAR_PX = 40
_UNDATED_PX = 88


def ledger_chart(frame: pd.DataFrame, years: pd.DataFrame, *, theme: str) -> alt.LayerChart:
    """Return a row for each thing that is counted, in the frame's order: its name above, its figures below.

    `frame` has the columns what (words), start and end (ISO days between which the figure's date lies), amount (words),
    short (the same without its day, for a narrow screen) and dated. A bar reaches over all days that the date may mean;
    a figure without a date has start and end of the first column of `years` and no bar. `years` has start and end (ISO
    days) and label, one a column.
    """
    first, last = years["start"].iloc[0], years["end"].iloc[-1]
    middle = pd.Timestamp(first) + (pd.Timestamp(last) - pd.Timestamp(first)) / 2
    frame = frame.assign(late=pd.to_datetime(frame["start"]) > middle)
    scale = alt.Scale(domain=[first, last], nice=False)
    day, end = alt.X("start:T", axis=None, scale=scale), alt.X("end:T", axis=None, scale=scale)
    row = alt.Y("what:N", sort=list(dict.fromkeys(frame["what"])), axis=None)
    words = f"width < {_NARROW_PX} ? datum.short : datum.amount"
    ink, base = palette.ink(theme), alt.Chart(frame).transform_calculate(words=words).encode(y=row)
    bars = base.transform_filter("datum.dated").mark_bar(
        height=7, cornerRadius=3, yOffset=17, color=palette.ramp(theme)[3]
    )
    heads = alt.Chart(frame.drop_duplicates("what")).encode(y=row)
    heads = heads.mark_text(align="left", dx=4, dy=-15, fontSize=13, opacity=0.75).encode(x=alt.value(0), text="what:N")
    # A figure of late has its words to the left of its end: there is no room to the right.
    early = base.transform_filter("!datum.late").mark_text(align="left", dx=4, dy=4, fontSize=13)
    late = base.transform_filter("datum.late").mark_text(align="right", dx=-4, dy=4, fontSize=13)
    columns = alt.Chart(years.assign(place=range(len(years)))).encode(x=day)
    rules = columns.mark_rule(color=ink, opacity=0.18)
    labels = columns.transform_calculate(shown=_shown_label(years)).encode(text="shown:N", y=alt.value(8 - HEAD_PX))
    labels = labels.mark_text(align="left", dx=4, fontSize=12, opacity=0.75)
    chart = rules + labels + bars.encode(x=day, x2="end:T") + heads
    chart += early.encode(x=day, text="words:N") + late.encode(x=end, text="words:N")
    chart = chart.configure_text(color=ink).configure_view(strokeWidth=0)
    height = HEAD_PX + ROW_PX * frame["what"].nunique()
    return chart.properties(height=height, padding={"top": HEAD_PX, "right": 8})


def _shown_label(years: pd.DataFrame) -> str:
    """Return the expression for the label of a column: on a narrow screen years are left out so that none overlap."""
    count = len(years)
    undated = not str(years["label"].iloc[0])[:4].isdigit()
    room = f"datum.place * width / {count} >= {_UNDATED_PX if undated else 0}"
    every = f"({count - 1} - datum.place) % ceil({count * _YEAR_PX} / width) == 0"
    first = "datum.place == 0 || " if undated else ""
    return f"{first}({room} && {every}) ? datum.label : ''"
