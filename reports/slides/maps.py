"""A map on a slide: a picture of high resolution, its words set by typst, with scale bar and north."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any, Final

from pptx.util import Emu

from reports.picture.map_drawing import frame_around, shape_ratio
from reports.picture.map_sheet import draw_figure
from reports.picture.paper import Sheet
from reports.picture.printing import png_bytes
from reports.slides.breadth import EMU_PER_MM
from reports.slides.writing import describe

if TYPE_CHECKING:
    from reports.picture.map_sheet import MapFigure

DPI: Final = 220


def map_picture(figure: MapFigure, *, width: int, height: int) -> tuple[bytes, int, int]:
    """Return a map as PNG with its width and height in EMU, as large as a box allows in the shape of its area."""
    high, wide = height / EMU_PER_MM, min(picture_width(figure, height=height), width) / EMU_PER_MM
    frame = frame_around([figure.code], x_mm=0.0, y_mm=0.0, width_mm=wide, height_mm=high)
    shapes, words = draw_figure(figure, frame)
    sheet = Sheet(
        width_mm=wide,
        height_mm=high,
        shapes=tuple(shapes),
        words=tuple(words),
        title=figure.title,
        description=figure.description,
        lang=figure.content.lang,
    )
    return png_bytes(sheet, dpi=DPI), int(wide * EMU_PER_MM), int(high * EMU_PER_MM)


def picture_width(figure: MapFigure, *, height: int) -> int:
    """Return how wide, in EMU, a map of a height is in the shape of its area."""
    return int(height * max(shape_ratio(figure.code) * 1.02, 0.5))


def add_map(slide: Any, figure: MapFigure, box: tuple[int, int, int, int]) -> int:  # noqa: ANN401
    """Add a map to the upper left of a box (left, top, width, height in EMU); return where its right edge is."""
    left, top, width, height = box
    picture, wide, high = map_picture(figure, width=width, height=height)
    shape = slide.shapes.add_picture(io.BytesIO(picture), Emu(left), Emu(top), Emu(wide), Emu(high))
    describe(shape, figure.title, figure.description)
    return left + wide
