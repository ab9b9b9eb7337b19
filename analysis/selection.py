"""A question put to the register: which centres are counted, for which areas, and on what terms."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING, TypedDict, Unpack

import numpy as np

from analysis.ages import Age, as_age
from analysis.centre_filter import CentreFilter, apply_filter, leaves_derived
from analysis.claims import World, claims_of, programmes_of, world_of
from analysis.complete import IncompleteError, hides_centres, why_incomplete
from analysis.counts import Counts
from analysis.counts_in_filter import counts_in_filter
from analysis.derived import derived_by_rule
from analysis.field.cache import demand_points
from analysis.radius import as_radius_km, default_radius_over
from analysis.scope import area_limits, districts_looked_at, keep_to
from analysis.sites import placed, reported, sites
from analysis.situation import NORM_PEOPLE_PER_CENTRE, Situation, situation_of
from geodata.codes import Level
from geodata.task import once_a_task
from registry.schema import Basis, ListStatus, Status

if TYPE_CHECKING:
    import pandas as pd

    from analysis.field.points import Demand
    from registry.tables import Tables


class DistanceTerms(TypedDict, total=False):
    """What distances stand on; each has its default.

    count_inferred_points
        Whether a distance may be taken to a point of the town in which a centre is only inferred to be (no).
    upper_bounds
        Whether distances are reported as upper bounds where too few positions are known to tell them (no).
    demand
        Where in a district its people are taken to live; None for what is in use (`analysis.field.cache`).
    """

    count_inferred_points: bool
    upper_bounds: bool
    demand: Demand | None


class Terms(DistanceTerms, total=False):
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
class Selection:
    """The register, and which of its centres are counted.

    tables
        The register's tables, whole: what is claimed of an area is claimed of the world. Its open centres of the
        programmes are counted where nothing else is said.
    programmes
        The set that is looked at; empty means every programme as one set.
    reasons, unsure
        Why a centre is not counted ("" where it is), and whether that is for want of a value (bool): see
        `analysis.centre_filter.Filtered`. None: all are counted.
    anywhere
        What a centre must be that distances are taken to, where a filter by area leaves fewer to be counted.
    area_counts
        Those of the counts by area that are counted; None for all.
    limits
        The areas that are looked at (`analysis.scope.area_limits`).
    hides_centres
        Whether the filter hides centres that are there: then a spread over areas would be that of the filter.
    leaves_derived
        Whether the filter leaves the centres that follow from a rule (`analysis.derived`) among those counted apart.
    """

    tables: Tables
    programmes: tuple[str, ...] = ()
    reasons: pd.Series | None = None
    unsure: pd.Series | None = None
    anywhere: CentreFilter | None = None
    area_counts: pd.DataFrame | None = None
    limits: tuple[str, ...] | None = None
    hides_centres: bool = False
    leaves_derived: bool = True

    @cached_property
    def chosen(self) -> pd.DataFrame:
        """The rows of the programmes looked at."""
        return programmes_of(self.tables.programmes, self.programmes)

    @cached_property
    def counted(self) -> pd.DataFrame:
        """The open centres that are counted."""
        centres = self.tables.centres
        return self._open(centres if self.reasons is None else centres[self.reasons == ""])

    @cached_property
    def undecided(self) -> pd.DataFrame:
        """The open centres of which it is not known whether they are counted."""
        centres = self.tables.centres
        return self._open(centres.head(0) if self.unsure is None else centres[self.unsure])

    @cached_property
    def elsewhere(self) -> pd.DataFrame | None:
        """The open centres that distances are taken to; None where they are those counted."""
        if self.anywhere is None:
            return None
        tables = self.tables
        return self._open(apply_filter(tables.centres, tables.programmes, self.anywhere, tables.details).counted)

    @property
    def counts(self) -> pd.DataFrame:
        """The counts by area that are counted."""
        return self.tables.area_counts if self.area_counts is None else self.area_counts

    def derived_by_rule(self, level: Level) -> pd.Series:
        """Return how many centres follow from a rule in each area of a level, counted apart (int64)."""
        ids = list(self.chosen["programme_id"]) if self.leaves_derived else []
        return derived_by_rule(level, ids, self.tables.centres, self.limits)

    def claims(self, level: Level) -> pd.DataFrame:
        """Return what may be claimed of the areas of a level, and why (`analysis.claims.claims`)."""
        made = claims_of(
            _world_of(self.tables, self.programmes, level),
            reasons=self.reasons,
            undecided=self.unsure,
            area_counts_counted=self.area_counts,
        )
        return keep_to(made, level, self.limits)

    def _open(self, centres: pd.DataFrame) -> pd.DataFrame:
        ids = set(self.chosen["programme_id"])
        return centres[centres["programme_id"].isin(ids) & (centres["status"] == Status.OPEN)]


@once_a_task
def _world_of(tables: Tables, programmes: tuple[str, ...], level: Level) -> World:
    return world_of(level, programmes_of(tables.programmes, programmes), tables.centres, tables.area_counts)


def filtered(centre_filter: CentreFilter, tables: Tables) -> Selection:
    """Return the question that a filter asks of the register's tables."""
    filter_result = apply_filter(tables.centres, tables.programmes, centre_filter, tables.details)
    limits = area_limits(centre_filter)
    return Selection(
        tables=tables,
        programmes=centre_filter.programmes,
        reasons=filter_result.reasons,
        unsure=filter_result.unsure,
        anywhere=None if limits is None else replace(centre_filter, regions=(), provinces=(), districts=(), groups=()),
        area_counts=counts_in_filter(tables.area_counts, centre_filter),
        limits=limits,
        hides_centres=hides_centres(centre_filter),
        leaves_derived=leaves_derived(tables.programmes, centre_filter, tables.details),
    )


def situation_for(level: Level, selection: Selection, **terms: Unpack[Terms]) -> Situation:
    """Return what the measures of a level's areas are computed from, for a question and its terms.

    Raises
    ------
    RadiusError, AgeError, AreaError, UnknownProgrammeError
        The radius, the group of age, the level or a programme is none.

    """
    claim = selection.claims(level)
    situation = situation_of(
        level,
        chosen=selection.chosen,
        centres=selection.counted,
        claim=claim,
        anywhere=selection.elsewhere,
        limits=selection.limits,
        area_counts=selection.counts,
        age=as_age(terms.get("age", Age.ALL)),
        count_town_points=terms.get("count_town_points", True),
        count_inferred_points=terms.get("count_inferred_points", False),
    )
    radius, demand = terms.get("radius_km"), terms.get("demand")
    share, size = placed_share(selection, situation, **terms)
    return replace(
        situation,
        derived=situation.derived + selection.derived_by_rule(level),
        radius_km=situation.radius_km if radius is None else as_radius_km(radius),
        norm_people_per_centre=terms.get("norm_people_per_centre", NORM_PEOPLE_PER_CENTRE),
        placed_share=share,
        list_size=size,
        upper_bounds=terms.get("upper_bounds", False),
        demand=None if demand is None else demand_points(demand),
        incomplete=incomplete_over(level, selection, claim["claim"]),
    )


def placed_share(selection: Selection, situation: Situation, **terms: Unpack[Terms]) -> tuple[float, int]:
    """Return how many of the listed centres have a known position (0–1), and how many are listed, where that is least.

    Of the centres that are counted, and of the programmes' whole lists whatever is filtered. A list has as many centres
    as are named, or as are reported where those are more; centres that may or may not be counted stand in it without a
    position. Where lists are empty: 1 where they are complete, so that there is nothing to know, else 0.
    """
    counted = situation.placed_count + situation.unplaced_count + len(reported(selection.undecided))
    lists = selection.chosen[selection.chosen["list_status"] != ListStatus.NOT_A_PLACE]
    centres = selection.tables.centres
    named = centres[(centres["status"] == Status.OPEN) & (centres["basis"] != Basis.DERIVED)]
    sizes = named.groupby("programme_id")["site_id"].nunique().reindex(lists["programme_id"], fill_value=0)
    stated = lists.set_index("programme_id")["reported_count"].astype("Float64").fillna(0.0)
    listed = int(np.maximum(sizes.to_numpy(dtype=float), stated.to_numpy(dtype=float)).sum())
    points = {name: terms[name] for name in ("count_town_points", "count_inferred_points") if name in terms}
    in_all = placed(named[named["programme_id"].isin(lists["programme_id"])], **points)["site_id"].nunique()
    nothing = 1.0 if (lists["list_status"] == ListStatus.COMPLETE).all() else 0.0
    return min(
        (in_all / listed if listed else nothing, listed),
        (situation.placed_count / counted if counted else nothing, counted),
    )


def default_radius_km(selection: Selection) -> float:
    """Return the radius looked at first: that of `situation_for` without a radius, and far cheaper."""
    counted = sites(selection.counted)
    scope = districts_looked_at(selection.chosen, counted[~counted["derived"]], selection.limits)
    return default_radius_over(scope.index[scope])


def incomplete_over(level: Level, selection: Selection, claim: pd.Series) -> IncompleteError | None:
    """Return why the list that is asked about is not complete over areas with these claims, or None where it is."""
    return why_incomplete(
        level,
        chosen=selection.chosen,
        claim=claim,
        site_rows=reported(selection.counted),
        unsure=reported(selection.undecided),
        counted_above=Counts(selection.counted, selection.counts, list(selection.chosen["programme_id"])).only_above(
            level
        ),
        hidden=selection.hides_centres,
    )
