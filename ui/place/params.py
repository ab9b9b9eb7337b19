"""A place and the areas compared, as they stand in a link: read strictly."""

from __future__ import annotations

from typing import Final

from geodata.codes import level_of
from geodata.gazetteer import place

MOST_COMPARED: Final = 4


def read_place(text: str) -> str:
    """Return the code of a place in use; ValueError for any other text."""
    if text and place(text) is None:
        raise ValueError(text)
    return text


def read_compared(text: str) -> tuple[str, ...]:
    """Return up to four areas of the map; ValueError or `AreaError` for what is none, or for more."""
    codes = tuple(dict.fromkeys(part for part in text.split("|") if part))
    if len(codes) > MOST_COMPARED or any(place(code) is None for code in codes):
        raise ValueError(text)
    for code in codes:
        level_of(code)  # a subdistrict is no area of the map
    return codes
