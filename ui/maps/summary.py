"""A map in words and as a table: what it says to who cannot see it, of the same frame that it is drawn from."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from answers.mapping.classes import OUTSIDE
from geodata.codes import Level
from ui.maps.fills import Fill
from ui.text import t
from ui.words import area_name, full_area_name, level_words, number

MOST_NAMED = 3


def _written(fill: Fill, value: float) -> str:
    return f"{number(value * fill.factor, decimals=fill.decimals)} {fill.unit}".strip()


def _largest(fill: Fill) -> str:
    """Return the areas with the largest value, by name where they are few; nothing where all are alike."""
    values = pd.to_numeric(fill.values.where(fill.classes != OUTSIDE), errors="coerce").dropna()
    if values.nunique() < 2:
        return ""
    most = values[values == values.max()]
    names = ", ".join(area_name(str(code)) for code in most.index[:MOST_NAMED])
    if len(most) > MOST_NAMED:
        names = t("summary.and_more", names=names, count=number(len(most) - MOST_NAMED))
    return t("summary.largest", value=_written(fill, float(most.iloc[0])), names=names)


def map_summary(fill: Fill, shown: pd.DataFrame, *, level: Level, set_name: str) -> str:
    """Return a map in a few sentences: how many areas each colour has, where the most is, how many centres are drawn.

    Parameters
    ----------
    fill
        What fills the areas; its legend names the classes that are counted.
    shown
        The centres drawn as marks.
    level
        The level of the areas.
    set_name
        The programmes that the map is of, in words.

    """
    counts = fill.classes.value_counts()
    rows = [
        t("summary.row", label=row["label"], count=number(int(counts[row["class"]])))
        for row in fill.legend
        if row["class"] in counts.index
    ]
    parts = [
        t("summary.areas", set=set_name, level=level_words(level), rows=" · ".join(rows)) if rows else "",
        _largest(fill),
        t("summary.marks", count=number(len(shown))),
    ]
    return " ".join(part for part in parts if part)


def table_of(fill: Fill, *, level: Level) -> pd.DataFrame:
    """Return what a map shows: a row an area, with its class in the legend's words and its value where it has one."""
    words = {str(row["class"]): str(row["label"]) for row in fill.legend}
    inside = fill.classes[fill.classes != OUTSIDE]
    values = pd.to_numeric(fill.values.reindex(inside.index), errors="coerce") * fill.factor
    measure = f"{fill.measure} ({fill.unit})" if fill.unit else fill.measure
    frame = pd.DataFrame(
        {
            level_words(level): [full_area_name(str(code)) for code in inside.index],
            t("summary.class"): inside.map(words).to_numpy(),
            measure: values.round(fill.decimals).to_numpy(dtype=float),
        }
    )
    return frame.sort_values(measure, ascending=False, kind="stable", ignore_index=True)


def map_table(fill: Fill, shown: pd.DataFrame, *, level: Level, set_name: str, name: str) -> None:
    """Draw what a map says, folded: the summary in words and the table of its areas.

    Parameters
    ----------
    fill, shown, level, set_name
        As in `map_summary`.
    name
        What tells this map from others on the page.

    """
    with st.expander(t("summary.title"), icon=":material/table:", key=f"map-table-{name}"):
        words = map_summary(fill, shown, level=level, set_name=set_name)
        st.markdown(words)
        frame = table_of(fill, level=level)
        column = st.column_config.NumberColumn(format=f"%.{fill.decimals}f")
        rows = f"map-rows-{name}"
        st.dataframe(frame, hide_index=True, key=rows, column_config={frame.columns[-1]: column}, alt=words)
