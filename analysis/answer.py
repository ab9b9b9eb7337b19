"""What is known of one place, programme by programme, and what is not: the one-page answer, without its words."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any, ClassVar, Final

import pandas as pd

from analysis.ages import Age, people_of
from analysis.centre_filter import CentreFilter
from analysis.claims import Claim
from analysis.coverage import filtered_coverage
from analysis.demand import population
from analysis.places import recorded_in
from analysis.sites import sites
from geodata.codes import BANGKOK_CODE, Level, level_of
from geodata.errors import KlaiBaanError
from geodata.gazetteer import Kind, Place, place
from registry.schema import Access, Basis, ListStatus, Status

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    TableOf = Callable[[Level, CentreFilter], pd.DataFrame]

MEASURES: Final = ("centre_count", "nearest_centre_km")
"""The measures of `analysis.coverage` that an answer is made of."""


class PlaceError(KlaiBaanError, ValueError):
    """A code that names no place."""

    templates: ClassVar[Mapping[str, str]] = {
        "place_code_unknown": "There is no place with the code {code!r}. Search for it by name.",
    }


@dataclass(frozen=True, slots=True)
class ProgrammeFact:
    """What may be said of one programme in one area; every number counts distinct sites.

    Attributes
    ----------
    programme_id, list_status
        The programme, and how complete its list is.
    claim
        What may be claimed of the area (`Claim`), of open centres that anyone may enter.
    count
        Those centres, named by a source and recorded in the area.
    derived, planned, restricted, access_unknown
        Apart from them: those that follow from a count of districts, those only planned, open ones that not everyone
        may enter, and open ones of which that is not known.
    unplaced
        Those of the count whose position is not known.
    above
        Open to all and named, but recorded only to the province that contains the area: one may be here.
    nearest_km, nearest_id
        Distance in km in a straight line from a point inside the area to the nearest placed centre, and which;
        None and "" without one, or out of scope.
    placed, unplaced_anywhere
        How many centres of the whole programme that distance stands on, and how many have no known position.
    public
        Whether the programme has any centre that everyone may enter: one for residents alone is no one's gap.
    listed, reported, reported_qualifier
        How many centres the whole list names, and how many the programme reports (None where it does not say).
    read_on
        When the list's sources were last read (ISO), "" without a list.
    source
        Where the programme's own facts come from.

    """

    programme_id: str
    list_status: str
    claim: Claim
    count: int = 0
    derived: int = 0
    planned: int = 0
    restricted: int = 0
    access_unknown: int = 0
    unplaced: int = 0
    above: int = 0
    nearest_km: float | None = None
    nearest_id: str = ""
    placed: int = 0
    unplaced_anywhere: int = 0
    public: bool = True
    listed: int = 0
    reported: int | None = None
    reported_qualifier: str = ""
    read_on: str = ""
    source: str = ""

    @property
    def decisive(self) -> bool:
        """Whether the list is complete and of centres for everyone, so that "has none" may be asked of it."""
        return self.list_status == ListStatus.COMPLETE and self.public and self.claim != Claim.OUT_OF_SCOPE


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

    @property
    def level(self) -> Level:
        """Return the level of the area that answers."""
        return level_of(self.area_code)


def place_answer(
    code: str, *, centres: pd.DataFrame, programmes_table: pd.DataFrame, table_of: TableOf | None = None
) -> Answer:
    """Return what is known of a place.

    Parameters
    ----------
    code
        A code of `geodata.gazetteer`: TH, a region, a Bangkok group, or DOPA's 2, 4 or 6 digits.
    centres, programmes_table
        Tables of the register.
    table_of
        Where the numbers come from: the coverage table of a level for a filter, with at least `MEASURES`. By default
        `analysis.coverage.filtered_coverage`.

    Raises
    ------
    PlaceError
        There is no place with that code.

    """
    asked = place(code)
    if asked is None:
        raise PlaceError("place_code_unknown", code=code)
    area_code = asked.district_code if asked.kind == Kind.SUBDISTRICT else asked.code
    if table_of is None:
        table_of = partial(_table_of, centres, programmes_table)
    is_place = programmes_table["list_status"] != ListStatus.NOT_A_PLACE
    facts = [_fact(area_code, row, centres, table_of) for _, row in programmes_table[is_place].iterrows()]
    inside = centres[recorded_in(centres, area_code) & (centres["status"] != Status.CLOSED)]
    return Answer(
        place=asked,
        area_code=area_code,
        **_people(area_code),
        facts=tuple(fact for fact in facts if _says_something(fact)),
        elsewhere=tuple(fact.programme_id for fact in facts if not _says_something(fact)),
        services=tuple(programmes_table.loc[~is_place, "programme_id"]),
        centres=inside,
        in_subdistrict=inside[inside["subdistrict_code"] == code],
    )


def _table_of(
    centres: pd.DataFrame, programmes_table: pd.DataFrame, level: Level, wanted: CentreFilter
) -> pd.DataFrame:
    return filtered_coverage(level, wanted, centres=centres, programmes_table=programmes_table, measures=MEASURES)


def _says_something(fact: ProgrammeFact) -> bool:
    here = fact.count + fact.derived + fact.planned + fact.restricted + fact.access_unknown
    return fact.claim != Claim.OUT_OF_SCOPE or here > 0


def _fact(area_code: str, programme: pd.Series, centres: pd.DataFrame, table_of: TableOf) -> ProgrammeFact:
    programme_id = str(programme["programme_id"])
    level = level_of(area_code)
    row: dict[Any, Any] = table_of(level, CentreFilter(programmes=(programme_id,))).loc[[area_code]].iloc[0].to_dict()
    own = centres[centres["programme_id"] == programme_id]
    inside = own[recorded_in(own, area_code)]
    reported = own["basis"] != Basis.DERIVED
    is_open = own["status"] == Status.OPEN
    public = own["access"] == Access.PUBLIC
    access_unknown = own["access"] == Access.UNKNOWN
    km = row["nearest_centre_km"]
    read_on = own["verified_on"].dropna()
    return ProgrammeFact(
        programme_id=programme_id,
        list_status=str(programme["list_status"]),
        claim=Claim(row["claim"]),
        count=int(row["centre_count"]),
        derived=int(row["derived_count"]),
        planned=int(inside.loc[inside["status"] == Status.PLANNED, "site_id"].nunique()),
        restricted=int(inside.loc[is_open & reported & ~public & ~access_unknown, "site_id"].nunique()),
        access_unknown=int(inside.loc[is_open & reported & access_unknown, "site_id"].nunique()),
        unplaced=int(row["unplaced_in_area"]),
        above=_known_above(area_code, own[is_open & reported & public]),
        nearest_km=None if pd.isna(km) else float(km),
        nearest_id="" if pd.isna(km) else str(row["nearest_centre_id"]),
        placed=int(row["placed_count"]),
        unplaced_anywhere=int(row["unplaced_count"]),
        public=bool(public.any()) or own.empty,
        listed=int(own.loc[is_open & reported, "member_id"].nunique()),
        reported=_whole(programme["reported_count"]),
        reported_qualifier=_text(programme["reported_qualifier"]),
        read_on=str(read_on.max()) if len(read_on) else "",
        source=_text(programme["source"]),
    )


def _known_above(area_code: str, named: pd.DataFrame) -> int:
    """Return how many named sites are recorded only to the province that contains a district or Bangkok group."""
    level = level_of(area_code)
    if level not in (Level.DISTRICT, Level.BMA_GROUP):
        return 0
    province = BANGKOK_CODE if level == Level.BMA_GROUP else area_code[:2]
    found = sites(named)
    return int((found["district_code"].isna() & (found["province_code"] == province)).sum())


def _people(area_code: str) -> dict[str, Any]:
    level = level_of(area_code)
    row = population(level).loc[area_code]
    ages = {age: people_of(level, age).loc[area_code] for age in (Age.CHILDREN, Age.ELDERLY)}
    return {
        "people": _whole(row["population"]),
        "year_ce": _whole(row["year_ce"]),
        "estimated": bool(row["estimated"]),
        "children": _whole(ages[Age.CHILDREN]),
        "elderly": _whole(ages[Age.ELDERLY]),
    }


def _whole(value: Any) -> int | None:  # noqa: ANN401 - a cell of a table
    return None if pd.isna(value) else int(value)


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""
