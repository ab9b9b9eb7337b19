"""A question put to the register: which centres are counted, for which areas, and on what terms."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import partial
from typing import TYPE_CHECKING, TypedDict, Unpack

from analysis.ages import Age, as_age
from analysis.centre_filter import CentreFilter, apply_filter
from analysis.claims import Claim, claims, programmes_of
from analysis.complete import IncompleteError, hides_centres, why_incomplete
from analysis.counts import counted_only_above
from analysis.counts_kept import counts_kept
from analysis.radius import as_radius_km, default_radius_over
from analysis.scope import districts_looked_at, keep_to, narrowest
from analysis.sites import reported, sites
from analysis.situation import NORM_PEOPLE_PER_CENTRE, Situation, situation_of
from geodata.codes import Level
from registry.batch import empty_table
from registry.schema import CENTRES, Status

if TYPE_CHECKING:
    import pandas as pd

    from registry.tables import Tables


class Terms(TypedDict, total=False):
    """What a reader may choose beside the filter; each has its default.

    norm_people_per_centre
        How many people a centre is to serve, for centres_needed (40,000).
    radius_km
        The catchment radius, 0.5–50; None for 2 km where only khet are in scope, else 10 km.
    age
        Whose people ratios and distances are of; the groups are known for Bangkok only.
    count_town_points
        Whether a distance may be taken to a point of the town, where that of the building is not known (yes).
    """

    norm_people_per_centre: int
    radius_km: float | None
    age: Age | str
    count_town_points: bool


@dataclass(frozen=True, eq=False)
class Asked:
    """The centres that are counted, and what is asked of them.

    tables
        The register's tables: of its centres those that passed a filter (the open ones of the programmes are counted),
        of its counts by area those that the filter lets count.
    programmes
        The set that is looked at; empty means every programme as one set.
    undecided
        Centres that fell out of the filter for want of a value.
    anywhere
        The centres that distances are taken to, where a filter by area leaves fewer to be counted.
    area_codes
        Where the filter keeps to some areas, their codes: the others are out of scope.
    hides_centres
        Whether the filter hides centres that are there: then "has none" would be said of the filter, not the area.
    """

    tables: Tables
    programmes: tuple[str, ...] = ()
    undecided: pd.DataFrame = field(default_factory=partial(empty_table, CENTRES))
    anywhere: pd.DataFrame | None = None
    area_codes: tuple[str, ...] = ()
    hides_centres: bool = False


def filtered(wanted: CentreFilter, tables: Tables) -> Asked:
    """Return the question that a filter asks of the register's tables."""
    found = apply_filter(tables.centres, tables.programmes, wanted, tables.details)
    codes = narrowest(wanted)
    everywhere = replace(wanted, regions=(), provinces=(), districts=(), groups=())
    return Asked(
        tables=replace(tables, centres=found.kept, area_counts=counts_kept(tables.area_counts, wanted)),
        programmes=wanted.programmes,
        undecided=found.undecided,
        anywhere=apply_filter(tables.centres, tables.programmes, everywhere, tables.details).kept if codes else None,
        area_codes=codes,
        hides_centres=hides_centres(wanted),
    )


def situation_for(level: Level, asked: Asked, **terms: Unpack[Terms]) -> Situation:
    """Return what the measures of a level's areas are computed from, for a question and its terms.

    Raises
    ------
    RadiusError, AgeError, AreaError, UnknownProgrammeError
        The radius, the group of age, the level or a programme is none.

    """
    chosen = programmes_of(asked.tables.programmes, asked.programmes)
    counted, undecided = _open_of(chosen, asked.tables.centres), _of(chosen, asked.undecided)
    claim = claims(level, chosen, counted, asked.tables.area_counts, undecided=undecided)
    claim = keep_to(claim, level, asked.area_codes)
    if asked.hides_centres:
        claim = claim.mask(claim == Claim.HAS_NONE, Claim.UNKNOWN.value)
    situation = situation_of(
        level,
        chosen=chosen,
        centres=counted,
        claim=claim,
        anywhere=None if asked.anywhere is None else _open_of(chosen, asked.anywhere),
        area_codes_wanted=asked.area_codes,
        area_counts=asked.tables.area_counts,
        age=as_age(terms.get("age", Age.ALL)),
        count_town_points=terms.get("count_town_points", True),
    )
    radius = terms.get("radius_km")
    return replace(
        situation,
        radius_km=situation.radius_km if radius is None else as_radius_km(radius),
        norm_people_per_centre=terms.get("norm_people_per_centre", NORM_PEOPLE_PER_CENTRE),
        incomplete=incomplete_over(level, asked, claim),
    )


def default_radius_km(asked: Asked) -> float:
    """Return the radius looked at first: that of `situation_for` without a radius, and far cheaper."""
    chosen = programmes_of(asked.tables.programmes, asked.programmes)
    counted = sites(_open_of(chosen, asked.tables.centres))
    scope = districts_looked_at(chosen, counted[~counted["derived"]], asked.area_codes)
    return default_radius_over(scope.index[scope])


def incomplete_over(level: Level, asked: Asked, claim: pd.Series) -> IncompleteError | None:
    """Return why the list that is asked about is not complete over areas with these claims, or None where it is."""
    chosen = programmes_of(asked.tables.programmes, asked.programmes)
    counted = _open_of(chosen, asked.tables.centres)
    return why_incomplete(
        level,
        chosen=chosen,
        claim=claim,
        found=reported(counted),
        unsure=reported(_of(chosen, asked.undecided)),
        counted_above=counted_only_above(level, counted, asked.tables.area_counts, chosen["programme_id"]),
        hidden=asked.hides_centres,
    )


def _of(chosen: pd.DataFrame, centres: pd.DataFrame) -> pd.DataFrame:
    return centres[centres["programme_id"].isin(set(chosen["programme_id"]))]


def _open_of(chosen: pd.DataFrame, centres: pd.DataFrame) -> pd.DataFrame:
    found = _of(chosen, centres)
    return found[found["status"] == Status.OPEN]
