"""A map on a slide: a picture of high resolution, its words set by typst, with scale bar and north."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any, Final

from PIL import Image
from pptx.enum.shapes import PP_PLACEHOLDER
from pptx.util import Emu

from reports.picture.lettering import ON_SLIDES
from reports.picture.map_drawing import draw_figure, frame_around, shape_ratio
from reports.picture.paper import Sheet
from reports.picture.printing import png_bytes
from reports.slides.breadth import EMU_PER_MM
from reports.slides.writing import describe

if TYPE_CHECKING:
    from answers.mapping.model import MapModel

DPI: Final = 220


def map_sheet(model: MapModel, *, width: int, height: int) -> Sheet:
    """Return a map as a sheet, as large as a box (EMU) allows in the shape of its area."""
    high, wide = height / EMU_PER_MM, min(picture_width(model, height=height), width) / EMU_PER_MM
    frame = frame_around([model.extent.code], x_mm=0.0, y_mm=0.0, width_mm=wide, height_mm=high)
    shapes, words = draw_figure(model, frame, sizes=ON_SLIDES)
    return Sheet(
        width_mm=wide,
        height_mm=high,
        shapes=tuple(shapes),
        words=tuple(words),
        title=model.title,
        description=model.description,
        lang=model.lang,
    )


def picture_width(model: MapModel, *, height: int) -> int:
    """Return how wide, in EMU, a map of a height is in the shape of its area."""
    return int(height * max(shape_ratio(model.extent.code) * 1.02, 0.5))


def add_map(slide: Any, model: MapModel, box: tuple[int, int, int, int], *, on_paper: bool = False) -> int:  # noqa: ANN401
    """Add a map to the upper left of a box (left, top, width, height in EMU); return where its right edge is.

    It takes the slide's picture placeholder, where there is one. on_paper puts white behind it: on dark slides.
    """
    left, top, width, height = box
    sheet = map_sheet(model, width=width, height=height)
    picture = png_bytes(sheet, dpi=DPI)
    wide, high = int(sheet.width_mm * EMU_PER_MM), int(sheet.height_mm * EMU_PER_MM)
    place = [Emu(one) for one in (left, top, wide, high)]
    file = io.BytesIO(_on_white(picture) if on_paper else picture)
    holders = {one.placeholder_format.type: one for one in slide.placeholders}
    holder = holders.get(PP_PLACEHOLDER.PICTURE)
    if holder is None:
        shape = slide.shapes.add_picture(file, *place)
    else:
        shape = holder.insert_picture(file)
        shape.crop_left = shape.crop_right = shape.crop_top = shape.crop_bottom = 0
        shape.left, shape.top, shape.width, shape.height = place
    describe(shape, model.title, model.description)
    return left + wide


def _on_white(picture: bytes) -> bytes:
    with Image.open(io.BytesIO(picture)) as drawn:
        image = drawn.convert("RGBA")
    ground = Image.new("RGBA", image.size, "white")
    ground.alpha_composite(image)
    out = io.BytesIO()
    ground.convert("RGB").save(out, "PNG")
    return out.getvalue()
