"""A legend on a sheet: headings, swatches and marks with their labels."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from answers.mapping import palette
from reports.picture.lettering import wrapped
from reports.picture.marks import drawn
from reports.picture.paper import MM_PER_PT, Word, element, rectangle

if TYPE_CHECKING:
    from collections.abc import Sequence

    from answers.mapping.legend import Block, Entry

_INK: Final = "#1d2a30"
_GREY: Final = "#4c5b62"
_INDENT: Final = 8.0
_STEP: Final = 1.4


def draw_legend(
    blocks: Sequence[Block],
    *,
    x_mm: float,
    y_mm: float,
    width_mm: float,
    size_pt: float = 8.5,
    notes: Sequence[str] = (),
) -> tuple[list[str], list[Word]]:
    """Return the shapes and words of a legend and the notes below it, in a column of the sheet, from its top down."""
    shapes: list[str] = []
    column = _Column(x_mm, y_mm + size_pt * MM_PER_PT, width_mm)
    for block in (block for block in blocks if block.entries):
        column.put(block.heading, size_pt, weight=700)
        column.put(block.note, size_pt - 1.5, colour=_GREY)
        column.y += 1.2
        for entry in block.entries:
            shapes.append(swatch(entry, x_mm, column.y - size_pt * MM_PER_PT * 0.85))
            column.put(entry.label, size_pt, indent=_INDENT)
            column.y += 0.7
        column.y += 3.2
    for note in notes:
        column.put(note, size_pt - 1.5, colour=_GREY)
        column.y += 1.4
    return shapes, column.words


def swatch(entry: Entry, x_mm: float, y_mm: float) -> str:
    """Return the sign of an entry in a box of 6 by 3.6 mm."""
    if entry.look is None:
        return drawn(
            x_mm + 3.0, y_mm + 1.8, colour=entry.colour, shape=entry.shape, precision=entry.precision,
            derived=entry.derived, radius_mm=1.5,
        )  # fmt: skip
    look = {"stroke": palette.LIGHT["strongLine"], "stroke_width": 0.15}
    box = rectangle(x_mm, y_mm, 6.0, 3.6, fill=entry.look.colour, **look)
    return box + (_stripes(x_mm, y_mm, entry.look.hatch) if entry.look.hatch else "")


def _stripes(x: float, y: float, colour: str) -> str:
    lines = "".join(
        f"M{x + max(i - 3.6, 0):.2f} {y + min(i, 3.6):.2f}L{x + min(i, 6.0):.2f} {y + max(i - 6.0, 0):.2f}"
        for i in (1.2, 2.4, 3.6, 4.8, 6.0, 7.2, 8.4)
    )
    return element("path", d=lines, stroke=colour, stroke_width=0.3)


class _Column:
    """Words from the top of a column downwards."""

    def __init__(self, x_mm: float, y_mm: float, width_mm: float) -> None:
        self.x, self.y, self.width = x_mm, y_mm, width_mm
        self.words: list[Word] = []

    def put(self, text: str, size_pt: float, *, indent: float = 0.0, weight: int = 400, colour: str = _INK) -> None:
        """Add a text in as many lines as it needs."""
        for line in wrapped(text, self.width - indent, size_pt, weight) if text else ():
            x = self.x + indent
            self.words.append(Word(x_mm=x, y_mm=self.y, text=line, size_pt=size_pt, weight=weight, colour=colour))
            self.y += size_pt * MM_PER_PT * _STEP
