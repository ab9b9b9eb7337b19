"""Which counts by area a filter lets count."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

from analysis.complete import hides_centres
from analysis.scope import area_limits
from geodata.areas import contains
from registry.schema import Access

if TYPE_CHECKING:
    import pandas as pd

    from analysis.centre_filter import CentreFilter

_DISTRICT_DIGITS: Final = 4


def counts_in_filter(area_counts: pd.DataFrame, centre_filter: CentreFilter) -> pd.DataFrame:
    """Return the counts that a filter lets count.

    A count says nothing of names, precision, partners or years: where the filter asks for these, or leaves out what is
    open to the public, none counts. Where it keeps to some areas, the counts inside them do.
    """
    not_public = bool(centre_filter.access) and Access.PUBLIC not in centre_filter.access
    by_year = centre_filter.opened_from_be is not None or centre_filter.opened_to_be is not None
    if hides_centres(centre_filter) or not_public or by_year:
        return area_counts.head(0)
    limits = area_limits(centre_filter)
    if limits is None:
        return area_counts
    inside = [any(contains(code, one[:_DISTRICT_DIGITS]) for code in limits) for one in area_counts["admin_code"]]
    # As an array of truths: an empty list would ask a table without rows for no columns.
    return area_counts[np.array(inside, dtype=bool)]
