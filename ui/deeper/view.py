"""What the page shows for a selection, computed once and kept: the spread or why it is not told, the curve."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import pandas as pd
import streamlit as st

from analysis.ages import Age
from analysis.centre_filter import CentreFilter
from analysis.complete import IncompleteError
from analysis.curve import RADII_KM, Curve
from analysis.demand import population
from analysis.distribution import Distribution
from analysis.field.cache import demand_fingerprint
from analysis.spread import spread
from answers.provenance import provenance
from answers.question import Question
from geodata.codes import Level, level_of, province_of
from ui import cached
from ui.text import text
from ui.words import set_words, year


@dataclass(frozen=True)
class AnalysisView:
    """The selection as the page reads it: level, area looked at, radius in km, age, the words beside each number."""

    now: Question
    level: Level
    area: str
    radius_km: float
    age: Age
    set_name: str
    words: str

    @property
    def centre_filter(self) -> CentreFilter:
        """Return the register's filter."""
        return self.now.centre_filter

    @cached_property
    def spread(self) -> Distribution | None:
        """Return how the centres are spread, or None where it is not told."""
        return self._spread[0]

    @cached_property
    def reason(self) -> IncompleteError | None:
        """Return why the spread is not told, or None where it is."""
        return self._spread[1]

    @cached_property
    def _spread(self) -> tuple[Distribution | None, IncompleteError | None]:
        scheme = Level.REGION6 if self.now.scheme == "6" else Level.REGION
        return _spread(
            cached.revision(),
            demand_fingerprint(),
            self.centre_filter,
            level=self.level,
            area=self.area,
            scheme=scheme,
            age=self.age,
        )


def analysis_view(now: Question) -> AnalysisView:
    """Return what the page shows for a selection."""
    level = now.map_level
    district = level == Level.DISTRICT and level_of(now.area) == Level.DISTRICT
    return AnalysisView(
        now=now,
        level=level,
        area=province_of(now.area) if district else now.area,
        radius_km=cached.facts(now).radius_km,
        age=now.age_group,
        set_name=set_words(now.programme, cached.programmes()),
        words=provenance(cached.facts(now)).filter_phrases,
    )


def population_date() -> str:
    """Return of when the people are, as a download says it."""
    return text("source.population_date", year=year(int(population(Level.COUNTRY)["year_ce"].iloc[0])))


@st.cache_data(show_spinner=False, max_entries=100)
def _spread(
    revision: int, places: str, centre_filter: CentreFilter, *, level: Level, area: str, scheme: Level, age: str
) -> tuple[Distribution | None, IncompleteError | None]:
    try:
        return spread(level, centre_filter, cached.tables(), area_code=area, scheme=scheme, age=age), None
    except IncompleteError as reason:
        return None, reason


def curve_of(view: AnalysisView, radii_km: tuple[float, ...] = RADII_KM) -> Curve:
    """Return the share of the area's people within 1 to 25 km, or within other radii."""
    return cached.facts(view.now).curve(radii_km)


def access_table(view: AnalysisView) -> pd.DataFrame:
    """Return centres for a person where people share them, of every area in scope; empty where it is not told."""
    table = cached.computations().coverage(
        view.level, view.centre_filter, measures=("e2sfca",), radius_km=view.radius_km, age=view.age
    )
    if view.spread is None:
        return table.iloc[:0]
    inside = table.loc[table.index.isin(view.spread.areas.index)]
    return inside[inside["e2sfca"].notna()]
