"""How wide the columns of a table are: nothing that must stay whole is broken, and its rows are as low as can be."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Final

import numpy as np

from reports.slides.breadth import EMU_PER_MM, widest_mm

if TYPE_CHECKING:
    from collections.abc import Sequence

    from answers.sections.parts import Column, Table

INSET_X: Final = 72_000
"""The room left and right of the words of a cell (EMU)."""
_ONE_WORD: Final = 8
"""Letters up to which Thai without a space is taken for one word: ประชากร has seven."""
_WHOLE_PHRASE: Final = 26
"""Letters up to which Thai without a space stays on one line where there is room: กลุ่มกรุงเทพตะวันออก has twenty."""
_PHRASE_SHARE: Final = 0.42
"""The most of a table's width that one column asks for so that its phrases stay whole."""
_WORTH_BROKEN: Final = (1.0, 0.8, 0.6)
"""How much lower a table must become for its phrases to be broken, and then for its names."""
_FULL: Final = 0.9
"""The share of a line that is filled with words: the next word begins the next line."""
_STEPS: Final = (1 / 12, 1 / 30, 1 / 80)
"""What one column gives to another, as shares of the width."""
_MOST_MOVES: Final = 60
_MOST_ROWS: Final = 60
"""How many rows of a long table decide on its columns."""


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
    lengths = _Lengths.of(columns, rows, size_pt)
    ways = [
        (worth, lengths.lowest(_shared(columns, needs, lengths.longest, width), needs))
        for worth, needs in zip(_WORTH_BROKEN, (phrases, names, words), strict=True)
        if sum(needs) <= width
    ]
    return tuple(min(ways, key=lambda way: lengths.height(np.array(way[1])) / way[0])[1])


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


@dataclass(frozen=True, slots=True)
class _Lengths:
    """How wide the words of a table are.

    cells has a row for each of its rows, and one column for each of its own: the width of the words in one line, in
    EMU; longest is the most that a column asks for, with its heading in two lines and its margins.
    """

    cells: np.ndarray
    longest: tuple[float, ...]

    @classmethod
    def of(cls, columns: Sequence[Column], rows: Sequence[tuple[str, ...]], size_pt: float) -> _Lengths:
        """Return those of a table in a size of type."""
        heading = np.array([widest_mm(column.heading, size_pt, 700) for column in columns])
        cells = np.array([[widest_mm(cell, size_pt) for cell in row] for row in rows]).reshape(len(rows), len(columns))
        longest = np.maximum(heading * 0.55, cells.max(axis=0, initial=0.0)) * EMU_PER_MM + 2 * INSET_X
        step = max(1, -(-len(rows) // _MOST_ROWS))
        return cls(np.vstack([heading, cells[::step]]) * EMU_PER_MM, tuple(longest))

    def height(self, widths: np.ndarray) -> float:
        """Return about how many lines the rows have together; what nearly needs one less counts a little less."""
        room = np.maximum(widths - 2 * INSET_X, 1)
        filled = np.where(self.cells <= room, 1.0, np.maximum(self.cells / (room * _FULL), 1.01))
        return float(np.ceil(filled).max(axis=1).sum() + 0.2 * filled.max(axis=1).sum())

    def lowest(self, widths: list[int], needs: list[int]) -> list[int]:
        """Return widths in which the rows are lower, none below what its column needs: one column gives to another."""
        best, least = np.array(widths), np.array(needs)
        lines, step = self.height(best), 0
        for _ in range(_MOST_MOVES):
            tried = self._moves(best, least, int(best.sum() * _STEPS[step]))
            better = min(((self.height(one), place) for place, one in enumerate(tried)), default=(lines, 0))
            if better[0] < lines:
                lines, best = better[0], tried[better[1]]
            elif step + 1 == len(_STEPS):
                break
            else:
                step += 1
        return [int(one) for one in best]

    def _moves(self, widths: np.ndarray, least: np.ndarray, amount: int) -> list[np.ndarray]:
        """Return the widths after each way in which a column may give to one whose words take several lines."""
        broken = (self.cells > widths - 2 * INSET_X).any(axis=0)
        moves = []
        for taker in np.flatnonzero(broken):
            for giver in np.flatnonzero(widths - least >= amount):
                if giver != taker:
                    moved = widths.copy()
                    moved[taker] += amount
                    moved[giver] -= amount
                    moves.append(moved)
        return moves


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
        if phrases or names:
            parts |= {part for cell in cells for part in cell.split(" ") if len(part) <= _WHOLE_PHRASE}
        if phrases:
            parts |= {cell for cell in cells if len(cell) <= _WHOLE_PHRASE}
    wide += [widest_mm(part, size_pt) for part in parts]
    return int(max(wide, default=0.0) * EMU_PER_MM * 1.02) + 2 * INSET_X


def _words(text: str) -> list[str]:
    """Return the words that are not broken: long Thai breaks between words that no space parts, these do not."""
    words = (word for word in re.split("[ /]", text) if len(word) <= _WHOLE_PHRASE)
    return [word for word in words if word.isascii() or len(word) <= _ONE_WORD]
