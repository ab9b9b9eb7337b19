"""Everything read or computed once and kept: keyed by scalars and by the register's revision."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import pandas as pd
import streamlit as st

from analysis.ages import Age
from analysis.asked import Asked, default_radius_km, situation_for
from analysis.asked import filtered as question
from analysis.centre_filter import CentreFilter, Filtered, apply_filter
from analysis.coverage import coverage_table
from analysis.field.cache import demand_fingerprint
from analysis.measures import QUICK_MEASURES, TABLE_MEASURES
from analysis.radius import as_radius_km
from analysis.situation import Situation
from analysis.standing import standing
from answers.facts import Computations, Facts
from answers.question import Question
from geodata.codes import Level
from geodata.errors import KlaiBaanError
from geodata.layers import layer_fingerprint
from geodata.task import once_a_task
from registry.store import Register
from registry.tables import Tables

# How soon a register that could not be opened is tried again.
_RETRY_S = 15


@st.cache_resource(show_spinner=False)
def _register_on_disk() -> Register:
    return Register.open()  # an error is not kept


@st.cache_resource(show_spinner=False)
def _register_in_memory() -> tuple[Register, list[KlaiBaanError]]:
    return Register.salvage()


@st.cache_resource(show_spinner=False, ttl=_RETRY_S)
def _open_register() -> tuple[Register, tuple[KlaiBaanError, ...]]:
    try:
        return _register_on_disk(), ()
    except KlaiBaanError as error:
        register_, faults = _register_in_memory()
        told = {str(fault): fault for fault in (error, *faults)}
        return register_, tuple(told.values())


def register() -> Register:
    """Return the register that every session shares."""
    return _open_register()[0]


def register_faults() -> tuple[KlaiBaanError, ...]:
    """Return what is wrong where the register could not be opened and lives in memory only."""
    return _open_register()[1]


@once_a_task
def revision() -> int:
    """Return the register's revision: every cache below is keyed by it.

    That of a register in memory is negative: it is another one than the file's.
    """
    register_, faults = _open_register()
    return -register_.revision() if faults else register_.revision()


@st.cache_resource(show_spinner=False, max_entries=4)
def _tables(revision_: int) -> Tables:
    return register().tables()


def tables() -> Tables:
    """Return the register's tables: every session has the same ones, so none writes into them."""
    return _tables(revision())


def centres() -> pd.DataFrame:
    """Return the register's centres, planned ones included."""
    return tables().centres


def programmes() -> pd.DataFrame:
    """Return the eleven programmes."""
    return tables().programmes


def details() -> pd.DataFrame:
    """Return the programmes' partners, audiences, products, events and so on."""
    return tables().details


@st.cache_data(show_spinner=False, max_entries=200)
def _filtered(revision_: int, wanted: CentreFilter) -> Filtered:
    return apply_filter(centres(), programmes(), wanted, details())


def filtered(wanted: CentreFilter) -> Filtered:
    """Return the centres a filter keeps, and how many fell out for want of a value."""
    return _filtered(revision(), wanted)


@st.cache_resource(show_spinner=False, max_entries=100)
def _question(revision_: int, wanted: CentreFilter) -> Asked:
    return question(wanted, tables())


@st.cache_resource(show_spinner=False, max_entries=100)
def _default_radius_km(revision_: int, layers: str, wanted: CentreFilter) -> float:
    return default_radius_km(_question(revision_, wanted))


def default_radius_of(wanted: CentreFilter) -> float:
    """Return the radius in km looked at first for a filter: 2 where all that is looked at lies in Bangkok, else 10."""
    return _default_radius_km(revision(), layer_fingerprint(), wanted)


@st.cache_resource(show_spinner=False, max_entries=100)
def _situation(
    revision_: int, places: str, level: Level, wanted: CentreFilter, *, age: str, count_town_points: bool
) -> Situation:
    return situation_for(level, _question(revision_, wanted), age=age, count_town_points=count_town_points)


def situation_of(
    level: Level,
    wanted: CentreFilter,
    *,
    radius_km: float | None = None,
    age: str = Age.ALL,
    count_town_points: bool = True,
) -> Situation:
    """Return what the measures of a level's areas are computed from: shared by every radius."""
    places = demand_fingerprint()
    situation = _situation(revision(), places, level, wanted, age=str(age), count_town_points=count_town_points)
    return situation if radius_km is None else replace(situation, radius_km=as_radius_km(radius_km))


@st.cache_data(show_spinner=False, max_entries=200)
def _coverage(
    revision_: int,
    places: str,
    level: Level,
    wanted: CentreFilter,
    *,
    measures: tuple[str, ...],
    radius_km: float | None,
    age: str,
    count_town_points: bool,
) -> pd.DataFrame:
    situation = situation_of(level, wanted, radius_km=radius_km, age=age, count_town_points=count_town_points)
    return coverage_table(situation, measures)


@st.cache_data(show_spinner=False, max_entries=4)
def _standing(revision_: int) -> pd.DataFrame:
    return standing(centres(), programmes())


def standing_table() -> pd.DataFrame:
    """Return reported, named and placed of every programme; empty where the register is."""
    return _standing(revision())


def coverage_of(
    level: Level,
    wanted: CentreFilter,
    *,
    measures: Sequence[str] = (),
    radius_km: float | None = None,
    age: str = Age.ALL,
    count_town_points: bool = True,
) -> pd.DataFrame:
    """Return the measures of every area of a level for a filter: the table that the command line prints.

    Those of distance cost more than the others together: they are in it where `measures` names them.
    """
    known = tuple(name for name in TABLE_MEASURES if name in QUICK_MEASURES or name in measures)
    return _coverage(
        revision(),
        demand_fingerprint(),
        level,
        wanted,
        measures=known,
        radius_km=radius_km,
        age=str(age),
        count_town_points=count_town_points,
    )


@st.cache_resource(show_spinner=False, max_entries=4)
def _computations(revision_: int, demand: str, layers: str) -> Computations:
    return Computations(tables())


def facts(question_: Question) -> Facts:
    """Return what is known for a question: shared by every session that asks it."""
    computations = _computations(revision(), demand_fingerprint(), layer_fingerprint())
    on_paper, day = question_.on_paper, today()

    def make() -> Facts:
        return Facts(on_paper, computations.tables, today=day, computations=computations)

    return computations.once("facts", (on_paper, day), make)


def today() -> date:
    """Return the day that ages are counted to."""
    return date.today()  # noqa: DTZ011 - the reader's calendar day
