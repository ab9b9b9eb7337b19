"""What has to be said beside the numbers of a question, so that nobody reads more into them than they hold."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from analysis.centre_filter import apply_filter
from analysis.claims import Claim, programmes_of
from analysis.demand import population
from analysis.measures import measure_of
from analysis.places import parent_codes
from analysis.scope import have_no_common_area
from analysis.sites import closed_to_public
from analysis.situation import Distances
from answers.imports import import_notes
from answers.scenario.words import left_out_words
from answers.words import t
from answers.words.assumptions import measure_assumptions
from answers.words.claims import has_area_filter
from answers.words.kinds import kind_of_areas, kind_words
from answers.words.names import programme_names
from answers.words.numbers import number
from geodata.areas import contains
from geodata.codes import COUNTRY_CODE, Level
from registry.schema import Access, ListStatus, Status

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    import pandas as pd

    from answers.facts import Facts


_BUILDINGS: Final = {"members": "listed", "sites": "listed_sites"}


def cautions(facts: Facts) -> list[str]:
    """Return the sentences that belong to a request's numbers, in its language; few or none."""
    return list(_cautions(facts))


def _cautions(facts: Facts) -> Iterator[str]:
    question, lang, measure = facts.question, facts.question.lang, measure_of(facts.shown_measure)
    chosen = programmes_of(facts.tables.programmes, question.centre_filter.programmes)
    yield from import_notes(facts, list(chosen["programme_id"]))
    if have_no_common_area(question.centre_filter):
        yield t("caution.no_common_area", lang=lang)
        return
    if closed_to_public(facts.tables.centres[facts.tables.centres["programme_id"].isin(chosen["programme_id"])]):
        yield t("caution.closed_to_public", lang=lang)
    places = chosen[chosen["list_status"] != ListStatus.NOT_A_PLACE]
    if places["list_status"].isin([ListStatus.PARTIAL, ListStatus.NONE]).any():
        yield t("caution.partial", lang=lang)
    centres = facts.filtered.centres
    if centres.empty and len(places):
        yield t("caution.nothing", lang=lang)
    yield from building_notes(facts, list(chosen["programme_id"]))
    area, derived = question.area_around, int(facts.table["derived_count"].sum())
    inside = _inside(centres, area)
    counts = {
        "no_district": _without_district(inside) if question.map_level == Level.DISTRICT else 0,
        "other_access": _of_other_access(facts),
        "fell_out": len(_inside(facts.filtered.undecided, area)),
        "year_unknown": len(inside) - len(_inside(facts.filtered.counted, area)),
        "derived": derived,
        "planned": int((inside["status"] == Status.PLANNED).sum()),
        "estimated": estimated_districts(facts) if measure.of_people else 0,
    }
    kind = kind_words(kind_of_areas(Level.DISTRICT, question.area), lang=lang)
    for key, count in counts.items():
        if count:
            yield t(f"caution.{key}", lang=lang, count=number(count, lang=lang), kind=kind)
    if question.map_level == Level.SUBDISTRICT:
        yield t("answer.unknown.subdistrict_people", lang=lang, kind=kind)
    if derived and facts.derived_by_rule:
        yield t("programmes.about.subdistrict-centre", lang=lang)
    yield from measure_assumptions(measure, lang=lang)
    if measure.needs_points:
        yield from position_notes(facts.table, lang=lang)
    yield from left_out_words(facts)


def position_notes(table: pd.DataFrame, *, lang: str) -> Iterator[str]:
    """Say on how few centres the distances of a coverage table stand, where some have no known position."""
    if table.empty:
        return
    placed, unplaced = int(table["placed_count"].iloc[0]), int(table["unplaced_count"].iloc[0])
    reported = table["distances"].iloc[0]
    if placed and reported != Distances.REPORTED:
        counts = {"placed": number(placed, lang=lang), "all": number(int(table["list_size"].iloc[0]), lang=lang)}
        yield t(f"caution.{reported}", lang=lang, **counts)
    elif unplaced:
        placing = {"placed": number(placed, lang=lang), "count": number(unplaced, lang=lang)}
        yield t("caution.unplaced" if placed else "caution.none_placed", lang=lang, **placing)


def building_notes(facts: Facts, programmes: Iterable[str]) -> Iterator[str]:
    """Say of which programmes members have more buildings than there are members: the map counts buildings."""
    lang, names = facts.question.lang, programme_names(facts.tables.programmes, lang=facts.question.lang)
    for programme_id in programmes:
        row = facts.standing.loc[[programme_id]].iloc[0]
        if row["listed_sites"] > row["listed"]:
            words = {key: number(int(row[name]), lang=lang) for key, name in _BUILDINGS.items()}
            yield t("caution.sites", lang=lang, programme=names[programme_id], **words)


def _inside(centres: pd.DataFrame, area: str) -> pd.DataFrame:
    """Return the centres of an area; one known to its province alone is where the area is the province or around it."""
    smallest = centres["district_code"].fillna(centres["province_code"])
    inside = {code: contains(area, code) for code in smallest.dropna().unique()}
    return centres[smallest.map(inside).fillna(value=area == COUNTRY_CODE).astype(bool)]


def _without_district(centres: pd.DataFrame) -> int:
    """Return how many centres have a point of their own and no district that a source names."""
    return int((centres["longitude"].notna() & centres["district_code"].isna()).sum())


def _of_other_access(facts: Facts) -> int:
    """Return how many centres fall out only because others than the filter asks for may enter them."""
    centre_filter, tables = facts.question.centre_filter, facts.tables
    if not centre_filter.access:
        return 0
    anybody = replace(centre_filter, access=())
    open_to_any = apply_filter(tables.centres, tables.programmes, anybody, tables.details).centres
    here = _inside(open_to_any, facts.question.area_around)
    return int((~here["access"].isin((*centre_filter.access, Access.UNKNOWN))).sum())


def estimated_districts(facts: Facts) -> int:
    """Return of how many districts inside the areas shown a part of the population is an estimate."""
    estimated = population(Level.DISTRICT)["estimated"]
    level = facts.question.map_level
    if level == Level.SUBDISTRICT:
        return int(estimated[facts.table["parent_code"].unique()].sum())
    parents = parent_codes(Level.DISTRICT, level)
    return int((estimated & parents.isin(facts.table.index)).sum())


def counts_words(facts: Facts) -> str:
    """Return of how many of the areas shown each claim holds: 29 districts have at least one · 21 have none."""
    question, lang = facts.question, facts.question.lang
    kind = kind_of_areas(question.map_level, question.area)
    words = {"kind": kind_words(kind, lang=lang), "kinds": kind_words(kind, lang=lang, count=2)}
    parts = []
    for claim in Claim:
        # A filter of some areas leaves out what the programme may be meant for.
        key = "outside_filter" if claim == Claim.OUT_OF_SCOPE and has_area_filter(question.centre_filter) else claim
        if count := facts.claim_counts.get(claim):
            parts.append(t(f"claim_count.{key}", lang=lang, count=number(count, lang=lang), **words))
    return " · ".join(parts)
