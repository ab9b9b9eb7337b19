"""The map at the end of a year: which centres had opened by then, as far as the register knows their years."""

from __future__ import annotations

import streamlit as st

from answers.question import Question
from ui import cached, selection
from ui.text import t
from ui.words import number, year_be

FEWEST_YEARS = 2
"""Of known openings: with fewer there is nothing to go through."""
_KEY = "w-at-end-of"
_TODAY = 0


def years_slider(now: Question) -> None:
    """Draw the choice of a year; none where the years of too few centres are known.

    A centre of unknown year stands on no map of the past: the line below says how many there are.
    """
    centres = cached.centres()
    opened = centres.loc[centres["programme_id"].isin(now.programme), "opened_be"]
    years = sorted({int(year) for year in opened.dropna()})
    if len(years) < FEWEST_YEARS:
        return
    year = now.to_year if now.to_year in years else _TODAY
    st.session_state[_KEY] = year
    with st.container(key="years", gap="xsmall"):
        st.select_slider(
            t("years.label"),
            [*years, _TODAY],
            format_func=lambda year: year_be(year) if year else t("years.today"),
            key=_KEY,
            on_change=_take,
        )
        with_year, of = (number(count) for count in (int(opened.notna().sum()), len(opened)))
        st.caption(t("years.known" if year == _TODAY else "years.known_past", known=with_year, of=of))


def _take() -> None:
    year = int(st.session_state[_KEY])
    selection.update(to_year=year, year_unknown="0" if year else "1")
