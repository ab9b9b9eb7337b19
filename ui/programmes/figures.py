"""The dated figures of a programme, one source a line."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from analysis.figures import Figure, period
from analysis.profile import Profile
from ui import cached
from ui.charts.results import results_chart
from ui.maps.theme import theme
from ui.markdown import plain
from ui.text import t
from ui.widgets.download import csv_button
from ui.widgets.tables import text_table
from ui.words import age_words, figure_amount, metric_name, note_words, short_source, unit_name, when


def figure_table(profile: Profile) -> pd.DataFrame:
    """Return the figures in words: what, value with "more than" and unit, date, age, note, source."""
    columns = ["what", "value", "date", "age", "note", "source"]
    rows = [
        (
            metric_name(figure.metric),
            f"{figure_amount(figure)} {unit_name(figure.basis)}",
            when(figure.date),
            age_words(figure.date, today=cached.today()),
            note_words(figure),
            short_source(figure.source),
        )
        for figure in profile.figures
    ]
    return pd.DataFrame(rows, columns=[t(f"programmes.figures.{name}") for name in columns])


def line_frame(line: tuple[Figure, ...]) -> pd.DataFrame:
    """Return the points of a line: the last day that each date may mean, its value, and both in words."""
    return pd.DataFrame(
        {
            "day": [period(figure.date)[1].isoformat() for figure in line],
            "value": [figure.value for figure in line],
            "dated": [when(figure.date) for figure in line],
            "told": [figure_amount(figure) for figure in line],
        }
    )


def _lines(profile: Profile) -> None:
    """Draw what may be joined by a line: values of one measure that are counted in one way."""
    for position, line in enumerate(profile.lines()):
        st.markdown(f"**{plain(metric_name(line[0].metric))}**")
        chart = results_chart(line_frame(line), theme=theme())
        st.altair_chart(chart, key=f"results-{position}", width="stretch", alt=metric_name(line[0].metric))


def figures_block(profile: Profile) -> None:
    """Draw the figures and their download, the sources in full in the latter."""
    st.markdown(f"## {t('programmes.figures.title')}")
    if not profile.figures:
        st.caption(t("programmes.figures.none"))
        return
    st.caption(t("programmes.figures.help"))
    text_table(figure_table(profile))
    _lines(profile)
    programme_id = str(profile.programme["programme_id"])
    own = cached.tables().figures.loc[lambda frame: frame["programme_id"] == programme_id]
    csv_button(
        own.rename(columns={"date": "data_date"}),
        name=f"figures-{programme_id}",
        source=t("source.coverage"),
        data_date="",
    )
