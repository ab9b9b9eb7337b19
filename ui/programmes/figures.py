"""The dated figures of a programme, one source a line."""

from __future__ import annotations

from datetime import date

import pandas as pd
import streamlit as st

from analysis.figures import Figure, period
from analysis.profile import Profile
from ui import cached
from ui.charts.ledger import ledger_chart
from ui.charts.results import results_chart
from ui.maps.theme import theme
from ui.markdown import plain
from ui.text import t
from ui.widgets.download import csv_button
from ui.widgets.tables import text_table
from ui.words import age_words, figure_amount, metric_name, note_words, short_source, unit_name, when, year


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


def ledger_frames(profile: Profile) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return the figures in the order of their rows, and the years that they lie in, as `ledger_chart` takes them.

    The first column stands for the figures without a date; it is as wide as a year.
    """
    days = [period(figure.date) for figure in profile.figures if figure.date]
    first, last = min(start.year for start, _ in days), max(end.year for _, end in days)
    undated = (date(first - 1, 1, 1), date(first - 1, 12, 31))
    frame = pd.DataFrame(
        [
            (
                metric_name(figure.metric),
                start.isoformat(),
                end.isoformat(),
                _amount(figure),
                figure_amount(figure),
                bool(figure.date),
            )
            for figure in profile.figures
            for start, end in (period(figure.date) if figure.date else undated,)
        ],
        columns=["what", "start", "end", "amount", "short", "dated"],
    )
    columns = [(undated[0].year, when(None)), *((ce, year(ce)) for ce in range(first, last + 1))]
    years = pd.DataFrame(
        [(f"{ce}-01-01", f"{ce}-12-31", label) for ce, label in columns], columns=["start", "end", "label"]
    )
    return frame, years if not frame["dated"].all() else years.iloc[1:]


def _amount(figure: Figure) -> str:
    to_the_year = figure.date is None or len(figure.date) == len("2024")
    return figure_amount(figure) if to_the_year else f"{figure_amount(figure)} · {when(figure.date)}"


def _ledger(profile: Profile) -> None:
    """Draw figures of several things beside one another, where dates tell them apart."""
    if len(profile.figures) > 2 and any(figure.date for figure in profile.figures):
        frame, years = ledger_frames(profile)
        words = t("programmes.figures.ledger")
        st.altair_chart(ledger_chart(frame, years, theme=theme()), key="ledger", width="stretch", alt=words)


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
    _ledger(profile)
    text_table(figure_table(profile).set_index(t("programmes.figures.what")))
    _lines(profile)
    programme_id = str(profile.programme["programme_id"])
    own = cached.tables().figures.loc[lambda frame: frame["programme_id"] == programme_id]
    csv_button(
        own.rename(columns={"date": "data_date"}),
        name=f"figures-{programme_id}",
        source=t("source.coverage"),
        data_date="",
    )
