"""Centres as marks on paper: colour and shape say the programme, fill and outline how well the place is known."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Final

from answers.mapping.looks import mark_looks, precision_look
from answers.mapping.palette import LIGHT, PAPER
from reports.picture.paper import element

if TYPE_CHECKING:
    from collections.abc import Callable

_GOLDEN_ANGLE: Final = 2.39996
_CROSS: Final = ((-1, -1), (1, -1), (1, 1), (-1, 1))


def mark_shape(
    x_mm: float, y_mm: float, *, programme: str, precision: str, derived: bool = False, radius_mm: float = 1.4
) -> str:
    """Return a mark as SVG, in the looks of `answers.mapping.looks`; programme "" is one of no programme."""
    look, place, ground = mark_looks((programme,))[programme], precision_look(precision, derived=derived), LIGHT["mark"]
    body = element(
        "path",
        d=_OUTLINES.get(look.shape, _circle)(x_mm, y_mm, radius_mm),
        fill=look.colour if place.solid else ground,
        stroke=ground if place.solid else look.colour,
        stroke_width=radius_mm * (0.22 if place.solid else 0.38),
        stroke_dasharray=f"{radius_mm * 0.7:.2f} {radius_mm * 0.5:.2f}" if place.dashed else None,
    )
    if place.core:
        core = ground if place.core == "gap" else look.colour
        body += element("circle", cx=x_mm, cy=y_mm, r=radius_mm * 0.42, fill=core)
    return body


def strike_shape(x_mm: float, y_mm: float, *, arm_mm: float) -> str:
    """Return the cross over a centre that a scenario closes."""
    path = "".join(
        f"M{x_mm - arm_mm:.2f} {y_mm - turn:.2f}L{x_mm + arm_mm:.2f} {y_mm + turn:.2f}" for turn in (-arm_mm, arm_mm)
    )
    return element("path", d=path, fill="none", stroke=LIGHT["candidate"], stroke_width=0.7)


PIN_MM: Final = 2.5


def pin_shape(x_mm: float, y_mm: float, *, radius_mm: float = PIN_MM) -> str:
    """Return the disc of a hypothetical site, on which its number is written."""
    look = {"fill": LIGHT["candidate"], "stroke": PAPER, "stroke_width": 0.4}
    return element("circle", cx=x_mm, cy=y_mm, r=radius_mm, **look)


def beside(position: int, *, radius_mm: float = 1.4) -> tuple[float, float]:
    """Return how far from their common point the n-th of several centres is drawn: opened like a sunflower."""
    if position == 0:
        return 0.0, 0.0
    distance = radius_mm * 1.7 * math.sqrt(position)
    return distance * math.cos(position * _GOLDEN_ANGLE), distance * math.sin(position * _GOLDEN_ANGLE)


def _polygon(x: float, y: float, radius: float, sides: int, turn: float) -> str:
    corners = [
        (x + radius * math.cos(turn + 2 * math.pi * i / sides), y + radius * math.sin(turn + 2 * math.pi * i / sides))
        for i in range(sides)
    ]
    return _closed(corners)


def _closed(corners: list[tuple[float, float]]) -> str:
    return "M" + "L".join(f"{x:.3f} {y:.3f}" for x, y in corners) + "Z"


def _circle(x: float, y: float, radius: float) -> str:
    half = f"a{radius:.3f} {radius:.3f} 0 1 0"
    return f"M{x - radius:.3f} {y:.3f}{half} {2 * radius:.3f} 0{half} {-2 * radius:.3f} 0Z"


def _cross(x: float, y: float, radius: float) -> str:
    arm = radius * 0.45
    corners = []
    for right, down in _CROSS:
        first, second = (right * arm, down * radius), (right * radius, down * arm)
        inner = (right * arm, down * arm)
        corners += [second, inner, first] if right == down else [first, inner, second]
    return _closed([(x + dx, y + dy) for dx, dy in corners])


def _sided(sides: int, turn: float, size: float) -> Callable[[float, float, float], str]:
    return lambda x, y, radius: _polygon(x, y, radius * size, sides, turn)


_OUTLINES: Final[dict[str, Callable[[float, float, float], str]]] = {
    "circle": _circle,
    "square": _sided(4, math.pi / 4, 1.2),
    "diamond": _sided(4, 0, 1.25),
    "triangle": _sided(3, -math.pi / 2, 1.3),
    "down": _sided(3, math.pi / 2, 1.3),
    "pentagon": _sided(5, -math.pi / 2, 1.15),
    "hexagon": _sided(6, 0, 1.15),
    "cross": _cross,
}
