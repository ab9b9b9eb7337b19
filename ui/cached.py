"""Everything read or computed once and kept: keyed by scalars and by the register's revision."""

from __future__ import annotations

from datetime import date

import pandas as pd
import streamlit as st

from analysis.field.cache import demand_fingerprint
from answers.computations import Computations
from answers.facts import Facts
from answers.question import Question, Vocabulary, vocabulary_of
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
        faults_by_text = {str(fault): fault for fault in (error, *faults)}
        return register_, tuple(faults_by_text.values())


def register() -> Register:
    """Return the register that every session shares."""
    return _open_register()[0]


def register_faults() -> tuple[KlaiBaanError, ...]:
    """Return what is wrong where the register could not be opened and lives in memory only."""
    return _open_register()[1]


@once_a_task
def revision() -> int:
    """Return the revision of the register's rows: every cache below is keyed by it, and a document leaves it alone.

    That of a register in memory is negative: it is another one than the file's.
    """
    register_, faults = _open_register()
    return -register_.rows_revision() if faults else register_.rows_revision()


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


@st.cache_resource(show_spinner=False, max_entries=4)
def _vocabulary(revision_: int) -> Vocabulary:
    return vocabulary_of(tables())


def vocabulary() -> Vocabulary:
    """Return what the register knows of an address."""
    return _vocabulary(revision())


def details() -> pd.DataFrame:
    """Return the programmes' partners, audiences, products, events and so on."""
    return tables().details


def standing_table() -> pd.DataFrame:
    """Return reported, named and placed of every programme; empty where the register is."""
    return computations().standing


@st.cache_resource(show_spinner=False, max_entries=4)
def _computations(revision_: int, demand: str, layers: str) -> Computations:
    return Computations(tables())


def computations() -> Computations:
    """Return what is computed from the register as it stands, shared by every session."""
    return _computations(revision(), demand_fingerprint(), layer_fingerprint())


def facts(question: Question) -> Facts:
    """Return what is known for a question: shared by every session that asks it."""
    shared, on_paper, day = computations(), question.on_paper, today()

    def make() -> Facts:
        return Facts(on_paper, shared.tables, today=day, computations=shared)

    return shared.once("facts", (on_paper, day), make)


def today() -> date:
    """Return the day that ages are counted to."""
    return date.today()  # noqa: DTZ011 - the reader's calendar day
