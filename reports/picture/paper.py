"""A sheet of paper in millimetres: shapes as SVG, words as words, so that each writer shapes Thai by its own means."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from itertools import accumulate
from typing import TYPE_CHECKING, Final, Literal
from xml.sax.saxutils import escape, quoteattr

from answers.mapping import palette

if TYPE_CHECKING:
    from collections.abc import Sequence

MM_PER_PT: Final = 25.4 / 72
_NOT_XML: Final = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
Anchor = Literal["start", "middle", "end"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Word:
    """A line of text. x_mm and y_mm are where its baseline begins (or has its middle or end, by anchor).

    size_pt is the size of the font, weight 400 or 700, halo the colour of a rim that lifts it off a map, or "".
    """

    x_mm: float
    y_mm: float
    text: str
    size_pt: float
    colour: str = palette.INK
    weight: int = 400
    anchor: Anchor = "start"
    halo: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """A finished picture.

    shapes are SVG elements in millimetres from the top left corner, the later over the earlier; words lie over all
    of them. title and description say in words what is to be seen; lang is the language of the words.
    """

    width_mm: float
    height_mm: float
    shapes: tuple[str, ...]
    words: tuple[Word, ...]
    title: str
    description: str
    lang: str


def row_of_sheets(sheets: Sequence[Sheet]) -> Sheet:
    """Return sheets in a row, from the left, as one; a single one as it is."""
    first, *others = sheets
    if not others:
        return first
    lefts = [0.0, *accumulate(one.width_mm for one in sheets)]
    height = max(one.height_mm for one in sheets)
    back = rectangle(0, 0, lefts[-1], height, fill=palette.PAPER)
    placed = list(zip(sheets, lefts, strict=False))
    return replace(
        first,
        width_mm=round(lefts[-1], 2),
        height_mm=height,
        shapes=(back, *(element("g", "".join(one.shapes), transform=f"translate({x:.2f} 0)") for one, x in placed)),
        words=tuple(replace(word, x_mm=word.x_mm + x) for one, x in placed for word in one.words),
        title=" / ".join(dict.fromkeys(one.title for one in sheets)),
        description=" ".join(dict.fromkeys(one.description for one in sheets)),
    )


def element(tag: str, content: str = "", /, **attributes: object) -> str:
    """Return an SVG element; underscores in names of attributes stand for hyphens, None leaves one out.

    The content is markup: text in it has to be escaped by the caller (`words_of`).
    """
    parts = [
        f" {name.rstrip('_').replace('_', '-')}={quoteattr(_text(value))}"
        for name, value in attributes.items()
        if value is not None
    ]
    return f"<{tag}{''.join(parts)}>{content}</{tag}>" if content else f"<{tag}{''.join(parts)}/>"


def words_of(text: str) -> str:
    """Return text as it may stand between tags; characters that XML does not know are left out."""
    return escape(_NOT_XML.sub("", text))


def rectangle(x: float, y: float, width: float, height: float, **attributes: object) -> str:
    """Return a rectangle."""
    return element("rect", x=x, y=y, width=width, height=height, **attributes)


def line(x1: float, y1: float, x2: float, y2: float, **attributes: object) -> str:
    """Return a straight line."""
    return element("line", x1=x1, y1=y1, x2=x2, y2=y2, **attributes)


def _text(value: object) -> str:
    return f"{value:.3f}".rstrip("0").rstrip(".") if isinstance(value, float) else str(value)
