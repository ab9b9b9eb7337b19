"""What the measures of a level's areas are computed from."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property
from typing import TYPE_CHECKING, Final

import pandas as pd

from analysis.ages import Age, people_of
from analysis.claims import Claim
from analysis.complete import IncompleteError
from analysis.counts import Counts
from analysis.field.reach import Reach, reach_of
from analysis.places import parent_codes
from analysis.radius import DEFAULT_RADIUS_KM, default_radius_over
from analysis.scope import districts_looked_at, people_looked_at
from analysis.sites import area_codes, count_by_area, placed, sites
from geodata.areas import areas, child_level
from geodata.codes import Level

if TYPE_CHECKING:
    from collections.abc import Callable

    from analysis.field.points import DemandPoints

NORM_PEOPLE_PER_CENTRE: Final = 40_000
LEAST_PLACED_SHARE: Final = 0.5
"""Distances are reported where the position of at least this share of the listed centres is known (0–1).

Below it the nearest known centre is more often than not another one than the nearest, so the number would say how much
is known and not how far people live.
"""


class Distances(StrEnum):
    """Whether distances, and who lives within one, are reported.

    As upper bounds (of distances, and of the people beyond the radius; the share within it is a lower one) they are
    reported only where that is asked for.
    """

    REPORTED = "reported"
    UPPER_BOUNDS = "upper_bounds"
    NOT_REPORTED = "not_reported"


def _none(kind: str) -> Callable[[], pd.Series]:
    return lambda: pd.Series(dtype=kind)


def _without_list() -> IncompleteError:
    return IncompleteError("incomplete_list", programmes="")


@dataclass(frozen=True, eq=False)
class Situation:
    """What the measures of a level's areas are computed from; every Series and frame is indexed by ``admin_code``.

    areas
        longitude, latitude (degrees, WGS 84): a point inside each area.
    people
        Registered people of the age asked for, in the area's districts within the programmes' scope (Int64): the base
        of ratios.
    everybody
        The same of all ages.
    centres
        Distinct sites counted in the area, derived ones left out, and what partners count beyond the named (int64).
    out_of_scope
        Whether no claim is made about the area (bool); its measures are missing then, but for the count.
    parts
        The areas of the next level down within the programmes' scope: area_code (the area that contains it),
        people, centres. None for districts and subdistricts.
    part_unknown
        Whether a counted centre of the area is recorded in none of its parts (bool).
    points
        Counted centres with a point, wherever they are: centre_id, site_id, longitude, latitude.
    placed_count, unplaced_count
        Counted sites with and without a point, in the whole set.
    norm_people_per_centre
        How many people a centre is to serve.
    level
        The areas' level.
    scope
        Whether the people of a district are looked at (bool on the districts' codes).
    radius_km, age
        The catchment radius, and whose distances are looked at.
    claim, claim_reason
        What may be said of the area (`Claim`), and why nothing more certain is (`Reason`, or "").
    derived
        Sites of the area that follow from a count of districts (int64), never in centres.
    unnamed
        What partners count in the area beyond the named ones (int64), within centres.
    unplaced
        Counted sites recorded in the area whose position is not known (int64).
    incomplete
        Why the list is not complete over its scope, or None where it is: what takes every centre for known is missing
        then.
    demand
        Other demand points than those in use.
    placed_share, list_size
        How many of the listed centres have a known position, 0–1, and how many are listed
        (`analysis.selection.placed_share`).
    upper_bounds
        Whether distances are reported as upper bounds where too few positions are known.
    moved
        Whom centres reach that are not those of points: a scenario's (`analysis.after`). None for the placed ones.
    """

    areas: pd.DataFrame
    people: pd.Series
    everybody: pd.Series
    centres: pd.Series
    out_of_scope: pd.Series
    parts: pd.DataFrame | None
    part_unknown: pd.Series
    points: pd.DataFrame
    placed_count: int = 0
    unplaced_count: int = 0
    norm_people_per_centre: int = NORM_PEOPLE_PER_CENTRE
    level: Level = Level.DISTRICT
    scope: pd.Series = field(default_factory=_none("bool"))
    radius_km: float = DEFAULT_RADIUS_KM
    age: Age = Age.ALL
    claim: pd.Series = field(default_factory=_none("object"))
    claim_reason: pd.Series = field(default_factory=_none("object"))
    derived: pd.Series = field(default_factory=_none("int64"))
    unnamed: pd.Series = field(default_factory=_none("int64"))
    unplaced: pd.Series = field(default_factory=_none("int64"))
    incomplete: IncompleteError | None = field(default_factory=_without_list)
    demand: DemandPoints | None = None
    placed_share: float = 1.0
    list_size: int = 0
    upper_bounds: bool = False
    moved: Reach | None = None

    @property
    def distances(self) -> Distances:
        """Whether distances are reported: every surface and every measure of distance asks here."""
        if self.placed_share >= LEAST_PLACED_SHARE and (self.placed_count or not self.unplaced_count):
            return Distances.REPORTED
        return Distances.UPPER_BOUNDS if self.upper_bounds and self.placed_count else Distances.NOT_REPORTED

    @property
    def reports_distances(self) -> bool:
        """Whether distances are reported, be it as upper bounds."""
        return self.distances is not Distances.NOT_REPORTED

    @cached_property
    def reach(self) -> Reach:
        """Whom the placed centres reach: computed when a measure of distance is asked for."""
        return self.moved or reach_of(self.points, points=self.demand)

    @cached_property
    def within(self) -> pd.DataFrame:
        """People within the radius and beyond it (see `Reach.within`), on the index of the areas."""
        table = self.reach.within(self.radius_km, self.level, self.age, districts=self.scope)
        return table.reindex(self.areas.index)

    def mask_out_of_scope(self, values: pd.Series) -> pd.Series:
        """Return values with those of areas out of scope missing."""
        return values.mask(self.out_of_scope)


def situation_of(
    level: Level,
    *,
    chosen: pd.DataFrame,
    centres: pd.DataFrame,
    claim: pd.DataFrame,
    area_counts: pd.DataFrame,
    anywhere: pd.DataFrame | None = None,
    limits: tuple[str, ...] | None = None,
    age: Age = Age.ALL,
    count_town_points: bool = True,
    count_inferred_points: bool = False,
) -> Situation:
    """Return what the measures of a level's areas are computed from; the norm stays at its default.

    Parameters
    ----------
    level
        The level of the areas.
    chosen
        The rows of the programmes looked at.
    centres
        Their open centres that are counted.
    claim
        What may be claimed of the areas, and why (`analysis.claims.claims`).
    area_counts
        Counts by area that partners give without names.
    anywhere
        The open centres that distances are taken to, where these are more than the counted: a filter by area hides no
        centre from those who live beside it.
    limits
        The areas that a filter keeps to (`analysis.scope.area_limits`); None for all.
    age
        Whose people are looked at.
    count_town_points, count_inferred_points
        Whether a point of the town will do for a distance, and one of a town where a centre is inferred to be.

    """
    index = areas(level).index
    open_sites = sites(centres)
    counted, derived = open_sites[~open_sites["derived"]], open_sites[open_sites["derived"]]
    kinds = {"count_town_points": count_town_points, "count_inferred_points": count_inferred_points}
    own = placed(centres, **kinds)
    points = own if anywhere is None else placed(anywhere, **kinds)
    reported = len(counted) if anywhere is None else int((~sites(anywhere)["derived"]).sum())
    scope = districts_looked_at(chosen, counted, limits)
    base = Level.SUBDISTRICT if level == Level.SUBDISTRICT else Level.DISTRICT
    people = people_of(base, age)
    counts = Counts(centres, area_counts, tuple(chosen["programme_id"]))
    unnamed = counts.unnamed(level)
    parts, part_unknown = _parts(level, counted, people, scope, counts)
    return Situation(
        areas=areas(level)[["longitude", "latitude"]],
        people=people_looked_at(level, people, scope),
        everybody=people_looked_at(level, people_of(base), scope),
        centres=count_by_area(counted, level, index) + unnamed,
        out_of_scope=claim["claim"] == Claim.OUT_OF_SCOPE,
        parts=parts,
        part_unknown=part_unknown,
        points=points,
        placed_count=points["site_id"].nunique(),
        unplaced_count=reported - points["site_id"].nunique() + counts.in_all(),
        level=level,
        scope=scope,
        radius_km=default_radius_over(scope.index[scope]),
        age=age,
        claim=claim["claim"],
        claim_reason=claim["claim_reason"],
        derived=count_by_area(derived, level, index),
        unnamed=unnamed,
        unplaced=count_by_area(counted[~counted.index.isin(own["site_id"])], level, index) + unnamed,
    )


def _parts(
    level: Level, site_rows: pd.DataFrame, people: pd.Series, scope: pd.Series, counts: Counts
) -> tuple[pd.DataFrame | None, pd.Series]:
    """Return the parts of every area within scope, and the areas with a centre whose part is unknown."""
    index = areas(level).index
    lower = child_level(level)
    if lower is None:
        return None, pd.Series(data=False, index=index)
    codes = parent_codes(lower, level)
    parts = pd.DataFrame(
        {
            "area_code": codes,
            "people": people_looked_at(lower, people, scope),
            "centres": count_by_area(site_rows, lower, codes.index) + counts.unnamed(lower),
        }
    )
    # A part with a centre is in scope whatever the table of programmes says.
    meant = scope.groupby(parent_codes(Level.DISTRICT, lower).to_numpy()).any().reindex(codes.index, fill_value=False)
    scoped = meant.astype(bool) | (parts["centres"] > 0)
    lost = area_codes(site_rows, level)[area_codes(site_rows, lower).isna()]
    part_unknown = pd.Series(index.isin(lost.dropna()), index=index) | counts.beyond_parts(level, lower)
    return parts[scoped & codes.notna()], part_unknown
