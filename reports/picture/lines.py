"""A line in a square of axes: how something grows, point by point."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from answers.mapping import palette
from reports.picture.bars import Drawn
from reports.picture.paper import Word, element, line, words_of

if TYPE_CHECKING:
    from collections.abc import Sequence

_INK: Final = palette.SOFT_INK
_LINE: Final = palette.ramp("light")[3]
_ROOM_LEFT, _ROOM_BELOW = 14.0, 14.0


@dataclass(frozen=True, slots=True)
class Axis:
    """An axis: what it measures, where it ends, and where it is marked, with the words of each mark."""

    name: str
    end: float
    marks: tuple[tuple[float, str], ...]


def draw_line(
    points: Sequence[tuple[float, float, str]],
    *,
    across: Axis,
    up: Axis,
    box: tuple[float, float, float, float],
    even: str = "",
) -> Drawn:
    """Return a line through points (across, up, what is said of each) in a box (x, y, width, height in mm).

    With `even`, the diagonal is drawn with these words: what the line would be if all were alike.
    """
    left, top, width, height = box[0] + _ROOM_LEFT, box[1] + 4.0, box[2] - _ROOM_LEFT - 4.0, box[3] - _ROOM_BELOW - 4.0

    def at(x: float, y: float) -> tuple[float, float]:
        return left + x / across.end * width, top + height - y / up.end * height

    shapes, words = [], []
    for value, label in up.marks:
        _, y = at(0, value)
        shapes.append(line(left, y, left + width, y, stroke=palette.LIGHT["groundLine"], stroke_width=0.2))
        words.append(Word(x_mm=left - 2.0, y_mm=y + 1.0, text=label, size_pt=8, colour=_INK, anchor="end"))
    for value, label in across.marks:
        x, y = at(value, 0)
        shapes.append(line(x, y, x, y + 1.2, stroke=_INK, stroke_width=0.2))
        words.append(Word(x_mm=x, y_mm=y + 5.0, text=label, size_pt=8, colour=_INK, anchor="middle"))
    words.append(Word(x_mm=left, y_mm=top - 2.4, text=up.name, size_pt=8.5, colour=_INK))
    words.append(
        Word(x_mm=left + width, y_mm=top + height + 10.0, text=across.name, size_pt=8.5, colour=_INK, anchor="end")
    )
    if even:
        (x1, y1), (x2, y2) = at(0, 0), at(across.end, up.end)
        shapes.append(line(x1, y1, x2, y2, stroke=_INK, stroke_width=0.3, stroke_dasharray="1.6 1.2"))
        x, y = at(across.end * 0.6, up.end * 0.64)
        words.append(Word(x_mm=x, y_mm=y, text=even, size_pt=8, colour=_INK, anchor="end"))
    path = "M" + "L".join(f"{x:.3f} {y:.3f}" for x, y in (at(px, py) for px, py, _ in points))
    shapes.append(element("path", d=path, fill="none", stroke=_LINE, stroke_width=0.8, stroke_linejoin="round"))
    for px, py, label in points:
        x, y = at(px, py)
        shapes.append(element("circle", element("title", words_of(label)), cx=x, cy=y, r=0.9, fill=_LINE))
    return Drawn(tuple(shapes), tuple(words), box[1] + box[3])
