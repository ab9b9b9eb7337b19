"""What the map page shows for a selection: one table, one set of centres, one measure with its unit."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import pandas as pd

from analysis import gaps
from analysis.ages import Age
from analysis.demand import population
from analysis.measures import measure_of
from analysis.places import within
from analysis.radius import default_radius_km
from answers.question import GAPS, Question
from answers.words import measures
from answers.words.measures import Unit
from geodata.codes import Level, province_of
from ui import cached, words
from ui.text import language
from ui.words import measure_header, set_words

DISTANCES_BESIDE: Final = ("population_within_km", "mean_distance_km")


@dataclass(frozen=True, slots=True)
class MapView:
    """The frame behind the map, the list, the panel and the download."""

    level: Level
    table: pd.DataFrame
    inside: pd.Series
    shown: pd.DataFrame
    unit: Unit
    year_ce: int
    set_name: str
    words: str
    radius_km: float
    age: Age

    @property
    def inside_table(self) -> pd.DataFrame:
        """Return the rows of the areas looked at."""
        return self.table[self.inside]


def unit_of(measure_id: str) -> Unit:
    """Return how a measure is written on screen."""
    return measures.unit_of(measure_id, lang=language())


def level_for(now: Question) -> Level:
    """Return the level shown, with the six regions where that scheme is chosen."""
    return now.map_level


def _looked_at(area: str, level: Level) -> str:
    return province_of(area) if level == Level.DISTRICT and len(area) == 4 else area


def filter_words(now: Question) -> str:
    """Return the active filters in words, as they stand in a download."""
    filters = words.filter_words(now.centre_filter, now.area, cached.programmes())
    radius_km = radius_of(now) if uses_radius(now) else None
    return "; ".join([*filters, *words.term_words(radius_km, now.age_group)])


def uses_radius(now: Question) -> bool:
    """Tell whether what is looked at depends on the catchment radius."""
    return now.mode == GAPS or measure_of(now.measure).needs_radius


def wanted_measures(now: Question) -> tuple[str, ...]:
    """Return the measures that the mode shows, beside those that are always in the table."""
    if now.mode == GAPS:
        return (*gaps.MEASURES_USED, "median_distance_km")
    return (now.measure, *(DISTANCES_BESIDE if measure_of(now.measure).slow else ()))


def radius_of(now: Question) -> float:
    """Return the radius in km: the chosen one, else 2 km in Bangkok and for programmes of Bangkok only, else 10 km."""
    if now.radius:
        return now.radius
    looked_at = default_radius_km(now.area)
    return min(looked_at, cached.default_radius_of(now.centre_filter))


def row_table(now: Question, level: Level, *, count_town_points: bool = True) -> pd.DataFrame:
    """Return the table of a level with the radius, the ages and the measures that the mode asks for."""
    return cached.coverage_of(
        level,
        now.centre_filter,
        measures=wanted_measures(now),
        radius_km=radius_of(now),
        age=now.age_group,
        count_town_points=count_town_points,
    )


def row_of(table: pd.DataFrame, key: str) -> pd.Series:
    """Return the one row of a table with that key."""
    return table.loc[[key]].iloc[0]


def map_view(now: Question) -> MapView:
    """Return the frame of the map page for a selection."""
    level = level_for(now)
    table = row_table(now, level)
    inside = within(level, [_looked_at(now.area, level)])
    return MapView(
        level=level,
        table=table,
        inside=inside,
        shown=cached.filtered(now.centre_filter).kept,
        unit=unit_of("people_beyond_km" if now.mode == GAPS else now.measure),
        year_ce=int(population(Level.COUNTRY)["year_ce"].iloc[0]),
        set_name=set_words(now.programme, cached.programmes()),
        words=filter_words(now),
        radius_km=radius_of(now),
        age=now.age_group,
    )


def header(view: MapView) -> str:
    """Return the measure's name with its unit."""
    return measure_header(view.unit.measure_id)
