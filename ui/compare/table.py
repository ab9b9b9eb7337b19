"""The numbers of areas side by side: one column an area, one row a measure, each with its unit and date."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd

from analysis.ages import Age, people_of
from analysis.centre_filter import CentreFilter
from analysis.demand import population
from analysis.norms import NORM_MEASURE, has_norm
from analysis.radius import default_radius_km
from analysis.reported import reported_values
from answers.question import Question
from answers.sections.place_tables import fact_words
from answers.words.claims import claim_words
from answers.words.measures import unit_of
from answers.words.numbers import about
from geodata.codes import Level, level_of
from ui import cached
from ui.place.place_answer import answer_of
from ui.text import language, t, text
from ui.words import distance, full_area_name, number, programme_names, year

COUNTED = ("centre_count", "centres_per_100k", "people_per_centre", "centres_needed")
REACHED = ("population_within_km", "mean_distance_km", "nearest_centre_km")


def names_of(codes: tuple[str, ...]) -> dict[str, str]:
    """Return what heads each area's column; two that read alike carry their code."""
    names = {code: full_area_name(code) for code in codes}
    read = list(names.values())
    return {code: name if read.count(name) == 1 else f"{name} ({code})" for code, name in names.items()}


def compare_table(codes: tuple[str, ...], now: Question) -> pd.DataFrame:
    """Return the comparison as text, in words of the reader's language.

    A number that cannot be said stands as a dash, and the row of claims says why. The radius is the chosen one, or
    that which fits each area; it stands in each cell.
    """
    columns = {}
    for code, name in names_of(codes).items():
        radius = now.radius or default_radius_km(code)
        row = row_of(code, now, radius_km=radius)
        norm = has_norm(now.centre_filter.programmes)
        columns[name] = _people(code) | _claims(row) | _measures(row, radius, norm=norm)
    return pd.DataFrame(columns)


def row_of(code: str, now: Question, *, radius_km: float) -> pd.DataFrame:
    """Return an area's row of the coverage table, with the distances of a radius, as a frame of one row."""
    # An area is looked at as such: filters by area of the map do not follow here.
    everywhere = replace(now.centre_filter, regions=(), provinces=(), districts=(), groups=())
    table = cached.computations().coverage(level_of(code), everywhere, measures=REACHED, radius_km=radius_km)
    return table.loc[[code]]


def _people(code: str) -> dict[str, str]:
    level = level_of(code)
    cells = {}
    for age in Age:
        value = people_of(level, age).loc[code]
        label = text(f"compare.people.{age}", year=year(population_year(code)))
        exact = number(None if pd.isna(value) else int(value))
        cells[label] = about(value, lang=language()) if level == Level.SUBDISTRICT else exact
    return cells


def population_year(code: str) -> int:
    """Return the year (CE) of the population statistics of an area."""
    return int(population(level_of(code))["year_ce"].loc[code])


def _claims(row: pd.DataFrame) -> dict[str, str]:
    one = row.iloc[0]
    return {t("compare.claim"): t(f"claim_long.{one['claim']}")}


def _claim_words(code: str, programme_id: str) -> str:
    """Return what may be said of a programme in a subdistrict: its own, not its district's."""
    centre_filter = CentreFilter(programmes=(programme_id,))
    row = cached.computations().coverage(Level.SUBDISTRICT, centre_filter).loc[code]
    return claim_words(str(row["claim"]), lang=language(), reason=str(row["claim_reason"]))


def _measures(row: pd.DataFrame, radius_km: float, *, norm: bool) -> dict[str, str]:
    cells = {}
    for measure_id in (*COUNTED, *REACHED):
        if measure_id == NORM_MEASURE and not norm:
            continue
        unit = unit_of(measure_id, lang=language())
        value = reported_values(row, measure_id).iloc[0]
        words = unit.number(None if pd.isna(value) else float(value))
        if measure_id == "population_within_km" and not pd.isna(value):
            words = text("compare.within", share=words, km=distance(radius_km))
        cells[unit.heading] = words
    one = row.iloc[0]
    cells[t("compare.unplaced")] = number(int(one["unplaced_in_area"]))
    cells[t("compare.derived")] = number(int(one["derived_count"]))
    return cells


def programme_table(codes: tuple[str, ...]) -> pd.DataFrame:
    """Return what can be said of every programme in each area as text: a row a programme, a column an area."""
    names = programme_names(cached.programmes())
    columns = {}
    for code, name in names_of(codes).items():
        if level_of(code) == Level.SUBDISTRICT:
            columns[name] = {names[key]: _claim_words(code, key) for key in names}
            continue
        answer = answer_of(code)
        facts = {fact.programme_id: fact for fact in answer.facts}
        columns[name] = {
            names[key]: fact_words(facts.get(key), lang=language()) for key in names if key not in answer.services
        }
    return pd.DataFrame(columns)
