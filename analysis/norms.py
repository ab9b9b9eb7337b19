"""For which programmes a number of people for each centre is a norm that may be held against areas."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from analysis.headlines import BMA_LIBRARY
from analysis.measures import AREA_MEASURES

if TYPE_CHECKING:
    from collections.abc import Iterable

PROGRAMMES_WITH_NORM: Final = frozenset({BMA_LIBRARY})
"""The norm is read off public libraries of cities abroad: of the programmes here, only the city's own are such."""


NORM_MEASURE: Final = "centres_needed"


def has_norm(programme_ids: Iterable[str]) -> bool:
    """Whether `centres_needed` may be reported of a set of programmes: each of them has the norm, and there is one."""
    ids = set(programme_ids)
    return bool(ids) and ids <= PROGRAMMES_WITH_NORM


def measures_for(programme_ids: Iterable[str]) -> tuple[str, ...]:
    """Return the measures of areas that may be asked of a set of programmes: what a norm asks for only where it holds.

    >>> [NORM_MEASURE in measures_for(ids) for ids in (["bma-library"], ["relearning"], ["bma-library", "relearning"])]
    [True, False, False]
    """
    norm = has_norm(programme_ids)
    return tuple(key for key in AREA_MEASURES if norm or key != NORM_MEASURE)
