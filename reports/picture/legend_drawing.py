"""A legend on a sheet: headings, swatches and marks with their labels."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from answers.mapping import palette
from answers.mapping.looks import looks
from reports.picture.lettering import wrapped
from reports.picture.marks import mark_shape, pin_shape, strike_shape
from reports.picture.paper import MM_PER_PT, Word, element, rectangle

if TYPE_CHECKING:
    from collections.abc import Sequence

    from answers.mapping.model import LegendBlock, Look, Swatch

_INK: Final = palette.INK
_GREY: Final = palette.SOFT_INK
_INDENT: Final = 8.0
_STEP: Final = 1.4
_WIDTH, _HEIGHT = 6.0, 3.6
"""Of a swatch, in mm."""


def draw_legend(
    blocks: Sequence[LegendBlock],
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
    for block in blocks:
        column.put(block.title, size_pt, weight=700)
        column.put(block.note, size_pt - 1.5, colour=_GREY)
        column.y += 1.2
        for entry in block.entries:
            shapes.append(swatch_shape(entry.swatch, x_mm, column.y - size_pt * MM_PER_PT * 0.85))
            column.put(entry.label, size_pt, indent=_INDENT)
            column.y += 0.7
        column.y += 3.2
    for note in notes:
        column.put(note, size_pt - 1.5, colour=_GREY)
        column.y += 1.4
    return shapes, column.words


def swatch_shape(swatch: Swatch, x_mm: float, y_mm: float) -> str:
    """Return what stands before a line of a legend, in a box of 6 by 3.6 mm."""
    x, y = x_mm + _WIDTH / 2, y_mm + _HEIGHT / 2
    if swatch.ring:
        ring = {"fill": palette.LIGHT["reach"], "fill_opacity": 0.1, "stroke": palette.LIGHT["reach"]}
        return element("circle", cx=x, cy=y, r=_HEIGHT / 2 - 0.2, stroke_width=0.3, **ring)
    if swatch.pin:
        return pin_shape(x, y, radius_mm=1.6)
    if swatch.strike:
        return mark_shape(x, y, programme="", precision="site", radius_mm=1.2) + strike_shape(x, y, arm_mm=1.5)
    if not swatch.area_class:
        return mark_shape(
            x, y, programme=swatch.programme, precision=swatch.precision, derived=swatch.derived, radius_mm=1.5
        )
    look = looks("light")[swatch.area_class]
    rim = {"stroke": palette.LIGHT["strongLine"], "stroke_width": 0.15}
    return rectangle(x_mm, y_mm, _WIDTH, _HEIGHT, fill=look.colour, **rim) + _texture(look, x_mm, y_mm)


def _texture(look: Look, x: float, y: float) -> str:
    if look.pattern == "dots":
        places = [(x + 1.0 + 1.3 * column, y + 0.9 + 0.9 * row) for row in range(3) for column in range(4)]
        return "".join(element("circle", cx=dx, cy=dy, r=0.22, fill=look.hatch) for dx, dy in places)
    if look.pattern not in ("lines", "cross"):
        return ""
    starts = (1.2, 2.4, 3.6, 4.8, 6.0, 7.2, 8.4)
    ends = [(max(i - _HEIGHT, 0), min(i, _HEIGHT), min(i, _WIDTH), max(i - _WIDTH, 0)) for i in starts]
    rising = "".join(f"M{x + x1:.2f} {y + y1:.2f}L{x + x2:.2f} {y + y2:.2f}" for x1, y1, x2, y2 in ends)
    falling = "".join(
        f"M{x + x1:.2f} {y + _HEIGHT - y1:.2f}L{x + x2:.2f} {y + _HEIGHT - y2:.2f}" for x1, y1, x2, y2 in ends
    )
    lines = rising + (falling if look.pattern == "cross" else "")
    return element("path", d=lines, stroke=look.hatch, stroke_width=0.3, fill="none")


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
