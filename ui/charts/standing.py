"""Reported, named, placed: bars for one programme or for all, each labelled, on a scale of its own programme."""

from __future__ import annotations

import altair as alt
import pandas as pd

from answers.mapping import palette
from ui.text import t
from ui.words import amount

LEVELS = ("reported", "named", "placed_district", "placed_site")
APART = ("derived", "planned")
# Where there is nothing to list, words stand in place of bars: no list is not the same as zero centres.
WITHOUT_SITES = {"not-a-place": "value.list_status.not-a-place", "none": "value.list_status.none"}
ROW_PX = 26
ROOM_FOR_LABELS = 2.1  # a full bar takes 1 of this, its label the rest


def value_words(kind: str, row: pd.Series) -> str:
    """Return one of a programme's four numbers in words: a lower bound stays one, none is said to be none."""
    return amount(row[kind], row["reported_qualifier"] if kind == "reported" else None)


def standing_rows(programme_id: str, row: pd.Series) -> list[dict[str, object]]:
    """Return the bars of a programme: kind, value (None where not stated), length (0–1 of its longest) and label."""
    without_sites = WITHOUT_SITES.get(str(row["list_status"]))
    kinds = ["reported"] if without_sites else [*LEVELS, *(key for key in APART if row[key])]
    values = {kind: None if pd.isna(row[kind]) else int(row[kind]) for kind in kinds}
    longest = max((value for value in values.values() if value), default=1)
    rows: list[dict[str, object]] = [
        {
            "programme_id": programme_id,
            "kind": kind,
            "value": value,
            "length": (value or 0) / longest,
            "label": f"{t(f'programmes.standing.{kind}_bar')} {value_words(kind, row)}",
        }
        for kind, value in values.items()
    ]
    if without_sites:
        rows.append(
            {"programme_id": programme_id, "kind": "note", "value": None, "length": 0.0, "label": t(without_sites)}
        )
    return rows


def _head(programme_id: str, name: str) -> list[dict[str, object]]:
    """Return a programme's name as one row, or two where it carries a second name in brackets."""
    lines = name.replace(" (", "\n(").split("\n")
    return [
        {"programme_id": programme_id, "kind": kind, "value": None, "length": 0.0, "label": line}
        for kind, line in zip(("gap", *["head"] * len(lines)), ("", *lines), strict=True)
    ]


def standing_frame(table: pd.DataFrame, names: dict[str, str]) -> pd.DataFrame:
    """Return the bars of many programmes under their names, in the table's order."""
    rows: list[dict[str, object]] = []
    for programme_id, row in table.iterrows():
        rows += [
            *_head(str(programme_id), names.get(str(programme_id), str(programme_id))),
            *standing_rows(str(programme_id), row),
        ]
    return pd.DataFrame(rows)


def _look(theme: str) -> tuple[alt.Scale, alt.Scale]:
    ramp = palette.ramp(theme)
    grey = palette.colours(theme)["strongLine"]
    fills = {"reported": grey, "named": ramp[1], "placed_district": ramp[2], "placed_site": ramp[4]}
    kinds = [*fills, *APART]
    none = "rgba(0,0,0,0)"
    fill = alt.Scale(domain=kinds, range=[*fills.values(), none, none])
    stroke = alt.Scale(domain=kinds, range=[none] * len(fills) + [grey, grey])
    return fill, stroke


def standing_chart(frame: pd.DataFrame, *, theme: str) -> alt.LayerChart:
    """Return the bars of a frame of `standing_rows` or `standing_frame`, one row each, in its order.

    The parameter "picked" holds the programme_id of a clicked bar.
    """
    fill, stroke = _look(theme)
    picked = alt.selection_point(name="picked", fields=["programme_id"])
    base = alt.Chart(frame.assign(row=range(len(frame)))).encode(
        y=alt.Y("row:O", axis=None, scale=alt.Scale(paddingInner=0.28)),
        x=alt.X("length:Q", axis=None, scale=alt.Scale(domain=[0, ROOM_FOR_LABELS])),
    )
    is_bar = alt.FieldOneOfPredicate(field="kind", oneOf=[*LEVELS, *APART])
    bars = (
        base.transform_filter(is_bar)
        .mark_bar(cornerRadiusEnd=3, strokeDash=[4, 3], strokeWidth=1.2)
        .encode(
            fill=alt.Fill("kind:N", scale=fill, legend=None),
            stroke=alt.Stroke("kind:N", scale=stroke, legend=None),
            tooltip=alt.Tooltip("label:N", title=" "),
        )
        .add_params(picked)
    )
    labels = (
        base.transform_filter(alt.FieldOneOfPredicate(field="kind", oneOf=[*LEVELS, *APART, "note"]))
        .mark_text(align="left", dx=6, fontSize=13, color=palette.ink(theme))
        .encode(text="label:N")
    )
    heads = (
        base.transform_filter(alt.FieldEqualPredicate(field="kind", equal="head"))
        .mark_text(align="left", fontSize=14, fontWeight="bold", color=palette.ink(theme))
        .encode(text="label:N")
    )
    return (bars + labels + heads).properties(height=ROW_PX * len(frame)).configure_view(strokeWidth=0)
