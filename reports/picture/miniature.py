"""A slide as a small picture: what kind of slide it is and the colours of its map, for whoever puts slides in order."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import shapely

from answers.mapping.characters import AROUND, OUTSIDE
from answers.mapping.looks import looks
from answers.mapping.palette import BAR, HAIRLINE, PAPER, SOFT_INK, TINT
from answers.story.slide import BarsPart, CardsPart, ChartPart, ListPart, MapPart, TablePart
from reports.picture import geography
from reports.picture.paper import Sheet, element, rectangle
from reports.picture.svg import svg_bytes

if TYPE_CHECKING:
    from answers.mapping.model import MapModel
    from answers.story.slide import Slide

_WIDE, _HIGH = 64.0, 36.0
_FINE: Final = 0.35
"""How coarsely areas are drawn, in mm of the picture."""


def miniature_svg(slide: Slide, *, lang: str) -> bytes:
    """Return a slide as a drawing of 16:9: a bar for its title, its map or what else it shows."""
    shapes = [
        rectangle(0, 0, _WIDE, _HIGH, fill=PAPER, stroke=HAIRLINE, stroke_width=0.6),
        rectangle(3, 3, _WIDE * 0.72, 2.4, fill=SOFT_INK),
    ]
    parts = slide.parts
    drawn = next((part for part in parts if isinstance(part, MapPart)), None)
    left = 3.0
    if drawn is not None:
        shapes += _map(drawn.model, x=3, y=8, width=28, height=25)
        left = 34.0
    room = _WIDE - left - 3
    if any(isinstance(part, ChartPart | BarsPart) for part in parts) and drawn is None:
        shapes += [
            rectangle(left, 9 + 5 * row, room * share, 3, fill=BAR) for row, share in enumerate((1, 0.8, 0.5, 0.3))
        ]
    elif any(isinstance(part, CardsPart) for part in parts) and drawn is None:
        shapes += [
            rectangle(left + column * (room / 2 + 1), 8 + row * 13, room / 2 - 1, 11, fill=TINT)
            for column in (0, 1) for row in (0, 1)
        ]  # fmt: skip
    elif any(isinstance(part, TablePart | ListPart) for part in parts):
        shapes += [rectangle(left, 9 + 4 * row, room, 1, fill=HAIRLINE) for row in range(6)]
    sheet = Sheet(width_mm=_WIDE, height_mm=_HIGH, shapes=tuple(shapes), words=(), title=slide.title,
                  description=slide.text, lang=lang)  # fmt: skip
    return svg_bytes(sheet)


def _map(model: MapModel, *, x: float, y: float, width: float, height: float) -> list[str]:
    """Return the areas of a map in a box, in the colours of their classes, as coarsely as the box allows."""
    areas = geography.shapes(model.level, model.extent.code)
    bounds = geography.bounds_of([geography.shapes(model.extent.level)[model.extent.code]])
    frame = geography.fit(bounds, x_mm=x, y_mm=y, width_mm=width, height_mm=height, margin=0.02)
    classes, colours = dict(zip(model.codes, model.classes, strict=True)), looks("light")
    tolerance_m = frame.metres_per_mm * _FINE
    paths: dict[str, list[str]] = {}
    for code in model.codes:
        look = colours.get(classes[code])
        if code not in areas or classes[code] in (OUTSIDE, AROUND):
            continue
        outline = _path(shapely.simplify(areas[code].geometry, tolerance_m), frame)
        if look is not None and outline:
            paths.setdefault(look.colour, []).append(outline)
    return [element("path", d="".join(of), fill=colour, stroke=PAPER, stroke_width=0.1) for colour, of in paths.items()]


def _path(geometry: shapely.Geometry, frame: geography.Frame) -> str:
    outlines = []
    for part in shapely.get_parts(geometry):
        if part.geom_type != "Polygon":
            continue
        points = [
            frame.place(east / geography.UNIT_M, -north / geography.UNIT_M) for east, north in part.exterior.coords
        ]
        outlines.append("M" + "L".join(f"{across:.1f} {down:.1f}" for across, down in points) + "Z")
    return "".join(outlines)
