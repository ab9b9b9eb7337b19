"""Which subdistricts of a district are far from a programme's centres, and how many people live there."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Protocol

from analysis.centre_filter import CentreFilter
from analysis.claims import Claim
from analysis.demand import population
from analysis.reported import reported_values
from analysis.situation import Distances
from geodata.areas import children
from geodata.codes import Level
from registry.schema import ListStatus

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pandas as pd

    from registry.tables import Tables

FAR_KM: Final = 5.0
"""The distance beyond which a subdistrict is told of as far."""
MEASURES: Final = ("population_within_km", "people_beyond_km", "nearest_centre_km")
_QUICK: Final = ("centre_count", "nearest_centre_km")
_MOST: Final = 0.5


class DistancesOf(Protocol):
    """Makes a coverage table: `analysis.coverage.coverage` of some tables, or what remembers it."""

    def __call__(
        self, level: Level, centre_filter: CentreFilter, *, measures: Sequence[str], radius_km: float | None = None
    ) -> pd.DataFrame:
        """Return the table of a level for a filter."""
        ...


@dataclass(frozen=True, eq=False)
class SubdistrictDistances:
    """How far the people of a district's subdistricts are from a programme's centres.

    table
        On the codes of the subdistricts: people (Int64, shared among them as in 2021), and `MEASURES`, missing where
        they are not reported.
    """

    programme_id: str
    radius_km: float
    table: pd.DataFrame

    @property
    def far(self) -> pd.DataFrame:
        """The subdistricts of which more than half of the people live beyond the radius, by these people."""
        rows = self.table[self.table["population_within_km"] < _MOST]
        return rows.sort_values("people_beyond_km", ascending=False, kind="stable")


def subdistrict_distances(
    district_code: str, tables: Tables, table_of: DistancesOf, *, radius_km: float = FAR_KM
) -> tuple[SubdistrictDistances, ...]:
    """Return the distances of the subdistricts of a district, one for each programme of which they are reported.

    In the order of the register. A programme that is not meant for the district, or of whose centres too few positions
    are known, is left out.
    """
    programmes = tables.programmes
    places = programmes.loc[programmes["list_status"] != ListStatus.NOT_A_PLACE, "programme_id"]
    codes = children(district_code, level=Level.SUBDISTRICT)
    people = population(Level.SUBDISTRICT)["population"].loc[codes].rename("people")
    distances = []
    for programme_id in map(str, places):
        centre_filter = CentreFilter(programmes=(programme_id,))
        row = table_of(Level.DISTRICT, centre_filter, measures=_QUICK).loc[district_code]
        if row["claim"] == Claim.OUT_OF_SCOPE or row["distances"] != Distances.REPORTED:
            continue
        own = table_of(Level.SUBDISTRICT, centre_filter, measures=(*_QUICK, *MEASURES), radius_km=radius_km).loc[codes]
        values = {name: reported_values(own, name) for name in MEASURES}
        if values["people_beyond_km"].notna().any():
            distances.append(SubdistrictDistances(programme_id, radius_km, people.to_frame().assign(**values)))
    return tuple(distances)
