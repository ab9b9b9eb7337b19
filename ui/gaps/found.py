"""What the mode shows, computed once a run: the gaps of the view, and the places that are only thought of."""

from __future__ import annotations

import streamlit as st

from analysis.ages import Age
from analysis.centre_filter import CentreFilter
from analysis.field.cache import demand_fingerprint
from analysis.gaps import Gaps, gaps_of
from analysis.ranking import Weights, weights_of
from analysis.what_if import Openings, openings, place_at
from answers.question import Question
from answers.words.sentences import Asked, asked_of
from geodata.codes import Level
from geodata.errors import KlaiBaanError
from ui import cached
from ui.text import language
from ui.view import MapView, radius_of


def gaps_found(now: Question, view: MapView) -> Gaps:
    """Return the gaps among the areas looked at; where the weights weigh nothing, in the usual order."""
    try:
        weights = weights_of(now.weights)
    except KlaiBaanError:
        weights = Weights()
    return gaps_of(view.inside_table, view.level, weights=weights)


@st.cache_resource(show_spinner=False, max_entries=50)
def _asked(revision: int, level: Level, wanted: CentreFilter, *, age: str, lang: str) -> Asked:
    return asked_of(level, wanted, cached.tables(), age=age, lang=lang)


def asked(now: Question, level: Level) -> Asked:
    """Return what the sentences about the areas of a level have in common."""
    return _asked(cached.revision(), level, now.centre_filter, age=str(now.age_group), lang=language())


@st.cache_resource(show_spinner=False, max_entries=100)
def _openings(
    revision: int,
    demand: str,
    wanted: CentreFilter,
    *,
    radius_km: float,
    age: str,
    places: tuple[tuple[float, float], ...],
) -> Openings:  # fmt: skip
    situation = cached.situation_of(Level.COUNTRY, wanted, radius_km=radius_km, age=age)
    return openings(situation, [place_at(*place) for place in places])


def openings_found(now: Question) -> Openings | None:
    """Return what the candidates would change, or None without any."""
    if not now.at:
        return None
    return _openings(
        cached.revision(),
        demand_fingerprint(),
        now.centre_filter,
        radius_km=radius_of(now),
        age=str(now.age_group),
        places=now.at,
    )


def has_town_points(now: Question) -> bool:
    """Tell whether some distances are taken to a point of the town."""
    points = cached.situation_of(Level.COUNTRY, now.centre_filter, age=Age.ALL)
    strict = cached.situation_of(Level.COUNTRY, now.centre_filter, count_town_points=False)
    return points.placed_count > strict.placed_count
