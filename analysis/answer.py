"""What is known of one place, programme by programme, and what is not: the one-page answer, without its words."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any, ClassVar, Final

from analysis.ages import Age, people_of
from analysis.answer_facts import programme_fact, whole
from analysis.coverage import coverage
from analysis.demand import population
from analysis.places import recorded_in
from geodata.codes import Level, level_of
from geodata.errors import KlaiBaanError
from geodata.gazetteer import Kind, Place, place
from registry.schema import ListStatus, Status

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pandas as pd

    from analysis.answer_facts import ProgrammeFact, TableOf
    from registry.tables import Tables

MEASURES: Final = ("centre_count", "nearest_centre_km")
"""The measures of `analysis.coverage` that an answer is made of."""
_SUBDISTRICT_DIGITS: Final = 6


class PlaceError(KlaiBaanError, ValueError):
    """A code that names no place."""

    templates: ClassVar[Mapping[str, str]] = {
        "place_code_unknown": "There is no place with the code {code!r}. Search for it by name.",
    }


@dataclass(frozen=True, eq=False)
class Answer:
    """What is known of a place.

    Attributes
    ----------
    place
        What was asked for.
    area_code
        The area of the map that answers: the place itself, for a subdistrict its district.
    people, year_ce, estimated
        Registered people of the area, 31 December of that year; None where the statistics have none; whether a
        part of it is estimated.
    children, elderly
        Of them 0–14 and 60 and over; None outside Bangkok.
    facts
        One a programme that is meant for the area or has anything there, in the order of the register.
    elsewhere, services
        Programmes that are not meant for the area, and those that are no places.
    centres
        The register's rows recorded in the area, open and planned.
    in_subdistrict
        Those of them recorded in the subdistrict that was asked for; empty for other places.
    partner_counts
        The partners' counts of the place and of its area: programme_id, admin_code, count, as_of, source.
    subdistrict_people
        About how many of people live in the subdistrict that was asked for (`analysis.subdistrict_people`); None for
        other places, and where the statistics have no such subdistrict.

    """

    place: Place
    area_code: str
    people: int | None
    year_ce: int | None
    estimated: bool
    children: int | None
    elderly: int | None
    facts: tuple[ProgrammeFact, ...]
    elsewhere: tuple[str, ...]
    services: tuple[str, ...]
    centres: pd.DataFrame
    in_subdistrict: pd.DataFrame
    partner_counts: pd.DataFrame
    subdistrict_people: int | None = None

    @property
    def level(self) -> Level:
        """Return the level of the area that answers."""
        return level_of(self.area_code)


def place_answer(code: str, tables: Tables, *, table_of: TableOf | None = None) -> Answer:
    """Return what is known of a place.

    Parameters
    ----------
    code
        A code of `geodata.gazetteer`: TH, a region, a Bangkok group, or DOPA's 2, 4 or 6 digits.
    tables
        The register's tables.
    table_of
        Where the numbers come from: the coverage table of a level for a filter, with at least `MEASURES`. By default
        `analysis.coverage.coverage`.

    Raises
    ------
    PlaceError
        There is no place with that code.

    """
    gazetteer_place = place(code)
    if gazetteer_place is None:
        raise PlaceError("place_code_unknown", code=code)
    area_code = gazetteer_place.district_code if gazetteer_place.kind == Kind.SUBDISTRICT else gazetteer_place.code
    if table_of is None:
        table_of = partial(coverage, tables=tables, measures=MEASURES)
    centres, programmes, counts = tables.centres, tables.programmes, tables.area_counts
    is_place = programmes["list_status"] != ListStatus.NOT_A_PLACE
    facts = [programme_fact(area_code, row, centres, table_of) for _, row in programmes[is_place].iterrows()]
    inside = centres[recorded_in(centres, area_code) & (centres["status"] != Status.CLOSED)]
    return Answer(
        place=gazetteer_place,
        area_code=area_code,
        **_people(area_code),
        facts=tuple(fact for fact in facts if fact.says_something),
        elsewhere=tuple(fact.programme_id for fact in facts if not fact.says_something),
        services=tuple(programmes.loc[~is_place, "programme_id"]),
        centres=inside,
        in_subdistrict=inside[recorded_in(inside, code)] if len(code) == _SUBDISTRICT_DIGITS else inside.head(0),
        partner_counts=counts[counts["admin_code"].isin({code, area_code})],
        subdistrict_people=_in_subdistrict(gazetteer_place),
    )


def _in_subdistrict(gazetteer_place: Place) -> int | None:
    if gazetteer_place.kind != Kind.SUBDISTRICT:
        return None
    return whole(population(Level.SUBDISTRICT)["population"].get(gazetteer_place.code))


def _people(area_code: str) -> dict[str, Any]:
    level = level_of(area_code)
    row = population(level).loc[area_code]
    ages = {age: people_of(level, age).loc[area_code] for age in (Age.CHILDREN, Age.ELDERLY)}
    return {
        "people": whole(row["population"]),
        "year_ce": whole(row["year_ce"]),
        "estimated": bool(row["estimated"]),
        "children": whole(ages[Age.CHILDREN]),
        "elderly": whole(ages[Age.ELDERLY]),
    }
