"""Scale bar and north arrow."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Final

from answers.mapping import palette
from answers.words import t
from answers.words.numbers import number
from reports.picture.lettering import ON_PAPER
from reports.picture.paper import MM_PER_PT, Word, element, rectangle

if TYPE_CHECKING:
    from reports.picture.geography import Frame

_INK: Final = palette.INK
_LENGTHS_KM: Final = (1, 2, 5, 10, 20, 50, 100, 200, 500)
_LONGEST: Final = 0.26
"""How much of the map's width the bar may take."""


def bar_km(frame: Frame) -> int:
    """Return the round length in km that the scale bar of a map stands for."""
    room_km = frame.width_mm * _LONGEST * frame.metres_per_mm / 1000
    fitting = [length for length in _LENGTHS_KM if length <= room_km]
    return fitting[-1] if fitting else _LENGTHS_KM[0]


def corners(frame: Frame, *, size_pt: float = ON_PAPER.scale) -> list[tuple[float, float, float, float]]:
    """Return where the scale bar and the north arrow stand: left, top, right and bottom in mm."""
    bar, scale = _pad(frame, size_pt), _arrow_scale(size_pt)
    x, y = _north(frame, scale)
    arrow = (x - 4.6 * scale, y - 6.5 * scale, x + 4.6 * scale, y + 3.7 * scale)
    return [(bar[0], bar[1], bar[0] + bar[2], bar[1] + bar[3]), arrow]


def _pad(frame: Frame, size_pt: float) -> tuple[float, float, float, float]:
    """Return the ground of the scale bar: left, top, width and height."""
    length, larger = bar_km(frame) * 1000 / frame.metres_per_mm, size_pt / ON_PAPER.scale
    height = 6.0 + (size_pt - ON_PAPER.scale) * MM_PER_PT
    return frame.x_mm + 1.2, frame.y_mm + frame.height_mm - 1.5 - height, length + 1.8 + 7.7 * larger, height


def _arrow_scale(size_pt: float) -> float:
    """Return how much larger than on paper an arrow is whose letter has a size: less than its letter."""
    return math.sqrt(size_pt / ON_PAPER.scale)


def _north(frame: Frame, scale: float) -> tuple[float, float]:
    return frame.x_mm + frame.width_mm - 5.0 * scale, frame.y_mm + 7.2 * scale


def scale_bar(frame: Frame, *, lang: str, size_pt: float = ON_PAPER.scale) -> tuple[str, list[Word]]:
    """Return a scale bar in the lower left corner of a map: four fields, 0 and the length over it."""
    km = bar_km(frame)
    length = km * 1000 / frame.metres_per_mm
    x, y = frame.x_mm + 3.0, frame.y_mm + frame.height_mm - 3.6
    pad = rectangle(*_pad(frame, size_pt), fill=palette.PAPER, fill_opacity=0.78, rx=0.8)
    fields = [
        rectangle(x + length * i / 4, y, length / 4, 1.0, fill=_INK if i % 2 == 0 else palette.PAPER, stroke=_INK,
                  stroke_width=0.15)
        for i in range(4)
    ]  # fmt: skip
    words = [
        Word(x_mm=x, y_mm=y - 1.0, text="0", size_pt=size_pt, colour=_INK, anchor="middle"),
        Word(
            x_mm=x + length, y_mm=y - 1.0, size_pt=size_pt, colour=_INK, anchor="middle",
            text=t("report.km", lang=lang, km=number(km, lang=lang)),
        ),
    ]  # fmt: skip
    return pad + "".join(fields), words


def north_arrow(frame: Frame, *, size_pt: float = ON_PAPER.scale) -> tuple[str, Word]:
    """Return an arrow to the north in the upper right corner, and its letter."""
    scale = _arrow_scale(size_pt)
    x, y = _north(frame, scale)
    tip, foot, notch, wide = (length * scale for length in (3.4, 2.0, 0.9, 1.6))
    left = f"M{x:.2f} {y - tip:.2f}L{x - wide:.2f} {y + foot:.2f}L{x:.2f} {y + notch:.2f}Z"
    right = f"M{x:.2f} {y - tip:.2f}L{x + wide:.2f} {y + foot:.2f}L{x:.2f} {y + notch:.2f}Z"
    back = element("circle", cx=x, cy=y - 0.9 * scale, r=4.6 * scale, fill=palette.PAPER, fill_opacity=0.78)
    look = {"stroke": _INK, "stroke_width": 0.18, "stroke_linejoin": "round"}
    arrow = element("path", d=left, fill=_INK, **look) + element("path", d=right, fill=palette.PAPER, **look)
    return back + arrow, Word(
        x_mm=x,
        y_mm=y - 4.0 * scale,
        text="N",
        size_pt=size_pt,
        weight=700,
        colour=_INK,
        anchor="middle",
        halo=palette.PAPER,
    )
