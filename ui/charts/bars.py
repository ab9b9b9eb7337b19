"""Ranked bars of the chosen measure by region and province; a click on a bar goes to that area."""

from __future__ import annotations

import altair as alt
import pandas as pd
import streamlit as st

from analysis.reported import reported_values
from answers.mapping import palette
from answers.provenance import provenance
from answers.question import CLAIM, Question
from answers.scenario.words import as_it_would_be_words
from answers.words.measures import Unit, unit_of
from geodata.codes import Level
from ui import cached
from ui.maps.theme import theme
from ui.markdown import plain
from ui.text import language, t, text
from ui.widgets.breadcrumb import go_to
from ui.widgets.download import csv_button
from ui.words import bare_name, level_words, year

MOST_BARS = 20
ROW_PX = 26
AXIS_PX = 74


def _frame(table: pd.DataFrame, unit: Unit) -> pd.DataFrame:
    values = reported_values(table, unit.measure_id) * unit.factor
    frame = pd.DataFrame(
        {"code": table.index, "value": values, "claim": table["claim"].map(lambda claim: t(f"claim.{claim}"))}
    )
    frame["area"] = [bare_name(code) for code in table.index]
    return frame[frame["value"].notna()].sort_values("value", ascending=False, kind="stable")


def ranked_bars(frame: pd.DataFrame, *, title: str, name: str, whole: bool = False) -> alt.LayerChart:
    """Return a bar chart of columns code, area, value and claim, in the frame's order; `whole` values are counts."""
    axis = alt.Axis(tickCount=4, grid=True, format=",d", tickMinStep=1) if whole else alt.Axis(tickCount=4, grid=True)
    picked = alt.selection_point(name="picked", fields=["code"])
    base = alt.Chart(frame).encode(
        y=alt.Y("area:N", sort=None, title=None, axis=alt.Axis(labelLimit=220, labelPadding=6, labelOverlap=False)),
        x=alt.X("value:Q", title=title, axis=axis),
        tooltip=[
            alt.Tooltip("area:N", title=name),
            alt.Tooltip("value:Q", title=title, format=",.2~f"),
            alt.Tooltip("claim:N", title=t("list.claim")),
        ],
    )
    bars = base.mark_bar(cornerRadiusEnd=3, height=16, color=palette.BAR).add_params(picked)
    figures = base.mark_text(align="left", dx=5, fontSize=13, color=palette.ink(theme())).encode(
        text=alt.Text("value:Q", format=",.2~f")
    )
    return (bars + figures).properties(height=ROW_PX * len(frame) + AXIS_PX)


def _draw(level: Level, now: Question, unit: Unit) -> None:
    facts = cached.facts(now)
    frame = _frame(facts.at_level(level), unit)
    st.markdown(f"## {t('chart.by_level', measure=unit.name, level=level_words(level))}")
    if words := as_it_would_be_words(facts):
        st.caption(plain(words))
    if frame.empty:
        st.caption(t("chart.nothing"))
        return
    if len(frame) > MOST_BARS:
        st.caption(t("chart.first", shown=MOST_BARS, of=len(frame)))
    key = f"bars-{level}"

    def take() -> None:
        points = st.session_state[key].selection.get("picked", [])
        if points:
            go_to(str(points[0]["code"]))

    st.altair_chart(
        ranked_bars(frame.head(MOST_BARS), title=unit.heading, name=level_words(level), whole=unit.decimals == 0),
        key=key,
        on_select=take,
        width="stretch",
        alt=text("chart.by_level", measure=unit.name, level=level_words(level)),
    )
    view_year = year(facts.population_year)
    csv_button(
        frame,
        name=f"chart-{level}",
        source=t("source.coverage"),
        data_date=text("source.population_date", year=view_year),
        filters=provenance(facts).filter_phrases,
    )


def measure_charts(now: Question) -> None:
    """Draw the chosen measure by region and by province."""
    # A claim is no number: its bars count the centres behind it.
    unit = unit_of("centre_count" if now.measure == CLAIM else now.measure, lang=language())
    left, right = st.columns(2, gap="large")
    with left:
        _draw(Level.REGION6 if now.scheme == "6" else Level.REGION, now, unit)
    with right:
        _draw(Level.PROVINCE, now, unit)
