"""The map of a brief: the area with its parts and centres, and where in the country it lies."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import shapely

from answers.mapping import palette
from answers.mapping.maps import centre_map
from geodata.areas import ancestors
from geodata.codes import BANGKOK_CODE, COUNTRY_CODE, Level, level_of
from reports.picture import geography
from reports.picture.map_drawing import draw_map, frame_around, shape_ratio
from reports.picture.paper import element, rectangle

if TYPE_CHECKING:
    import pandas as pd

    from answers.mapping.model import MapModel
    from reports.picture.geography import Frame
    from reports.picture.paper import Word

WIDTH_MM, HEIGHT_MM = 84.0, 62.0
"""How large the map is at least, beside the figures of a full page."""
_MOST_WIDTH_MM, _MOST_HEIGHT_MM = 100.0, 112.0
_AIR: Final = 1.15
"""How much higher than the area a map of its width is at most."""
_LOCATOR: Final = (15.0, 25.0)
_SCALE_BAR_MM: Final = 11.0
"""How high the scale bar is that stands in the lower left corner, with room around it."""


def brief_model(code: str, centres: pd.DataFrame, programmes: pd.DataFrame, *, lang: str, title: str) -> MapModel:
    """Return the map of a province, a khet or a Bangkok group with its centres; in Bangkok among the other khet."""
    around = BANGKOK_CODE if BANGKOK_CODE in ancestors(code) else ""
    return centre_map(
        code, centres, programmes, level=Level.DISTRICT, lang=lang, title=title, around=around, chosen=code
    )


def brief_map(model: MapModel, *, spare_mm: float = 0.0) -> tuple[Frame, list[str], tuple[Word, ...]]:
    """Return frame, shapes and words of the map of a brief (`brief_model`), larger where its page has room to spare."""
    code = model.extent.code
    margin = 0.3 if model.extent.level == Level.DISTRICT else 0.08
    share = min(max(spare_mm, 0.0) / (_MOST_HEIGHT_MM - HEIGHT_MM), 1.0)
    width = WIDTH_MM + share * (_MOST_WIDTH_MM - WIDTH_MM)
    fitting = width / shape_ratio(code) * _AIR
    height = HEIGHT_MM + min(share * (_MOST_HEIGHT_MM - HEIGHT_MM), max(fitting - HEIGHT_MM, 0.0))
    frame = frame_around([code], x_mm=0.0, y_mm=0.0, width_mm=width, height_mm=height, margin=margin)
    corner = small_map_corner(code, frame)
    shapes, words = draw_map(model, frame, obstacles=(corner,))
    return frame, [*shapes, _locator(code, corner)], tuple(words)


def _in_city(code: str) -> bool:
    return code != BANGKOK_CODE and BANGKOK_CODE in ancestors(code)


def small_map_corner(code: str, frame: Frame) -> tuple[float, float, float, float]:
    """Return where the small map stands: left, top, right and bottom in mm; where it hides least of the area."""
    width, height = (22.0, 20.0) if _in_city(code) else _LOCATOR
    left, top = frame.x_mm + 1.5, frame.y_mm + 1.5
    right, bottom = frame.x_mm + frame.width_mm - 1.5, frame.y_mm + frame.height_mm - 1.5
    corners = [
        (left, top, left + width, top + height),
        (right - width, bottom - height, right, bottom),
        (left, bottom - _SCALE_BAR_MM - height, left + width, bottom - _SCALE_BAR_MM),
    ]
    return min(corners, key=lambda corner: round(_covered(code, frame, corner), 3))


def _covered(code: str, frame: Frame, corner: tuple[float, float, float, float]) -> float:
    """Return how much of an area lies under a box of the sheet, in square kilometres."""
    left, top, right, bottom = corner
    west, east = (frame.west + (x - frame.x_mm) * frame.units_per_mm for x in (left, right))
    north, south = (frame.north + (y - frame.y_mm) * frame.units_per_mm for y in (top, bottom))
    metres = [value * geography.UNIT_M for value in (west, -south, east, -north)]
    shape = geography.shapes(level_of(code))[code].geometry
    return float(shapely.intersection(shape, shapely.box(*metres)).area) / 1e6


def _locator(code: str, corner: tuple[float, float, float, float]) -> str:
    """Return the country, or for parts of Bangkok the city, in a corner, with the area in the accent's colour."""
    around = BANGKOK_CODE if _in_city(code) else COUNTRY_CODE
    x, y, right, bottom = corner
    width, height = right - x, bottom - y
    small = frame_around([around], x_mm=x, y_mm=y, width_mm=width, height_mm=height)
    colours = palette.colours("light")
    rim = {"stroke": colours["groundLine"], "stroke_width": 0.15}
    back = rectangle(x, y, width, height, fill=palette.PAPER, fill_opacity=0.9, **rim)
    scale = 1 / small.units_per_mm
    move = f"translate({x:.3f} {y:.3f}) scale({scale:.8g}) translate({-small.west:.1f} {-small.north:.1f})"
    paths = [
        element("path", d=geography.shapes(level_of(around))[around].path, fill=colours["groundLine"]),
        element("path", d=geography.shapes(level_of(code))[code].path, fill=colours["accent"]),
    ]
    return back + element("g", "".join(paths), transform=move)
