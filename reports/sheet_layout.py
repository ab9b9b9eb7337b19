"""Where the texts of a sheet have room: how wide its columns are, how high its rows, and which way it lies on paper."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING, Final

import numpy as np
import pandas as pd

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from reports.workbook import Sheet

WHOLE, DECIMAL = "#,##0", "#,##0.00"
LINE_PT: Final = 15.0
"""How high a line of a cell is; programs other than Excel do not find it themselves."""
_MOST_LINES: Final = 20
_WIDEST: Final = 60.0
_LARGE: Final = 100_000
"""Numbers below it have room in the narrowest column."""
_HEADING: Final = 11.5
"""How wide a column is made for its heading, which goes over several lines."""
_BOLD: Final = 1.05
_DIGIT_PX: Final = 7
"""A digit of the face that cells are set in: the width of a column is counted in these."""
_THAI_PX: Final = 8.6
_THAI_PX_OF: Final = {"เ": 5.0, **dict.fromkeys("ฌญฑฒณ", 12.0)}
"""Thai letters in the faces that stand in for one without them, and those that are not about as wide as the others."""
_AROUND: Final = 2.4
"""What of a column's width the indent and the margins of its cells take."""
_RAGGED: Final = 3.0
"""What a line of Thai leaves empty at its end, since it breaks between words that no space tells."""
_NARROWEST: Final = 14.0
_SHORTER: Final = (0.0, 20.0, 26.0, 32.0, 40.0, 50.0)
"""From which width on a column may be made narrower, one after the other, to see which is best."""
_SAMPLE: Final = 200
"""The rows by which that is seen."""
_WORD: Final = re.compile(r"[!-~]+")
"""What does not break in a cell: Thai does, between its words."""
_LONGEST_NAME: Final = 27.0
"""Names and words up to that long are never broken."""
_LONGEST_TERM, _MOST_TERMS = 34.0, 8
"""A column of a few short terms, as the conclusions, keeps each on one line: they stand in many rows."""
_OVER_AND_UNDER: Final = re.compile("[\u0e31\u0e34-\u0e3a\u0e47-\u0e4e]")
_LETTER_MM: Final = 25.4 * _DIGIT_PX / 96


@dataclass(frozen=True, slots=True)
class _Paper:
    """A page of A4: what is between its margins, in mm across and in points down."""

    across_mm: float
    down_pt: float
    upright: bool

    @property
    def letters(self) -> float:
        """How wide what is printed on it is at most: at three quarters of its size."""
        return self.across_mm / _LETTER_MM / 0.75

    def pages(self, widths: Sequence[float], height_pt: float) -> int:
        """Return over how many pages so much goes when it is made to fit across."""
        scale = min(1.0, self.across_mm / (sum(widths) * _LETTER_MM))
        return math.ceil(height_pt * scale / self.down_pt)


_PAPERS: Final = (_Paper(277.0, 498.0, upright=False), _Paper(190.0, 745.0, upright=True))


@dataclass(frozen=True, slots=True)
class Layout:
    """Widths of the columns in letters, heights of the heading and rows in points, and whether a page is upright."""

    widths: list[float]
    heights: list[float]
    upright: bool


def layout(sheet: Sheet, printed: int) -> Layout:
    """Return how a sheet is laid out, of whose columns so many are printed, on pages that can be read.

    Where these would be too wide, the longer texts go over several lines: from which length on, and whether the page
    stands upright, is chosen so that as few pages as possible are filled best.
    """
    bounds = [_bounds(sheet, name, is_printed=place < printed) for place, name in enumerate(sheet.table.columns)]
    whole = [min(most, _WIDEST) for _, most in bounds[printed:]]
    sample = replace(sheet, table=sheet.table.iloc[:: len(sheet.table) // _SAMPLE + 1])
    rows_a_sample = (sheet.printed_rows or len(sheet.table)) / max(len(sample.table), 1)
    found: list[tuple[int, bool, float, list[float]]] = []
    for paper in _PAPERS:
        candidates = [_across(bounds[:printed], shorter, paper.letters) for shorter in _SHORTER]
        fitting = [widths for widths in candidates if sum(widths) <= paper.letters]
        for widths in fitting or ([] if paper.upright else candidates[:1]):
            down = sum(_heights(sample, [*widths, *whole], printed)) * rows_a_sample
            found.append((paper.pages(widths, down), paper.upright, down, widths))
    _, upright, _, best = min(found)
    widths = [*best, *whole]
    return Layout(widths, _heights(sheet, widths, printed), upright and sheet.chart is None)


def format_of(column: pd.Series) -> str:
    """Return the number format of a column by its type."""
    if pd.api.types.is_integer_dtype(column.dtype):
        return WHOLE
    return DECIMAL if pd.api.types.is_float_dtype(column.dtype) else "General"


def row_height(cells: Iterable[tuple[object, float]]) -> float:
    """Return how high a row has to be in points for its texts to be read whole, each in a column of a width."""
    return LINE_PT * max((_lines(text, width) for text, width in cells if isinstance(text, str)), default=1)


def _bounds(sheet: Sheet, name: str, *, is_printed: bool) -> tuple[float, float]:
    """Return how wide a column is at least, and how wide it is if each of its texts has a line of its own."""
    column, form = sheet.table[name], sheet.formats.get(str(name)) or format_of(sheet.table[name])
    heading = _BOLD * _width(sheet.headings.get(str(name), str(name))) + _AROUND
    two_lines = max(2.0 * _HEADING, heading / 2 + _RAGGED)
    values = list(column.astype(object))
    texts = max((_room(value, form) for value in values if isinstance(value, str)), default=0.0)
    numbers = max((_room(value, form) for value in values if not isinstance(value, str)), default=0.0)
    words = max(
        (_width(word) for value in values if isinstance(value, str) for word in _WORD.findall(value)), default=0.0
    )
    is_whole = texts <= _LONGEST_NAME or (texts <= _LONGEST_TERM and column.nunique() <= _MOST_TERMS)
    least = max(
        _NARROWEST - 5, numbers, min(heading, _HEADING if is_printed else two_lines),
        texts if is_whole else max(_NARROWEST, min(words + _AROUND, _LONGEST_NAME)),
    )  # fmt: skip
    return least, max(least, texts, min(heading, 2.0 * _HEADING))


def _across(bounds: Sequence[tuple[float, float]], shorter: float, letters: float) -> list[float]:
    """Return widths that fit on a page: what is shorter has its line, the rest all about the same number of lines."""
    lines = 1.0
    while True:
        widths = [
            min(most if most <= shorter else max(least, shorter, most / lines), _WIDEST) for least, most in bounds
        ]
        if sum(widths) <= letters or lines > _MOST_LINES:
            return widths
        lines += 0.25


def _heights(sheet: Sheet, widths: Sequence[float], printed: int) -> list[float]:
    """Return the heights of the heading and of each row, whose printed texts go over several lines."""
    names = list(sheet.table.columns)
    heads = [sheet.headings.get(str(name), str(name)) for name in names]
    lines = [max((_lines(head, width, _BOLD) for head, width in zip(heads, widths, strict=True)), default=1)]
    columns = [list(sheet.table[name].astype(object)) for name in names[:printed]]
    for cells in zip(*columns, strict=True):
        texts = zip(cells, widths, strict=False)
        lines.append(max((_lines(text, width) for text, width in texts if isinstance(text, str)), default=1))
    return [LINE_PT * min(count, _MOST_LINES) for count in lines]


@lru_cache(maxsize=100_000)
def _lines(text: str, width: float, boldness: float = 1.0) -> int:
    """Return over how many lines of a cell a text goes."""
    return sum(_lines_of(line, (width - _AROUND) / boldness) for line in text.split("\n"))


def _lines_of(text: str, room: float) -> int:
    """Return over how many lines a text goes: other words than Thai stand whole where they have room."""
    lines, used = 1, -_width(" ")
    for word in text.split(" "):
        width, before = _width(word), used + _width(" ")
        if before + width <= room:
            used = before + width
            continue
        breaks = not word.isascii() or width > room
        ragged = _RAGGED if breaks else 0.0
        rest = width - max(room - before - ragged, 0.0) if breaks else width
        further = math.ceil(rest / max(room - ragged, 1.0))
        lines, used = lines + further, rest - (further - 1) * max(room - ragged, 1.0)
    return lines


@lru_cache(maxsize=100_000)
def _width(text: str) -> float:
    """Return how many digits wide a text is: Thai marks stand over and under others and take no room."""
    from xlsxwriter.utility import xl_pixel_width  # noqa: PLC0415 - slow to load, and only a download needs it

    bare = _OVER_AND_UNDER.sub("", text)
    latin = "".join(filter(str.isascii, bare))
    thai = sum(_THAI_PX_OF.get(letter, _THAI_PX) for letter in bare if not letter.isascii())
    return (float(xl_pixel_width(latin)) + thai) / _DIGIT_PX


def _room(value: object, form: str) -> float:
    """Return how many letters wide a value stands in its cell: a number that has no room is shown as ####."""
    if isinstance(value, str):
        return _width(value) + _AROUND
    if not isinstance(value, int | float | np.integer | np.floating) or not _LARGE <= abs(float(value)) < math.inf:
        return 0
    after = form.partition(".")[2].rstrip("%")
    return len(f"{value:,.{len(after)}f}") + 2
