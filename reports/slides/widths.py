"""How wide the columns of a table are: nothing that must stay whole is broken, and its rows are as low as can be."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Final

import numpy as np

from reports.slides.breadth import EMU_PER_MM, filled_lines, widest_mm

if TYPE_CHECKING:
    from collections.abc import Sequence

    from answers.sections.parts import Column, Table

INSET_X: Final = 72_000
"""The room left and right of the words of a cell (EMU)."""
_ONE_WORD: Final = 8
"""Letters up to which Thai without a space is taken for one word: ประชากร has seven."""
_PART: Final = 6
"""Letters of longer Thai for which there is room, so that it is not broken into letters."""
_DATE: Final = 13
"""Letters that a date has at most: 21 มี.ค. 2567."""
_WHOLE_PHRASE: Final = 26
"""Letters up to which Thai without a space stays on one line where there is room: กลุ่มกรุงเทพตะวันออก has twenty."""
_PHRASE_SHARE: Final = 0.42
"""The most of a table's width that one column asks for so that its phrases stay whole."""
_WORTH_BROKEN: Final = (1.0, 0.9, 0.7)
"""How much lower a table must become for its phrases to be broken, and then for its names."""
_UNITS: Final = 100
"""Into how many parts a width is divided, of which a column gives some to another."""
_STEPS: Final = (8, 3, 1)
_MOST_MOVES: Final = 60
_MOST_ROWS: Final = 60
"""How many rows of a long table decide on its columns."""
_PAGE_LINES: Final = 14
"""About how many lines a page has below a heading, which stands on each of them."""
_LAST_LINE: Final = 0.3
"""What a full last line counts, as a share of a line."""


def column_widths(table: Table, width: int, size_pt: float) -> list[int]:
    """Return the widths of the columns, in EMU.

    No number is broken, nor a short word; names and phrases without a space stay whole where that does not make the
    table much higher. Of what is left each column has as much as makes the rows low.
    """
    return list(_column_widths(table.columns, table.rows, width, size_pt))


def least_width(table: Table, size_pt: float) -> int:
    """Return the width (EMU) in which no number, no short word and no name of a table is broken."""
    return sum(_needs(table.columns, table.rows, size_pt, phrases=False))


@lru_cache(maxsize=256)
def _column_widths(
    columns: tuple[Column, ...], rows: tuple[tuple[str, ...], ...], width: int, size_pt: float
) -> tuple[int, ...]:
    names = _needs(columns, rows, size_pt, phrases=False)
    whole = _needs(columns, rows, size_pt, phrases=True)
    words = _needs(columns, rows, size_pt, phrases=False, names=False)
    phrases = [max(low, min(high, int(width * _PHRASE_SHARE))) for low, high in zip(names, whole, strict=True)]
    if sum(words) > width:
        return _cramped(columns, words, width)
    kinds = dict(zip(_WORTH_BROKEN, (phrases, names, words), strict=True))
    ways = [
        (lines / worth, widths)
        for worth, needs in kinds.items()
        if sum(needs) <= width
        for lines, widths in [_lowest(columns, rows, size_pt, needs=needs, width=width)]
    ]
    return min(ways, key=lambda way: way[0])[1]


def _cramped(columns: Sequence[Column], needs: list[int], width: int) -> tuple[int, ...]:
    """Return widths where not even single words fit: the numbers do, at the cost of the names."""
    numbers = [column.align == "right" for column in columns]
    taken = sum(need for need, one in zip(needs, numbers, strict=True) if one)
    rest = sum(need for need, one in zip(needs, numbers, strict=True) if not one) or 1
    share = max(width - taken, width // 4) / rest
    needs = [need if one else int(need * share) for need, one in zip(needs, numbers, strict=True)]
    return tuple(int(need * width / sum(needs)) for need in needs) if sum(needs) > width else tuple(needs)


def _shared(columns: Sequence[Column], needs: list[int], longest: Sequence[float], width: int) -> list[int]:
    """Return what the columns need, with what is left shared out as their longest cells ask."""
    left = width - sum(needs)
    wishes = [max(0, int(one) - need) for one, need in zip(longest, needs, strict=True)]
    shares = [min(wish, int(left * wish / (sum(wishes) or 1))) for wish in wishes]
    widths = [need + share for need, share in zip(needs, shares, strict=True)]
    ratio, rest = sum(column.width for column in columns), width - sum(widths)
    return [one + int(rest * column.width / ratio) for one, column in zip(widths, columns, strict=True)]


def _lowest(
    columns: tuple[Column, ...], rows: tuple[tuple[str, ...], ...], size_pt: float, *, needs: list[int], width: int
) -> tuple[float, tuple[int, ...]]:
    """Return about how many lines a table has in the widths in which its rows are lowest, and these widths.

    They begin as the columns ask; then one gives to another as long as that makes the rows lower.
    """
    cells = [(column.heading, *(row[place] for row in _some(rows))) for place, column in enumerate(columns)]
    longest = [_longest(one, size_pt) for one in cells]
    start = _shared(columns, needs, longest, width)
    unit = max(1, width // _UNITS)
    free = [(one - need) // unit for one, need in zip(start, needs, strict=True)]
    most = sum(free)
    counts = [
        _lines_of(texts, tuple(need + unit * one - 2 * INSET_X for one in range(most + 1)), size_pt)
        for texts, need in zip(cells, needs, strict=True)
    ]
    shares = _best_shares(counts, free)
    moved = [start[place] + unit * (shares[place] - one) for place, one in enumerate(free)]
    return _height(counts, shares), tuple(moved)


def _best_shares(counts: list[np.ndarray], free: list[int]) -> list[int]:
    """Return how many units each column has beyond its need, so that rows are low; counts are its lines by them."""
    best, lines, step = free, _height(counts, free), 0
    for _ in range(_MOST_MOVES):
        amount = _STEPS[step]
        tried = [
            [one + amount * ((place == taker) - (place == giver)) for place, one in enumerate(best)]
            for taker in range(len(best))
            if (counts[taker][best[taker]] > 1).any()
            for giver in range(len(best))
            if giver != taker and best[giver] >= amount
        ]
        better = min(((_height(counts, one), one) for one in tried), default=(lines, best))
        if better[0] < lines:
            lines, best = better
        elif step + 1 == len(_STEPS):
            break
        else:
            step += 1
    return best


def _height(counts: list[np.ndarray], shares: list[int]) -> float:
    """Return about how many lines the rows have, the heading on each page; those beside a longer cell count little."""
    lines = np.array([one[units] for one, units in zip(counts, shares, strict=True)])
    head, *rows = lines.max(axis=0)
    return float(sum(rows) + head * max(1.0, sum(rows) / _PAGE_LINES) + 0.02 * lines.sum())


def _some(rows: tuple[tuple[str, ...], ...]) -> tuple[tuple[str, ...], ...]:
    return rows[:: max(1, -(-len(rows) // _MOST_ROWS))]


def _longest(texts: tuple[str, ...], size_pt: float) -> float:
    """Return the most that a column asks for (EMU): its longest cell in one line, its heading in two."""
    heading, *cells = texts
    widest = max(widest_mm(heading, size_pt, 700) * 0.55, *(widest_mm(one, size_pt) for one in cells), 0.0)
    return widest * EMU_PER_MM + 2 * INSET_X


@lru_cache(maxsize=256)
def _lines_of(texts: tuple[str, ...], rooms: tuple[int, ...], size_pt: float) -> np.ndarray:
    """Return in how many lines a heading and the cells below it stand, one row for each room (EMU).

    Of several lines a part counts more as the last is fuller: it says how far a wider room is from one line less.
    """
    room = np.maximum(np.array(rooms), 1) / EMU_PER_MM
    filled = np.array([filled_lines(text, room, size_pt, 400 if at else 700) for at, text in enumerate(texts)]).T
    lines = np.ceil(filled)
    return np.asarray(np.where(lines > 1, lines + _LAST_LINE * (filled - lines + 1), lines))


def _needs(
    columns: Sequence[Column], rows: Sequence[tuple[str, ...]], size_pt: float, *, phrases: bool, names: bool = True
) -> list[int]:
    """Return how wide each column must be (EMU) so that no number and no short word is broken.

    With names, those in front and columns of names stay whole; with phrases, those without a space everywhere.
    """
    first = next((place for place, column in enumerate(columns) if column.align == "left"), -1)
    needs = []
    for place, column in enumerate(columns):
        cells = tuple(row[place] for row in rows)
        of_names = names and (place == first or not any(" " in cell for cell in cells))
        needs.append(_need(column, cells, size_pt, phrases=phrases, names=of_names))
    return needs


@lru_cache(maxsize=4096)
def _need(column: Column, cells: tuple[str, ...], size_pt: float, *, phrases: bool, names: bool) -> int:
    """Return how wide a column must be: for its words, of numbers and names for whole cells, else for phrases too."""
    wide = [widest_mm(word, size_pt, 700) for word in _words(column.heading)]
    if column.align == "right":
        parts = {cell for cell in cells if len(cell) <= _WHOLE_PHRASE}
    else:
        parts = {word for cell in cells for word in _words(cell)}
        parts |= {cell for cell in cells if len(cell) <= _DATE and cell[-1:].isdigit()}
        if phrases or names:
            parts |= {part for cell in cells for part in cell.split(" ") if len(part) <= _WHOLE_PHRASE}
        if phrases:
            parts |= {cell for cell in cells if len(cell) <= _WHOLE_PHRASE}
    wide += [widest_mm(part, size_pt) for part in parts]
    return int(max(wide, default=0.0) * EMU_PER_MM * 1.02) + 2 * INSET_X


def _words(text: str) -> list[str]:
    """Return the words that are not broken; of long Thai, which breaks between words that no space parts, one word."""
    words = re.split("[ /]", text)
    latin = [word for word in words if word.isascii() and len(word) <= _WHOLE_PHRASE]
    return latin + [word if len(word) <= _ONE_WORD else word[:_PART] for word in words if not word.isascii()]
