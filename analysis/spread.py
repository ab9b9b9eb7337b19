"""The spread of the centres of a filter: whether it may be told, and what it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from analysis.ages import Age
from analysis.coverage import coverage_table
from analysis.distribution import Distribution, distribution
from analysis.places import rows_in
from analysis.selection import filtered, incomplete_over, situation_for
from geodata.codes import COUNTRY_CODE, Level

if TYPE_CHECKING:
    from analysis.centre_filter import CentreFilter
    from registry.tables import Tables


def spread(
    level: Level,
    centre_filter: CentreFilter,
    tables: Tables,
    *,
    area_code: str = COUNTRY_CODE,
    scheme: Level = Level.REGION,
    age: Age | str = Age.ALL,
) -> Distribution:
    """Return how the centres that a filter keeps are spread over the people of an area.

    Parameters
    ----------
    level
        The level of the areas compared.
    centre_filter
        The filter.
    tables
        The register's tables.
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
    selection = filtered(centre_filter, tables)
    table = coverage_table(situation_for(level, selection, age=age), measures=("centre_count",))
    table = rows_in(area_code, table, level)
    reason = incomplete_over(level, selection, table["claim"])
    if reason is not None:
        raise reason
    return distribution(table, level, scheme=scheme)
