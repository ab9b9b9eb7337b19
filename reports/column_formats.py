"""The number formats of a table's columns in a workbook, by what stands in them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from analysis.measures import MEASURES
from reports.workbook import KILOMETRES, PER_CENT

if TYPE_CHECKING:
    from collections.abc import Iterable

_OF_UNIT: Final = {"share": PER_CENT, "km": KILOMETRES}
_OF_NAME: Final = {"gap_score": "0.000", "longitude": "0.00000", "latitude": "0.00000", "opened_be": "0"}
_OF_WORD: Final = {"share": PER_CENT, "rank": PER_CENT, "km": KILOMETRES}
"""Of the word that a name of several begins or ends with: share_before, people_beyond_km_rank, radius_km."""


def column_formats(names: Iterable[str]) -> dict[str, str]:
    """Return the format of each column that is not simply a whole number, one with decimals, or text."""
    return {name: number_format for name in names if (number_format := _format(name))}


def _format(name: str) -> str:
    if name in MEASURES:
        return _OF_UNIT.get(MEASURES[name].unit, "")
    first, *others = name.split("_")
    words = (others[-1], first) if others else ()
    return _OF_NAME.get(name) or next((_OF_WORD[word] for word in words if word in _OF_WORD), "")
