"""What is known of Bangkok's fifty khet, computed once a revision of the register."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from analysis.conflicts import Conflict, conflicts
from analysis.headlines import BMA_LIBRARY, Reach, khet_table, reach
from geodata.codes import BANGKOK_CODE, Level
from ui import cached
from ui.words import when

BOOK_HOUSE = "book-house"
CORNER = "district-corner"
HIGH_RISE = "high-rise"


@st.cache_data(show_spinner=False, max_entries=4)
def _khet(revision: int) -> pd.DataFrame:
    return khet_table(cached.tables())


@st.cache_data(show_spinner=False, max_entries=4)
def _reach(revision: int) -> Reach:
    return reach(Level.DISTRICT, (BMA_LIBRARY,), cached.tables())


@st.cache_data(show_spinner=False, max_entries=4)
def _conflicts(revision: int) -> list[Conflict]:
    return conflicts(cached.tables())


def khet() -> pd.DataFrame:
    """Return the fifty khet with their people and what each has."""
    return _khet(cached.revision())


def book_house_counts() -> pd.DataFrame:
    """Return the counts of book houses by khet that came by import; none as shipped."""
    table = cached.tables().area_counts
    return table[(table["programme_id"] == BOOK_HOUSE) & table["admin_code"].str.startswith(BANGKOK_CODE)]


def bma_reach() -> Reach:
    """Return the khet with and without a BMA learning library, and the people there."""
    return _reach(cached.revision())


def standing_of(programme_id: str) -> pd.Series:
    """Return a programme's row of reported, named and placed."""
    table = cached.standing_table()
    return table[table.index == programme_id].iloc[0]


def conflict_values(key: str) -> list[int]:
    """Return the values of a disagreement, or none where there is no such disagreement."""
    return [
        value.value for conflict in _conflicts(cached.revision()) if conflict.key == key for value in conflict.values
    ]


def programme(programme_id: str) -> pd.Series:
    """Return a programme's row of the register."""
    table = cached.programmes()
    return table[table["programme_id"] == programme_id].iloc[0]


def population_date() -> str:
    """Return the day of the population figures in words."""
    return when(f"{bma_reach().year_ce}-12-31")


def in_group(table: pd.DataFrame, groups: tuple[str, ...]) -> pd.DataFrame:
    """Return the khet of the chosen groups; all where none is chosen."""
    return table[table["bma_group_code"].isin(groups)] if groups else table
