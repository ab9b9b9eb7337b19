"""One plain sentence an area: what it has, how many people that is, how far they are, and what is not known."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import pandas as pd

from analysis.ages import Age
from analysis.claims import Claim, programmes_of
from analysis.complete import hides_centres
from analysis.demand import population
from analysis.situation import Distances
from answers.words import t
from answers.words.dates import year
from answers.words.kinds import here_words, kind_of, kind_of_areas, kind_words
from answers.words.names import full_area_name, set_words, spaced
from answers.words.numbers import about, number, share
from geodata.codes import Level, level_of
from registry.schema import Access, ListStatus, Status

if TYPE_CHECKING:
    from analysis.centre_filter import CentreFilter
    from analysis.gaps import Gaps
    from analysis.what_if import WhatIf
    from registry.tables import Tables

USED: Final = ("centre_count", "people_beyond_km", "population_within_km", "mean_distance_km", "nearest_centre_km")
"""The measures of `analysis.coverage.coverage` that a sentence is made of."""
_WITH_MIDDLE: Final = (Level.SUBDISTRICT, Level.DISTRICT, Level.BMA_GROUP, Level.PROVINCE)
"""Where the middle of an area says something of its people; that of a region or the country does not."""
_FULL: Final = 0.9995
_PEOPLE: Final = {Age.ALL: "people", Age.CHILDREN: "children", Age.ELDERLY: "elderly"}


@dataclass(frozen=True, eq=False)
class SentenceTerms:
    """What the sentences of one table have in common: the set in words, whose people, when, and the centres' names."""

    set_words: str
    complete: bool
    age: Age
    year_ce: int
    estimated: frozenset[str]
    names: pd.DataFrame
    lang: str


def gap_sentences(
    table: pd.DataFrame,
    level: Level,
    centre_filter: CentreFilter,
    tables: Tables,
    *,
    age: Age | str = Age.ALL,
    lang: str,
) -> pd.Series:
    """Return a sentence for each row of a table.

    Parameters
    ----------
    table
        Rows of `analysis.coverage.coverage` with the measures `USED`, or of `analysis.gaps.gaps`.
    level
        The areas' level.
    centre_filter, age
        The filter and the group of age that the table was made with.
    tables
        The register's tables.
    lang
        "th" or "en".

    Returns
    -------
    Series
        Index ``admin_code``, str.

    """
    terms = sentence_terms(level, centre_filter, tables, age=age, lang=lang)
    sentences = [gap_sentence(str(code), row, terms) for code, row in table.iterrows()]
    return pd.Series(sentences, index=table.index, name="sentence", dtype=object)


def sentence_terms(
    level: Level,
    centre_filter: CentreFilter,
    tables: Tables,
    *,
    age: Age | str = Age.ALL,
    lang: str,
) -> SentenceTerms:
    """Return what the sentences of a filter have in common; the parameters are those of `gap_sentences`."""
    people = population(level)
    return SentenceTerms(
        set_words=_set_in_words(centre_filter, tables, lang=lang),
        complete=_all_complete(centre_filter, tables.programmes),
        age=Age(age),
        year_ce=int(people["year_ce"].max()),
        estimated=frozenset(people.index[people["estimated"]]),
        names=tables.centres.set_index("centre_id")[["name_th", "name_en"]],
        lang=lang,
    )


def gaps_summary(area_code: str, level: Level, table: pd.DataFrame, gaps: Gaps, terms: SentenceTerms) -> str:
    """Return in a sentence how many areas have none, and how many people live there; "" where nothing is to be said.

    Parameters
    ----------
    area_code, level
        The area looked at, and the level of its parts.
    table
        The rows of `analysis.coverage.coverage` of those parts.
    gaps
        The gaps among them.
    terms
        The set in words, and whose people.

    """
    lang, in_scope = terms.lang, int((table["claim"] != Claim.OUT_OF_SCOPE).sum())
    kind = kind_of_areas(level, area_code)
    kinds = {"kind": kind_words(kind, lang=lang), "kinds": kind_words(kind, lang=lang, count=2)}
    common = {
        "area": full_area_name(area_code, lang=lang),
        **kinds,
        "set": spaced(terms.set_words, lang=terms.lang),
    }
    counts = {"of": number(in_scope, lang=lang)}
    unknown = number(len(gaps.to_check), lang=lang)
    if gaps.ranked.empty:
        if gaps.to_check.empty:
            return ""
        return _tidy([t("gap.sum.only_unknown", lang=lang, count=unknown, **counts, **common)])
    without = number(len(gaps.ranked), lang=lang)
    parts = [t("gap.sum.without", lang=lang, count=without, **counts, **common), _people_without(gaps.ranked, terms)]
    if len(gaps.to_check):
        parts.append(t("gap.sum.unknown", lang=lang, count=unknown, **kinds))
    return _tidy(parts)


def _people_without(ranked: pd.DataFrame, terms: SentenceTerms) -> str:
    lang = terms.lang
    if ranked["people"].isna().any():
        return ""
    words = {"people": number(int(ranked["people"].sum()), lang=lang), "year": year(terms.year_ce, lang=lang)}
    ages = ranked[["age_0_14", "age_60_plus"]]
    if terms.age is not Age.ALL or ages.isna().to_numpy().any():
        return t(f"gap.sum.{_PEOPLE[terms.age]}", lang=lang, **words)
    children, elderly = (number(int(ages[name].sum()), lang=lang) for name in ages)
    return t("gap.sum.people_ages", lang=lang, children=children, elderly=elderly, **words)


def gap_sentence(code: str, row: pd.Series, terms: SentenceTerms) -> str:
    """Return the sentence of one area from its row of the table."""
    parts = [_presence(code, row, terms)]
    if row["claim"] != Claim.OUT_OF_SCOPE:
        parts += [_people(code, row, terms), *_distances(code, row, terms), *_unknowns(code, row, terms)]
    return _tidy(parts)


def gap_reason(code: str, row: pd.Series, terms: SentenceTerms) -> str:
    """Return why an area is a gap or none, to stand beside its people: only those of an age group are told again."""
    parts = [_presence(code, row, terms)]
    if row["claim"] != Claim.OUT_OF_SCOPE:
        parts += [_people(code, row, terms)] if terms.age is not Age.ALL else []
        parts += [*_distances(code, row, terms), *_unknowns(code, row, terms)]
    return _tidy(parts)


def one_more_sentence(code: str, one: WhatIf, terms: SentenceTerms) -> str:
    """Return what one centre more in the middle of an area would change (`analysis.what_if.open_here`)."""
    lang, km = terms.lang, f"{one.radius_km:g}"
    words = {"kind": kind_words(kind_of(code), lang=lang), "km": km}
    if not one.newly_within:
        return t("gap.one_more_nobody", lang=lang, **words)
    words["people"] = about(one.newly_within, lang=lang)
    if one.children is None or one.elderly is None:
        parts = [t("gap.one_more", lang=lang, who=t(f"gap.counted.{_PEOPLE[terms.age]}", lang=lang), **words)]
    else:
        ages = {"children": about(one.children, lang=lang), "elderly": about(one.elderly, lang=lang)}
        parts = [t("gap.one_more_ages", lang=lang, **words, **ages)]
    shares = one.areas.loc[one.areas.index == code, ["share_before", "share_after"]].dropna()
    for row in shares.to_dict("records"):
        change = {when: share(float(row[f"share_{when}"]), lang=lang) for when in ("before", "after")}
        parts.append(t("gap.one_more_share", lang=lang, **change))
    if one.distances != Distances.REPORTED:
        parts.append(t("gap.one_more_most", lang=lang))
    return _tidy(parts)


def _tidy(parts: list[str]) -> str:
    return re.sub(" {2,}", " ", " ".join(part.strip() for part in parts if part))


def _presence(code: str, row: pd.Series, terms: SentenceTerms) -> str:
    claim = str(row["claim"])
    if claim == Claim.HAS_ONE and not terms.complete:
        claim = "has_at_least"
    area, count = full_area_name(code, lang=terms.lang), number(row["centre_count"], lang=terms.lang)
    words = {"area": area, "set": spaced(terms.set_words, lang=terms.lang), "count": count}
    if claim == Claim.HAS_OTHER:
        words["reason"] = t(f"claim_reason.{row['claim_reason']}", lang=terms.lang)
    return t(f"gap.{claim}", lang=terms.lang, **words)


def _people(code: str, row: pd.Series, terms: SentenceTerms) -> str:
    count = row["people"] if "people" in row else row["population_in_scope"]
    if pd.isna(count):
        return t("gap.people_unknown", lang=terms.lang)
    key = _PEOPLE[terms.age]
    if key == "people" and "population" in row and count != row["population"]:
        key = "people_in_scope"
    sentence = t(
        f"gap.{key}", lang=terms.lang, people=number(count, lang=terms.lang), year=year(terms.year_ce, lang=terms.lang)
    )
    return t("gap.estimated", lang=terms.lang, people=sentence) if code in terms.estimated else sentence


def _distances(code: str, row: pd.Series, terms: SentenceTerms) -> list[str]:
    """Say how far people are where the list allows it, and which centre is nearest as far as positions are known."""
    lang = terms.lang
    if pd.isna(row["mean_distance_km"]):
        return []
    variant = "_known" if row["unplaced_count"] or not terms.complete else ""
    kind = kind_words(kind_of(code), lang=lang)
    parts = []
    if terms.complete:
        parts += [_beyond(row, kind, variant, lang=lang)]
        parts += [t("gap.mean", lang=lang, km=_km(row["mean_distance_km"], lang=lang))]
    if level_of(code) in _WITH_MIDDLE and isinstance(row["nearest_centre_id"], str):
        thai, english = terms.names.loc[row["nearest_centre_id"]]
        name = english if lang == "en" and isinstance(english, str) and english else thai
        km = _km(row["nearest_centre_km"], lang=lang)
        parts.append(t(f"gap.nearest{variant}", lang=lang, kind=kind, name=name, km=km))
    return parts


def _beyond(row: pd.Series, kind: str, variant: str, *, lang: str) -> str:
    if pd.isna(row["people_beyond_km"]) or pd.isna(row["population_within_km"]):
        return ""
    beyond, km = 1.0 - float(row["population_within_km"]), f"{row['radius_km']:g}"
    if row["people_beyond_km"] == 0:
        return t(f"gap.beyond_none{variant}", lang=lang, kind=kind, km=km)
    if row["population_within_km"] == 0:
        return t(f"gap.beyond_all{variant}", lang=lang, kind=kind, km=km)
    people = about(row["people_beyond_km"], lang=lang)
    return t(f"gap.beyond_some{variant}", lang=lang, people=people, share=_share(beyond, lang=lang), km=km)


def _share(value: float, *, lang: str) -> str:
    """Return a share that is neither nothing nor all as one that does not read as either."""
    if value >= _FULL:
        return t("gap.over", lang=lang, share=share(0.999, lang=lang))
    if value < 1 - _FULL:
        return t("gap.under", lang=lang, share=share(0.001, lang=lang))
    return share(value, lang=lang)


def _unknowns(code: str, row: pd.Series, terms: SentenceTerms) -> list[str]:
    lang, placed, unplaced = terms.lang, int(row["placed_count"]), int(row["unplaced_count"])
    parts = []
    if row["derived_count"]:
        parts.append(t("gap.derived", lang=lang, count=number(row["derived_count"], lang=lang)))
    here = int(row["unplaced_in_area"])
    if here:
        where = here_words(code, lang=lang)
        parts.append(t("gap.unplaced_here", lang=lang, count=number(here, lang=lang), here=where))
    if not placed:
        return [*parts, *([t("gap.no_distance", lang=lang)] if unplaced or not terms.complete else [])]
    if row["distances"] != Distances.REPORTED:
        counts = {"placed": number(placed, lang=lang), "all": number(int(row["list_size"]), lang=lang)}
        key = "too_few" if row["distances"] == Distances.NOT_REPORTED else "upper_bounds"
        return [*parts, t(f"gap.{key}", lang=lang, **counts)]
    if unplaced or not terms.complete:
        key = "stands_on" if terms.complete else "stands_on_both" if unplaced else "stands_on_partial"
        counts = {"placed": number(placed, lang=lang), "unplaced": number(unplaced, lang=lang)}
        parts.append(t(f"gap.{key}", lang=lang, **counts))
    return parts


def _km(value: float, *, lang: str) -> str:
    return number(float(value), lang=lang, decimals=1)


def _set_in_words(centre_filter: CentreFilter, tables: Tables, *, lang: str) -> str:
    """Return the set in words, with who may enter where that leaves out centres of it, and that a filter is on."""
    words = set_words(centre_filter.programmes, tables.programmes, lang=lang)
    chosen, centres = programmes_of(tables.programmes, centre_filter.programmes), tables.centres
    own = centres[centres["programme_id"].isin(chosen["programme_id"]) & (centres["status"] == Status.OPEN)]
    if centre_filter.access and not own["access"].isin(centre_filter.access).all():
        who = f" {t('word.or', lang=lang)} ".join(
            t(f"gap.who.{Access(key)}", lang=lang) for key in centre_filter.access
        )
        words = t("gap.for_whom", lang=lang, set=words, who=who)
    return t("gap.matching", lang=lang, set=words) if hides_centres(centre_filter) else words


def _all_complete(centre_filter: CentreFilter, programmes: pd.DataFrame) -> bool:
    chosen = programmes_of(programmes, centre_filter.programmes)
    places = chosen[chosen["list_status"] != ListStatus.NOT_A_PLACE]
    return bool((places["list_status"] == ListStatus.COMPLETE).all())
