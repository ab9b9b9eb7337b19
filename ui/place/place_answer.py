"""The answer about a place, made of the tables that the map and the command line show."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from analysis.answer import Answer, place_answer
from analysis.demand import population
from analysis.subdistrict_distances import SubdistrictDistances, subdistrict_distances
from geodata.codes import Level
from geodata.gazetteer import Kind, Place, find_places, place
from geodata.layers import layer_fingerprint
from ui import cached

MOST_ALIKE = 60


def answer_of(code: str) -> Answer:
    """Return what is known of a place."""
    return _answer(cached.revision(), layer_fingerprint(), code)


@st.cache_data(show_spinner=False, max_entries=64)
def _answer(revision_: int, layers: str, code: str) -> Answer:
    return place_answer(code, cached.tables(), table_of=cached.computations().coverage)


def distances_of(answer: Answer) -> tuple[SubdistrictDistances, ...]:
    """Return how far the subdistricts of the district that answers are; nothing above districts."""
    if answer.level != Level.DISTRICT:
        return ()
    return subdistrict_distances(answer.area_code, cached.tables(), cached.computations().coverage)


def subdistrict_people() -> pd.Series:
    """Return the people of every subdistrict."""
    return population(Level.SUBDISTRICT)["population"]


def of_the_same_name(code: str) -> list[Place]:
    """Return the other places of the same name, in Thai or English; not those inside this one or around it."""
    area = place(code)
    if area is None or area.kind not in (Kind.PROVINCE, Kind.DISTRICT, Kind.SUBDISTRICT):
        return []
    candidates = [*find_places(area.name_th, limit=MOST_ALIKE), *find_places(area.name_en, limit=MOST_ALIKE)]
    alike = {one.code: one for one in candidates if area.name_th == one.name_th or area.name_en == one.name_en}
    return [
        one
        for one in alike.values()
        if not one.code.startswith(code) and not code.startswith(one.code) and one.code.isdigit()
    ]
