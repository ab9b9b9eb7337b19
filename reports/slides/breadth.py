"""What room words need on a slide, also where a machine lacks our face and sets them in a wider one."""

from __future__ import annotations

from typing import Final

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
