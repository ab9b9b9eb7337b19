"""What may be said of one programme in one area: counts, the nearest centre, and what is not known of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pandas as pd

from analysis.centre_filter import CentreFilter
from analysis.claims import Claim
from analysis.places import recorded_in
from analysis.sites import sites
from geodata.codes import BANGKOK_CODE, Level, level_of
from registry.schema import Access, Basis, ListStatus, NameStatus, Status

if TYPE_CHECKING:
    from collections.abc import Callable

    TableOf = Callable[[Level, CentreFilter], pd.DataFrame]


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
        Those centres, recorded in the area.
    derived, planned, restricted, access_unknown
        Apart from them: those that follow from a count of districts, those only planned, open ones that not everyone
        may enter, and open ones of which that is not known.
    unnamed
        Within the count, what a partner counts there beyond the named ones.
    unplaced, name_unknown
        Those of the count whose position is not known, and those whose own name is not.
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
    unnamed: int = 0
    unplaced: int = 0
    name_unknown: int = 0
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
    def says_something(self) -> bool:
        """Whether the programme is meant for the area, or has anything there all the same."""
        here = self.count + self.derived + self.planned + self.restricted + self.access_unknown
        return self.claim != Claim.OUT_OF_SCOPE or here > 0

    @property
    def decisive(self) -> bool:
        """Whether the list is complete and of centres for everyone, so that "has none" may be asked of it."""
        return self.list_status == ListStatus.COMPLETE and self.public and self.claim != Claim.OUT_OF_SCOPE


def programme_fact(area_code: str, programme: pd.Series, centres: pd.DataFrame, table_of: TableOf) -> ProgrammeFact:
    """Return what may be said of a programme (its row of the register) in an area; numbers are those of `table_of`."""
    programme_id = str(programme["programme_id"])
    level = level_of(area_code)
    row: dict[Any, Any] = table_of(level, CentreFilter(programmes=(programme_id,))).loc[[area_code]].iloc[0].to_dict()
    own = centres[centres["programme_id"] == programme_id]
    inside = own[recorded_in(own, area_code)]
    reported = own["basis"] != Basis.DERIVED
    is_open = own["status"] == Status.OPEN
    public = own["access"] == Access.PUBLIC
    nameless = own["name_status"] == NameStatus.PROVINCE_ONLY
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
        unnamed=int(row.get("unnamed_count", 0)),
        unplaced=int(row["unplaced_in_area"]),
        name_unknown=int(inside.loc[is_open & public & nameless, "site_id"].nunique()),
        above=_sites_of_province_only(area_code, own[is_open & reported & public]),
        nearest_km=None if pd.isna(km) else float(km),
        nearest_id="" if pd.isna(km) else str(row["nearest_centre_id"]),
        placed=int(row["placed_count"]),
        unplaced_anywhere=int(row["unplaced_count"]),
        public=bool(public.any()) or own.empty,
        listed=int(own.loc[is_open & reported, "member_id"].nunique()),
        reported=whole(programme["reported_count"]),
        reported_qualifier=_text(programme["reported_qualifier"]),
        read_on=str(read_on.max()) if len(read_on) else "",
        source=_text(programme["source"]),
    )


def _sites_of_province_only(area_code: str, named: pd.DataFrame) -> int:
    """Return how many named sites are recorded only to the province that contains a district or Bangkok group."""
    level = level_of(area_code)
    if level not in (Level.DISTRICT, Level.BMA_GROUP):
        return 0
    province = BANGKOK_CODE if level == Level.BMA_GROUP else area_code[:2]
    province_sites = sites(named[named["province_code"] == province])
    return int(province_sites["district_code"].isna().sum())


def whole(value: Any) -> int | None:  # noqa: ANN401 - a cell of a table
    """Return a cell as a whole number, None where it is missing."""
    return None if pd.isna(value) else int(value)


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""
