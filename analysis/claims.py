"""What may be said of an area for a set of programmes: has one, has none, unknown, out of scope."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from analysis.counts import counted_only_above, said_to_have_none, unnamed_by_area
from analysis.places import parent_codes, touches
from analysis.sites import area_codes, sites
from geodata.areas import areas
from geodata.codes import BANGKOK_CODE, Level
from registry.errors import UnknownProgrammeError
from registry.schema import ListStatus

if TYPE_CHECKING:
    from collections.abc import Iterable


class Claim(StrEnum):
    """What may be said of an area. An unlisted centre is not a missing centre."""

    HAS_ONE = "has_one"
    HAS_NONE = "has_none"
    UNKNOWN = "unknown"
    OUT_OF_SCOPE = "out_of_scope"


def claims(
    level: Level,
    chosen: pd.DataFrame,
    centres_counted: pd.DataFrame,
    area_counts: pd.DataFrame,
    *,
    undecided: pd.DataFrame | None = None,
) -> pd.Series:
    """Return the claim that may be made about every area of a level for a set of programmes.

    * has_one: a counted centre that a source names is recorded in the area, or a partner counts one there without
      naming it. Derived rows never make it.
    * out_of_scope: no programme of the set is meant for the area (programmes that are not places are meant for
      none).
    * has_none: for every programme meant for the area, either its list is complete and none of its counted centres
      is recorded only to a larger area that contains it (such as "in Bangkok, khet unknown"), or a partner's count
      says 0 for the area.
    * unknown: otherwise.

    Parameters
    ----------
    level
        The level of the areas.
    chosen
        The rows of the programmes in the set (`programmes_of`).
    centres_counted
        The open centres of the set that are counted.
    area_counts
        Counts by area that the programmes' partners give, with the columns of the register's area_counts.
    undecided
        Centres that may or may not count, for want of a value: where one may be, "has none" is not said.

    Returns
    -------
    Series
        Index ``admin_code``, values of `Claim`.

    """
    index = areas(level).index
    counted = sites(centres_counted)
    reported = counted[~counted["derived"]]
    ids = list(chosen["programme_id"])
    has_one = index.isin(area_codes(reported, level).dropna())
    has_one |= (unnamed_by_area(level, centres_counted, area_counts, ids) > 0).to_numpy()
    scoped, none_said = np.zeros(len(index), dtype=bool), np.ones(len(index), dtype=bool)
    for programme_id, codes, status in zip(ids, chosen["scope_codes"], chosen["list_status"], strict=True):
        if status == ListStatus.NOT_A_PLACE:
            continue
        here = touches(level, codes.split(" ")).to_numpy()
        scoped |= here
        said = said_to_have_none(level, programme_id, area_counts).to_numpy()
        if status == ListStatus.COMPLETE:
            said = said | _not_on_list(level, programme_id, centres_counted, reported, area_counts)
        none_said &= ~here | said
    if undecided is not None:
        unsure = sites(undecided)
        none_said &= ~_known_only_above(unsure, level) & ~index.isin(area_codes(unsure, level).dropna())
    values = np.select(
        [has_one, ~scoped, none_said],
        [Claim.HAS_ONE.value, Claim.OUT_OF_SCOPE.value, Claim.HAS_NONE.value],
        Claim.UNKNOWN.value,
    )
    return pd.Series(values, index=index, name="claim", dtype=object)


def _not_on_list(
    level: Level, programme_id: str, centres: pd.DataFrame, reported: pd.DataFrame, counts: pd.DataFrame
) -> np.ndarray:
    """Return the areas that no centre of a complete list can be in, as long as none is recorded in them."""
    own = centres.loc[centres["programme_id"] == programme_id, "site_id"]
    elsewhere = _known_only_above(reported[reported.index.isin(own)], level)
    counted = counted_only_above(level, centres, counts, [programme_id]).to_numpy(dtype=bool)
    possible: np.ndarray = elsewhere | counted
    return ~possible


def programmes_of(programmes: pd.DataFrame, programme_ids: Iterable[str]) -> pd.DataFrame:
    """Return the rows of a set of programmes; empty means all. An unknown one is an `UnknownProgrammeError`.

    An empty register has no programmes, so any set of them is empty there.
    """
    known = list(programmes["programme_id"])
    if not known:
        return programmes
    wanted = list(programme_ids) or known
    for programme_id in wanted:
        if programme_id not in known:
            raise UnknownProgrammeError("programme_not_listed", value=programme_id, known=", ".join(known))
    return programmes[programmes["programme_id"].isin(wanted)]


def _known_only_above(found: pd.DataFrame, level: Level) -> np.ndarray:
    """Return the areas in which a site may be that is recorded only to a larger area containing them."""
    index = areas(level).index
    if level not in (Level.DISTRICT, Level.BMA_GROUP):
        return np.zeros(len(index), dtype=bool)  # every centre has a province
    open_provinces = set(found.loc[found["district_code"].isna(), "province_code"])
    if level == Level.BMA_GROUP:
        return np.full(len(index), BANGKOK_CODE in open_provinces)
    return parent_codes(level, Level.PROVINCE).isin(open_provinces).to_numpy()
