"""The measures that take every centre for known: shares over areas, and centres for a person (`analysis.equity`)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np
import pandas as pd

from analysis import equity
from analysis.e2sfca import e2sfca_of_points
from analysis.situation import Distances

if TYPE_CHECKING:
    from collections.abc import Callable

    from analysis.situation import Situation

LEAST_AREAS: Final = 2
_PER: Final = 100_000


def disparity(situation: Situation) -> pd.Series:
    """Return the area's share of the centres less its share of the people, in percentage points; sums to 0.

    Over the areas in scope and the people within it. Missing where the list is not complete over its scope, out of
    scope, and where fewer than two areas are in it.

    Examples
    --------
    >>> from analysis.examples import four_squares
    >>> disparity(four_squares(incomplete=None)).round(1).tolist()
    [23.2, 11.6, -34.8, nan]

    """
    return _over_scope(situation, equity.disparity).rename("disparity")


def location_quotient(situation: Situation) -> pd.Series:
    """Return the area's share of the centres over its share of the people (0 and up, 1 is a fair share).

    Missing as `disparity` is, and where nobody lives.

    Examples
    --------
    >>> from analysis.examples import four_squares
    >>> location_quotient(four_squares(incomplete=None)).round(2).tolist()
    [1.53, 1.53, 0.0, nan]

    """
    return _over_scope(situation, equity.location_quotient).rename("location_quotient")


def e2sfca(situation: Situation) -> pd.Series:
    """Return centres per 100,000 people by the enhanced two-step floating catchment (float, 0 and up).

    The mean over the area's people of what each has within the radius, where all people around share the centres.
    Missing where the list is not complete over its scope, out of scope, without people where no centre is placed,
    and where distances are not reported: it has no bounds.

    Examples
    --------
    >>> from analysis.examples import four_squares
    >>> e2sfca(four_squares(incomplete=None, radius_km=30.0)).round(2).tolist()
    [0.43, 0.0, 0.71, nan]

    """
    if situation.incomplete or not situation.placed_count or situation.distances is not Distances.REPORTED:
        return _nothing(situation, "e2sfca")
    centres = situation.points.sort_values("centre_id").drop_duplicates("site_id")
    access = e2sfca_of_points(
        situation.reach.points,
        centres["longitude"],
        centres["latitude"],
        radius_km=situation.radius_km,
        near_km=situation.reach.km,
    )
    means = situation.reach.mean_of(access, situation.level, situation.age, districts=situation.scope)
    return situation.mask_out_of_scope(_PER * means.reindex(situation.areas.index)).rename("e2sfca")


def _over_scope(situation: Situation, share: Callable[[pd.Series, pd.Series], pd.Series]) -> pd.Series:
    inside = ~situation.out_of_scope.to_numpy(dtype=bool)
    people = situation.people[inside]
    if situation.incomplete or inside.sum() < LEAST_AREAS or people.isna().any():
        return _nothing(situation, "")
    return share(situation.centres[inside], people).reindex(situation.areas.index)


def _nothing(situation: Situation, name: str) -> pd.Series:
    return pd.Series(np.nan, index=situation.areas.index, name=name)
