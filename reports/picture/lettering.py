"""How wide words are, and where a line of them may end: for pictures, whose words are placed one by one."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Final

from PIL import ImageFont

from reports.font import font_folder
from reports.picture.paper import MM_PER_PT

FAMILY: Final = "Noto Sans Thai"
SMALL_PT: Final = 8.0
"""Notes and sources at the foot of a picture."""
_DRAWN_AT: Final = 64
# Thai letters that cannot begin a line: vowels and marks written over, under or after a consonant, and signs.
_NEVER_FIRST: Final = frozenset("ะัาำิีึืฺุูๅๆ็่้๊๋์ํ๎ฯ")
_BEGINS_A_SYLLABLE: Final = frozenset("เแโใไ")
_DATE: Final = re.compile(r"[0-9]{1,2} (?:[ก-ฮ]{1,3}\.[ก-ฮ]{1,2}\.|[A-Z][a-z]{2}) [0-9]{4}")
_KEPT: Final = "\u00a0"


@dataclass(frozen=True, slots=True)
class MapSizes:
    """Sizes of the words on a map, in points: names of areas, names of towns and waters, scale bar and heading."""

    areas: float = 6.2
    places: float = 5.0
    scale: float = 6.5
    heading: float = 7.0


ON_PAPER: Final = MapSizes()
"""Read from the hand."""
ON_SLIDES: Final = MapSizes(areas=10.5, places=10.0, scale=10.5, heading=10.5)
"""Read from the wall: fewer names, and larger ones."""


@cache
def _font(weight: int) -> ImageFont.FreeTypeFont:
    font = ImageFont.truetype(str(next(font_folder().glob("*.ttf"))), _DRAWN_AT)
    chosen = {b"Weight": weight, b"Width": 100}
    font.set_variation_by_axes([float(chosen[axis["name"] or b""]) for axis in font.get_variation_axes()])
    return font


@lru_cache(maxsize=20_000)
def width_mm(text: str, size_pt: float, weight: int = 400) -> float:
    """Return how wide a line of text is."""
    return float(_font(weight).getlength(text)) / _DRAWN_AT * size_pt * MM_PER_PT


def wrapped(text: str, limit_mm: float, size_pt: float, weight: int = 400) -> list[str]:
    """Return text in lines no wider than a limit: broken at spaces, and inside a phrase only where it must be."""
    lines: list[str] = []
    for paragraph in text.split("\n"):
        current = ""
        for phrase in _whole_dates(paragraph).split(" "):
            joined = f"{current} {phrase}" if current else phrase
            if width_mm(joined, size_pt, weight) <= limit_mm:
                current = joined
                continue
            if current:
                lines.append(current)
            *full, current = _cut(phrase, limit_mm, size_pt, weight)
            lines += full
        lines.append(current)
    return [line.replace(_KEPT, " ") for line in lines]


def _whole_dates(text: str) -> str:
    """Return text whose dates (21 พ.ย. 2569, 21 Nov 2026) hold together."""
    return _DATE.sub(lambda match: match[0].replace(" ", _KEPT), text)


def shortened(text: str, limit_mm: float, size_pt: float, weight: int = 400) -> str:
    """Return a line no wider than a limit, with an ellipsis where something was left out."""
    if width_mm(text, size_pt, weight) <= limit_mm:
        return text
    start = _cut(text, limit_mm - width_mm("…", size_pt, weight), size_pt, weight)[0]
    return start.rstrip() + "…"


def _cut(phrase: str, limit_mm: float, size_pt: float, weight: int) -> list[str]:
    """Cut a phrase without spaces into pieces that fit; a consonant keeps its vowels and marks."""
    pieces = []
    rest = phrase
    while width_mm(rest, size_pt, weight) > limit_mm and len(rest) > 1:
        end = len(rest) - 1
        while end > 1 and width_mm(rest[:end], size_pt, weight) > limit_mm:
            end -= 1
        end = _good_end(rest, end)
        pieces.append(rest[:end])
        rest = rest[end:]
    return [*pieces, rest]


def _good_end(text: str, end: int) -> int:
    """Return a better place to cut at or before one: before a vowel that begins a syllable, never before a mark."""
    for place in range(end, end // 2, -1):
        if text[place] in _BEGINS_A_SYLLABLE:
            return place
    while end > 1 and (text[end] in _NEVER_FIRST or text[end - 1] in _BEGINS_A_SYLLABLE):
        end -= 1
    return end
