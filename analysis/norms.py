"""For which programmes a number of people for each centre is a norm that may be held against areas."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from analysis.headlines import BMA_LIBRARY

if TYPE_CHECKING:
    from collections.abc import Iterable

PROGRAMMES_WITH_NORM: Final = frozenset({BMA_LIBRARY})
"""The norm is read off public libraries of cities abroad: of the programmes here, only the city's own are such."""


def has_norm(programme_ids: Iterable[str]) -> bool:
    """Whether `centres_needed` may be reported of a set of programmes: each of them has the norm, and there is one."""
    ids = set(programme_ids)
    return bool(ids) and ids <= PROGRAMMES_WITH_NORM
