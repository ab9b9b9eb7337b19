"""The map of a brief: the area with its parts and centres, and where in the country it lies."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from answers.mapping import palette
from answers.mapping.maps import centre_map
from geodata.areas import ancestors
from geodata.codes import BANGKOK_CODE, COUNTRY_CODE, Level, level_of
from reports.picture import geography
from reports.picture.map_drawing import draw_map, frame_around
from reports.picture.paper import element, rectangle

if TYPE_CHECKING:
    import pandas as pd

    from answers.mapping.model import MapModel
    from reports.picture.geography import Frame
    from reports.picture.paper import Word

WIDTH_MM: Final = 84.0
HEIGHT_MM: Final = 62.0
_LOCATOR: Final = (15.0, 25.0)


def brief_model(code: str, centres: pd.DataFrame, programmes: pd.DataFrame, *, lang: str, title: str) -> MapModel:
    """Return the map of a province, a khet or a Bangkok group with its centres; in Bangkok among the other khet."""
    around = BANGKOK_CODE if BANGKOK_CODE in ancestors(code) else ""
    return centre_map(
        code, centres, programmes, level=Level.DISTRICT, lang=lang, title=title, around=around, chosen=code
    )


def brief_map(model: MapModel) -> tuple[Frame, list[str], tuple[Word, ...]]:
    """Return frame, shapes and words of the map of a brief (`brief_model`)."""
    code = model.extent.code
    margin = 0.3 if model.extent.level == Level.DISTRICT else 0.08
    frame = frame_around([code], x_mm=0.0, y_mm=0.0, width_mm=WIDTH_MM, height_mm=HEIGHT_MM, margin=margin)
    shapes, words = draw_map(model, frame, obstacles=(_corner(code, frame),))
    return frame, [*shapes, _locator(code, frame)], tuple(words)


def _in_city(code: str) -> bool:
    return code != BANGKOK_CODE and BANGKOK_CODE in ancestors(code)


def _corner(code: str, frame: Frame) -> tuple[float, float, float, float]:
    """Return where the small map stands: left, top, right and bottom in mm."""
    width, height = (22.0, 20.0) if _in_city(code) else _LOCATOR
    x, y = frame.x_mm + 1.5, frame.y_mm + 1.5
    return x, y, x + width, y + height


def _locator(code: str, frame: Frame) -> str:
    """Return the country, or for parts of Bangkok the city, in a corner, with the area in the accent's colour."""
    around = BANGKOK_CODE if _in_city(code) else COUNTRY_CODE
    x, y, right, bottom = _corner(code, frame)
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
