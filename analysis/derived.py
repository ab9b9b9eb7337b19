"""Centres that follow from a rule: a learning centre (ศกร.ระดับตำบล) in each tambon outside Bangkok.

The rule was tested where all of them are named: 135 of 135 tambons of Kalasin and 11 of 11 of Phrao, Chiang Mai, have
one. Its centres are counted apart, have no position and close no gap; they are numbers by area, no rows of the
register, so that 7,000 of them weigh nothing where another programme is looked at.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Final

import pandas as pd

from analysis.places import parent_codes, within
from analysis.sites import reported
from geodata.areas import areas
from geodata.codes import BANGKOK_CODE, Level
from registry.population import population_stamps, read_subdistrict_population

if TYPE_CHECKING:
    from collections.abc import Collection

ONE_A_SUBDISTRICT: Final = "subdistrict-centre"
"""The programme of the rule."""


def derived_by_rule(
    level: Level, programme_ids: Collection[str], centres: pd.DataFrame, limits: tuple[str, ...] | None = None
) -> pd.Series:
    """Return how many centres of a set of programmes follow from the rule in each area, and no source names.

    Parameters
    ----------
    level
        The level of the areas.
    programme_ids
        The programmes looked at.
    centres
        The register's centres: a named one takes the place of a derived one of its district.
    limits
        The areas that a filter keeps to (`analysis.scope.area_limits`); None for all.

    Returns
    -------
    Series
        int64 on the areas of the level; 0 everywhere where the rule's programme is none of the set.

    Examples
    --------
    >>> from registry.batch import empty_table
    >>> from registry.schema import CENTRES
    >>> counts = derived_by_rule(Level.PROVINCE, ["subdistrict-centre"], empty_table(CENTRES))
    >>> counts["10"].item(), counts["46"].item(), counts.sum().item()
    (0, 135, 7256)

    """
    index = areas(level).index
    if ONE_A_SUBDISTRICT not in programme_ids:
        return pd.Series(0, index=index, dtype="int64")
    programme_centres = reported(centres[centres["programme_id"] == ONE_A_SUBDISTRICT])
    named = programme_centres["district_code"].value_counts()
    expected = _subdistricts(population_stamps())
    rest = (expected - named.reindex(expected.index, fill_value=0)).clip(lower=0)
    if limits is not None:
        rest = rest.where(within(Level.DISTRICT, limits), 0)
    if level == Level.SUBDISTRICT:
        return _by_subdistrict(rest, programme_centres)
    return (
        rest.groupby(parent_codes(Level.DISTRICT, level).to_numpy()).sum().reindex(index, fill_value=0).astype("int64")
    )


def _by_subdistrict(rest: pd.Series, programme_centres: pd.DataFrame) -> pd.Series:
    """Return 1 for each tambon without a named centre of its own, in districts where some are derived; else 0."""
    districts = parent_codes(Level.SUBDISTRICT, Level.DISTRICT)
    own = districts.index.isin(programme_centres["subdistrict_code"].dropna())
    return (districts.map(rest > 0).astype(bool) & ~own).astype("int64")


@lru_cache(maxsize=2)
def _subdistricts(_stamps: tuple[tuple[str, int, int], ...]) -> pd.Series:
    """Return how many tambons each district has; none in Bangkok, where the rule is not known."""
    counts = read_subdistrict_population()["district_code"].value_counts().reindex(areas(Level.DISTRICT).index)
    return counts.where(counts.index.str[:2] != BANGKOK_CODE, 0).astype("int64")
