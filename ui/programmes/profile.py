"""What is known of the programmes, computed once a revision of the register."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from analysis.headlines import relearning_table
from analysis.profile import Profile, programme_profile
from ui import cached, selection


@st.cache_data(show_spinner=False, max_entries=40)
def _profile(revision: int, programme_id: str) -> Profile:
    return programme_profile(programme_id, cached.tables())


@st.cache_data(show_spinner=False, max_entries=4)
def _nine(revision: int) -> pd.DataFrame:
    return relearning_table(cached.centres())


def profile(programme_id: str) -> Profile:
    """Return a programme's profile for the register as it stands."""
    return _profile(cached.revision(), programme_id)


def nine_provinces() -> pd.DataFrame:
    """Return what is known of each Relearning library."""
    return _nine(cached.revision())


def programme_ids() -> list[str]:
    """Return the programmes in the register's order, Relearning first."""
    return [str(key) for key in cached.programmes()["programme_id"]]


def chosen_programme() -> str:
    """Return the programme in view: the first of the selection, or the register's first; "" in an empty register."""
    registered = programme_ids()
    chosen = [key for key in selection.current().programme if key in registered]
    return (chosen or registered or [""])[0]


def choose(programme_id: str) -> None:
    """Open a programme; to be called from a callback."""
    selection.update(programme=(programme_id,), chosen="")
