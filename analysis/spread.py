"""The spread of the centres of a filter: whether it may be told, and what it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from analysis.centre_filter import CentreFilter, apply_filter
from analysis.claims import programmes_of
from analysis.complete import hides_centres, why_incomplete
from analysis.coverage import filtered_coverage
from analysis.distribution import Distribution, distribution
from analysis.sites import sites
from geodata.areas import contains
from geodata.codes import COUNTRY_CODE, Level, as_level

if TYPE_CHECKING:
    from analysis.complete import IncompleteError


def spread(
    level: Level | str,
    wanted: CentreFilter,
    *,
    centres: pd.DataFrame,
    programmes_table: pd.DataFrame,
    details: pd.DataFrame | None = None,
    area_code: str = COUNTRY_CODE,
    scheme: Level | str = Level.REGION,
) -> Distribution:
    """Return how the centres that a filter keeps are spread over the people of an area.

    Parameters
    ----------
    level
        The level of the areas compared.
    wanted
        The filter.
    centres, programmes_table, details
        Tables of the register.
    area_code
        The area looked at.
    scheme
        The regions that Theil's index is divided over outside Bangkok, "region" (four) or "region6".

    Raises
    ------
    IncompleteError
        The list is not complete over its scope, or there is nothing to spread; its sentence says so.

    """
    table = filtered_coverage(level, wanted, centres=centres, programmes_table=programmes_table, details=details)
    table = table[[contains(area_code, code) for code in table.index]]
    reason = reason_of(
        level, wanted, table["claim"], centres=centres, programmes_table=programmes_table, details=details
    )
    if reason is not None:
        raise reason
    return distribution(table, level, scheme=scheme)


def reason_of(
    level: Level | str,
    wanted: CentreFilter,
    claim: pd.Series,
    *,
    centres: pd.DataFrame,
    programmes_table: pd.DataFrame,
    details: pd.DataFrame | None = None,
) -> IncompleteError | None:
    """Return why the list of a filter is not complete over areas with these claims, or None where it is."""
    filtered = apply_filter(centres, programmes_table, wanted, details)
    found = sites(filtered.kept)
    return why_incomplete(
        as_level(level),
        chosen=programmes_of(programmes_table, wanted.programmes),
        claim=claim,
        found=found[~found["derived"]],
        unsure=sites(filtered.undecided),
        hidden=hides_centres(wanted),
    )
