"""What room words need on a slide, also where a machine lacks our face and sets them in a wider one."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

import numpy as np

from answers.words.phrases import phrases
from reports.picture.lettering import shortened, width_mm, wrapped

EMU_PER_MM: Final = 36_000
_WIDER: Final = {400: 1.12, 700: 1.2}
"""How much wider than ours, by weight, the face may run that stands in for it (that of DejaVu Sans is)."""


def widest_mm(text: str, size_pt: float, weight: int = 400) -> float:
    """Return how wide a line may become: what must fit is measured so."""
    return width_mm(text, size_pt, weight) * _WIDER[weight]


def line_count(text: str, room_mm: float, size_pt: float, weight: int = 400, *, widest: bool = False) -> int:
    """Return in how many lines a text is set, in our own face or in the widest that may stand in for it."""
    room = room_mm / _WIDER[weight] if widest else room_mm
    return 1 if width_mm(text, size_pt, weight) <= room else len(wrapped(text, room, size_pt, weight))


_PIECE: Final = 6
"""Letters of Thai without a space that stay together: about a word."""
_CUT: Final = 0.93
"""The share of a line that is filled where a word is cut because none is wide enough for it."""


def filled_lines(
    text: str, rooms_mm: np.ndarray, size_pt: float, weight: int = 400, *, widest: bool = True
) -> np.ndarray:
    """Return how many lines a text fills in the widest face or our own, for each of some widths.

    The last one counts as it is full; whole lines are these, rounded up.

    A cell of a table is set by a program that breaks Thai between its words: of a phrase as much stands on a line as
    has room, but for a word.
    """
    scale = size_pt * (_WIDER[weight] if widest else 1.0)
    lines, used = np.zeros_like(rooms_mm), np.zeros_like(rooms_mm)
    space = width_mm(" ", 1.0, weight) * scale
    for width, after_space in _pieces(text, weight):
        wide = width * scale
        joined = used + wide + np.where(used > 0, space * after_space, 0.0)
        cut = np.where(wide > rooms_mm, np.floor(wide / (rooms_mm * _CUT)), 0.0)
        lines += ((joined > rooms_mm) & (used > 0)) + cut
        used = np.where(joined > rooms_mm, wide - cut * rooms_mm * _CUT, joined)
    return np.asarray(lines + np.clip(used / rooms_mm, 0.01, 1.0))


@lru_cache(maxsize=16384)
def _pieces(text: str, weight: int) -> tuple[tuple[float, bool], ...]:
    """Return the pieces of a text between which a line may end: how wide at one point, and whether after a space."""
    return tuple(
        (width_mm(piece, 1.0, weight), not place)
        for word in text.split(" ")
        for place, piece in enumerate(_PIECES.findall(word) if _THAI.search(word) else [word])
    )


_THAI: Final = re.compile("[\u0e00-\u0e7f]")
_PIECES: Final = re.compile(f".{{1,{_PIECE}}}[\u0e30-\u0e3a\u0e45-\u0e4e]*[^\u0e00-\u0e7f]*")
_ENDS: Final = (":", ";", ",", "·")
_MID_SENTENCE: Final = 0.2
"""What it costs, in squares of the room, to end a line where no part of a sentence ends."""


@lru_cache(maxsize=4096)
def phrase_lines(text: str, room_mm: float, size_pt: float, weight: int = 400) -> tuple[str, ...]:
    """Return a text in lines that end where a phrase does, in no more lines than it needs in the widest face.

    A program that does not know Thai breaks it inside a word; so does none where each line is short enough. Lines are
    about equally long, and the text as it is where no such lines fit.
    """
    most = line_count(text, room_mm, size_pt, weight, widest=True)
    words = phrases(text)
    if most == 1 or len(words) < 2:
        return (text,)
    room = room_mm / _WIDER[weight]
    ways: dict[int, tuple[float, tuple[str, ...]]] = {0: (0.0, ())}
    for _ in range(most):
        longer = dict(ways)
        for start, (cost, lines) in ways.items():
            for end in range(start + 1, len(words) + 1):
                line = " ".join(words[start:end])
                slack = room - width_mm(line, size_pt, weight)
                if slack < 0:
                    break
                whole = cost + slack**2 + _MID_SENTENCE * room**2 * (end < len(words) and not line.endswith(_ENDS))
                if end not in longer or whole < longer[end][0]:
                    longer[end] = (whole, (*lines, line))
        ways = longer
    return ways[len(words)][1] if len(words) in ways else (text,)


def first_lines(text: str, room_mm: float, size_pt: float, *, lines: int, weight: int = 400) -> str:
    """Return as much of a text as stands in some lines of the widest face, with an ellipsis where its end is lost."""
    if line_count(text, room_mm, size_pt, weight, widest=True) <= lines:
        return text
    rows = wrapped(text, room_mm / _WIDER[weight], size_pt, weight)[:lines]
    end = 0
    for row in rows[:-1]:
        end = text.index(row, end) + len(row)
    rest = text[end:].lstrip()
    start = len(text) - len(rest)
    return text[:start] + shortened(rest, room_mm / _WIDER[weight], size_pt, weight)
