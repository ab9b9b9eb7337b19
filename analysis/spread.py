"""The spread of the centres of a filter: whether it may be told, and what it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from analysis.ages import Age
from analysis.asked import filtered, incomplete_over, situation_for
from analysis.coverage import coverage_table
from analysis.distribution import Distribution, distribution
from geodata.areas import contains
from geodata.codes import COUNTRY_CODE, Level, as_level

if TYPE_CHECKING:
    import pandas as pd

    from analysis.centre_filter import CentreFilter


def spread(
    level: Level | str,
    wanted: CentreFilter,
    *,
    centres: pd.DataFrame,
    programmes_table: pd.DataFrame,
    details: pd.DataFrame | None = None,
    area_counts: pd.DataFrame | None = None,
    area_code: str = COUNTRY_CODE,
    scheme: Level | str = Level.REGION,
    age: Age | str = Age.ALL,
) -> Distribution:
    """Return how the centres that a filter keeps are spread over the people of an area.

    Parameters
    ----------
    level
        The level of the areas compared.
    wanted
        The filter.
    centres, programmes_table, details, area_counts
        Tables of the register.
    area_code
        The area looked at.
    scheme
        The regions that Theil's index is divided over outside Bangkok, "region" (four) or "region6".
    age
        Over whose people; the groups are known for Bangkok only.

    Raises
    ------
    IncompleteError
        The list is not complete over its scope, or there is nothing to spread; its sentence says so.

    """
    level = as_level(level)
    asked = filtered(
        wanted, centres=centres, programmes_table=programmes_table, details=details, area_counts=area_counts
    )
    table = coverage_table(situation_for(level, asked, age=age), measures=("centre_count",))
    table = table[[contains(area_code, code) for code in table.index]]
    reason = incomplete_over(level, asked, table["claim"])
    if reason is not None:
        raise reason
    return distribution(table, level, scheme=scheme)
