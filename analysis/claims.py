"""What may be said of an area for a set of programmes. The rule is `claims`; no other place decides it.

A claim "has none" is a statement about the world: it is made from all open centres of the programmes, and no filter
can make it. The filter only decides which of these centres are counted.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Final

import numpy as np
import pandas as pd

from analysis.counts import Counts, counted_as_none
from analysis.derived import derived_by_rule
from analysis.places import parent_codes, touches, with_districts, with_subdistricts
from analysis.sites import area_codes, has_known_position, reported, sites
from geodata.areas import areas
from geodata.codes import BANGKOK_CODE, Level
from registry.errors import UnknownProgrammeError
from registry.schema import Basis, ListStatus, Status

if TYPE_CHECKING:
    from collections.abc import Iterable

    from numpy.typing import NDArray


class Claim(StrEnum):
    """What may be said of an area. An unlisted centre is not a missing centre."""

    HAS_ONE = "has_one"
    HAS_OTHER = "has_other"
    HAS_NONE = "has_none"
    UNKNOWN = "unknown"
    OUT_OF_SCOPE = "out_of_scope"


class Reason(StrEnum):
    """Why a centre is not counted, or why nothing certain is said of an area.

    The first ones are criteria of a filter, in the order in which the first that a centre fails is given as its reason.
    """

    RESIDENTS = "residents"
    COMMUNITY = "community"
    PUBLIC = "public"
    ACCESS_UNKNOWN = "access_unknown"
    EARLIER = "earlier"
    LATER = "later"
    YEAR_UNKNOWN = "year_unknown"
    STATUS = "status"
    PRECISION = "precision"
    BASIS = "basis"
    OWNER = "owner"
    PARTNER = "partner"
    TEXT = "text"
    AREA = "area"
    PLACE_UNKNOWN = "place_unknown"
    SUBDISTRICT_UNKNOWN = "subdistrict_unknown"
    COUNT = "count"
    DERIVED = "derived"
    LIST = "list"
    NO_COMMON_AREA = "no_common_area"


@dataclass(frozen=True, eq=False)
class World:
    """What is there for a set of programmes, whatever the filter.

    centres are the open ones of the programmes, in their districts and subdistricts. Of each area of the level (bool):
    uncounted, whether a partner counts more than are named; derived, whether a derived one is there; scoped, whether a
    programme is meant for it; none_there, whether all of these have none; listed, whether their lists are complete;
    located, of subdistricts, whether the position of every centre that may be there is known.
    """

    level: Level
    programme_ids: list[str]
    centres: pd.DataFrame
    area_counts: pd.DataFrame
    uncounted: NDArray[np.bool_]
    derived: NDArray[np.bool_]
    scoped: NDArray[np.bool_]
    none_there: NDArray[np.bool_]
    listed: NDArray[np.bool_]
    located: NDArray[np.bool_]


_ORDER: Final = {reason.value: position for position, reason in enumerate(Reason)}


def claims(
    level: Level,
    chosen: pd.DataFrame,
    centres: pd.DataFrame,
    area_counts: pd.DataFrame,
    *,
    reasons: pd.Series | None = None,
    undecided: pd.Series | None = None,
    area_counts_counted: pd.DataFrame | None = None,
) -> pd.DataFrame:
    """Return the claim that may be made about every area of a level for a set of programmes, and its reason.

    The first that holds:

    * has_one: a counted centre that a source names is recorded in the area, or a counted number of a partner says that
      there is one without naming it. Derived rows never make it.
    * unknown: an open centre is recorded in the area of which it is not known whether it is counted
      (reason: access_unknown, year_unknown, place_unknown), or a partner's number that is not counted says that there
      is one (count).
    * has_other: an open centre that a source names is recorded in the area, and none that is known to be counted. The
      reason is the first criterion that it fails.
    * out_of_scope: no programme of the set is meant for the area (programmes that are not places are meant for none).
    * has_none: for every programme meant for the area, either its list is complete and none of its open centres is or
      may be there, whoever may enter, or a partner's number says 0. No filter is looked at.
    * unknown: otherwise (derived: only a derived one is there; place_unknown: a centre is recorded only to a larger
      area around it, such as "in Bangkok, khet unknown"; subdistrict_unknown: each of these has a known position, so
      that distances are known, while its subdistrict is not recorded; list: a list is not complete).

    Parameters
    ----------
    level
        The level of the areas.
    chosen
        The rows of the programmes in the set (`programmes_of`).
    centres
        The register's centres, all of them. A centre without a district whose building has a point is in the district
        whose polygon holds the point; where boundaries of subdistricts are installed, in its subdistrict too.
    area_counts
        Counts by area that the programmes' partners give, with the columns of the register's area_counts.
    reasons
        Why a centre is not counted (`Reason`), "" where it is; on the index of centres. None: all are counted.
    undecided
        Whether it is not known if a centre with a reason is counted, for want of a value (bool).
    area_counts_counted
        Those of area_counts that are counted; None for all.

    Returns
    -------
    DataFrame
        Index ``admin_code``; claim (`Claim`), claim_reason (`Reason`, "" for has_one, has_none and out_of_scope).

    Examples
    --------
    Of two libraries one is for residents only. Counting those open to the public, its khet has none that is counted,
    and still not "none".

    >>> from registry.readers import typed
    >>> from registry.schema import AREA_COUNTS, CENTRES, PROGRAMMES
    >>> def table(kind, *rows):
    ...     return typed(pd.DataFrame(rows, columns=kind.names, dtype=object), kind)
    >>> own = {"programme_id": "library", "province_code": "10", "status": "open", "basis": "reported"}
    >>> centres = table(
    ...     CENTRES,
    ...     own | {"centre_id": "a", "site_id": "a", "district_code": "1001"},
    ...     own | {"centre_id": "b", "site_id": "b", "district_code": "1020"},
    ... )
    >>> programme = {"programme_id": "library", "scope_codes": "10", "list_status": "complete"}
    >>> rule = (Level.DISTRICT, table(PROGRAMMES, programme), centres, table(AREA_COUNTS))
    >>> claims(*rule)["claim"][["1001", "1020", "1021", "5001"]].tolist()
    ['has_one', 'has_one', 'has_none', 'out_of_scope']
    >>> residents_left_out = claims(*rule, reasons=pd.Series(["", "residents"]))
    >>> residents_left_out.loc["1020"].tolist(), residents_left_out["claim"]["1021"]
    (['has_other', 'residents'], 'has_none')

    """
    world = world_of(level, chosen, centres, area_counts)
    return claims_of(world, reasons=reasons, undecided=undecided, area_counts_counted=area_counts_counted)


def claims_of(
    world: World,
    *,
    reasons: pd.Series | None = None,
    undecided: pd.Series | None = None,
    area_counts_counted: pd.DataFrame | None = None,
) -> pd.DataFrame:
    """Return the claims (`claims`) where what is there whatever the filter (`world_of`) is known already."""
    index, centres = areas(world.level).index, world.centres
    reason = pd.Series("", index=centres.index) if reasons is None else reasons.loc[centres.index]
    named = centres["basis"] != Basis.DERIVED
    counted = centres[reason == ""]
    partners = world.area_counts if area_counts_counted is None else area_counts_counted
    has_one = index.isin(area_codes(reported(counted), world.level).dropna())
    has_one |= (Counts(counted, partners, world.programme_ids).unnamed(world.level) > 0).to_numpy()

    where = area_codes(centres, world.level)
    unsure = pd.Series(data=False, index=centres.index) if undecided is None else undecided.loc[centres.index]
    unsure_reason = _reason_by_area(where[unsure & named], reason, index)
    other_reason = _reason_by_area(where[(reason != "") & ~unsure & named], reason, index)
    return _choose(
        index,
        [
            (has_one, Claim.HAS_ONE, ""),
            (unsure_reason != "", Claim.UNKNOWN, unsure_reason),
            (other_reason != "", Claim.HAS_OTHER, other_reason),
            (world.uncounted, Claim.UNKNOWN, Reason.COUNT),
            (~world.scoped, Claim.OUT_OF_SCOPE, ""),
            (world.derived, Claim.UNKNOWN, Reason.DERIVED),
            (world.none_there, Claim.HAS_NONE, ""),
            (world.listed & world.located, Claim.UNKNOWN, Reason.SUBDISTRICT_UNKNOWN),
            (world.listed, Claim.UNKNOWN, Reason.PLACE_UNKNOWN),
        ],
    )


def _choose(index: pd.Index, cases: list[tuple[NDArray[np.bool_], Claim, NDArray[np.object_] | str]]) -> pd.DataFrame:
    """Return claim and reason of the first case that holds of each area; where none does, the list is not complete."""
    holds = [case[0] for case in cases]
    reasons = [np.broadcast_to(np.asarray(case[2], dtype=object), len(index)) for case in cases]
    return pd.DataFrame(
        {
            "claim": np.select(holds, [case[1].value for case in cases], Claim.UNKNOWN.value).astype(object),
            "claim_reason": np.select(holds, reasons, Reason.LIST.value).astype(object),
        },
        index=index,
    )


def _reason_by_area(where: pd.Series, reason: pd.Series, index: pd.Index) -> NDArray[np.object_]:
    """Return of each area the first reason of the centres in it, "" where there is none of them."""
    first: dict[str, str] = {}
    for code, one in zip(where, reason.loc[where.index], strict=True):
        if code is not None and (code not in first or _ORDER[one] < _ORDER[first[code]]):
            first[code] = str(one)
    reasons = np.full(len(index), "", dtype=object)
    reasons[index.get_indexer(pd.Index(list(first), dtype=object))] = list(first.values())
    return reasons


def world_of(level: Level, chosen: pd.DataFrame, centres: pd.DataFrame, area_counts: pd.DataFrame) -> World:
    """Return what is there for a set of programmes, whatever the filter; the parameters are those of `claims`."""
    index, ids = areas(level).index, list(chosen["programme_id"])
    located_centres = with_subdistricts(with_districts(centres))
    open_ = located_centres["programme_id"].isin(ids) & (located_centres["status"] == Status.OPEN)
    world = located_centres[open_]
    derived = index.isin(area_codes(world[world["basis"] == Basis.DERIVED], level).dropna())
    derived |= (derived_by_rule(level, ids, located_centres) > 0).to_numpy()
    scoped, none_there, listed, located = _none_by_list(level, chosen, world, area_counts)
    return World(
        level=level,
        programme_ids=ids,
        centres=world,
        area_counts=area_counts,
        uncounted=(Counts(world, area_counts, ids).unnamed(level) > 0).to_numpy(),
        derived=derived,
        scoped=scoped,
        none_there=none_there,
        listed=listed,
        located=located,
    )


def _none_by_list(
    level: Level, chosen: pd.DataFrame, world: pd.DataFrame, area_counts: pd.DataFrame
) -> tuple[NDArray[np.bool_], NDArray[np.bool_], NDArray[np.bool_], NDArray[np.bool_]]:
    """Return of each area whether a programme is meant for it, whether all of these have none, or complete lists there.

    Last, of subdistricts, whether the position of every centre that may be there is known. An open centre recorded in
    the area itself is not looked at here: it has made another claim before.
    """
    size, recorded = len(areas(level)), sites(world)
    positioned = set(world.loc[has_known_position(world), "site_id"])
    located = np.full(size, level == Level.SUBDISTRICT)
    scoped, none_there, listed = np.zeros(size, dtype=bool), np.ones(size, dtype=bool), np.ones(size, dtype=bool)
    with_counts = set(area_counts["programme_id"])
    columns = (chosen[name] for name in ("programme_id", "scope_codes", "list_status"))
    for programme_id, codes, status in zip(*columns, strict=True):
        if status == ListStatus.NOT_A_PLACE:
            continue
        here = touches(level, codes.split(" ")).to_numpy()
        scoped |= here
        none = np.zeros(size, dtype=bool)
        if programme_id in with_counts:
            none = counted_as_none(level, programme_id, area_counts).to_numpy()
        if status == ListStatus.COMPLETE:
            own = recorded[recorded.index.isin(world.loc[world["programme_id"] == programme_id, "site_id"])]
            possible = _possible_areas(own, level)
            lost = _possible_areas(own[~own.index.isin(positioned)], level)
            if programme_id in with_counts:
                above = Counts(world, area_counts, [programme_id]).only_above(level).to_numpy(dtype=bool)
                possible, lost = possible | above, lost | above
            located &= ~lost
            none = none | ~possible
        else:
            listed &= ~here
        none_there &= ~here | none
    return scoped, none_there, listed, located


def programmes_of(programmes: pd.DataFrame, programme_ids: Iterable[str]) -> pd.DataFrame:
    """Return the rows of a set of programmes; empty means all. An unknown one is an `UnknownProgrammeError`.

    An empty register has no programmes, so any set of them is empty there.
    """
    listed_ids = list(programmes["programme_id"])
    if not listed_ids:
        return programmes
    selected_ids = list(programme_ids) or listed_ids
    for programme_id in selected_ids:
        if programme_id not in listed_ids:
            raise UnknownProgrammeError("programme_not_listed", value=programme_id, known=", ".join(listed_ids))
    return programmes[programmes["programme_id"].isin(selected_ids)]


def _possible_areas(sites_recorded: pd.DataFrame, level: Level) -> np.ndarray:
    """Return the areas in which a site may be that is recorded only to a larger area containing them."""
    index = areas(level).index
    if level not in (Level.SUBDISTRICT, Level.DISTRICT, Level.BMA_GROUP):
        return np.zeros(len(index), dtype=bool)  # every centre has a province
    open_provinces = set(sites_recorded.loc[sites_recorded["district_code"].isna(), "province_code"])
    if level == Level.BMA_GROUP:
        return np.full(len(index), BANGKOK_CODE in open_provinces)
    possible = parent_codes(level, Level.PROVINCE).isin(open_provinces)
    if level == Level.SUBDISTRICT:
        open_districts = sites_recorded.loc[sites_recorded["subdistrict_code"].isna(), "district_code"].dropna()
        possible |= parent_codes(level, Level.DISTRICT).isin(open_districts)
    return possible.to_numpy(dtype=bool)
