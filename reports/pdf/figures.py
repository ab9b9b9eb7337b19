"""Maps for a printed page: the drawing, its words placed over it, and its legend as text of the page."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from reports.picture.legend_drawing import swatch_shape
from reports.picture.map_drawing import draw_figure, frame_around, shape_ratio
from reports.picture.paper import Sheet
from reports.picture.printing import words_data
from reports.picture.svg import shapes_svg

if TYPE_CHECKING:
    from answers.mapping.model import LegendBlock, MapModel, Swatch
    from reports.picture.geography import Frame

_SWATCH: Final = (6.0, 3.6)
_LEGEND_HEAD_MM, _LEGEND_LINE_MM = 18.0, 6.2
"""How high a legend below a map is: its heading with its note, and each of its lines."""


@dataclass(slots=True)
class Plates:
    """The drawings of a document, by the names under which its template finds them."""

    drawn: dict[str, str] = field(default_factory=dict)

    def add(self, name: str, sheet: Sheet) -> None:
        """Take in the shapes of a sheet."""
        self.drawn[name] = shapes_svg(sheet)

    def swatch(self, swatch: Swatch) -> str:
        """Take in what stands before a line of a legend, each look once; return its name."""
        sheet = _plain_sheet(_SWATCH, (swatch_shape(swatch, 0.0, 0.0),))
        markup = shapes_svg(sheet)
        for name, drawing in self.drawn.items():
            if drawing == markup:
                return name
        name = f"swatch{len(self.drawn)}"
        self.drawn[name] = markup
        return name


def map_data(model: MapModel, plates: Plates, *, name: str, width_mm: float, height_mm: float) -> dict[str, object]:
    """Return a map as the templates take it, fitted into a box; its drawing goes to the plates.

    A tall map has its legend beside it, a wide one below.
    """
    ratio = shape_ratio(model.extent.code)
    beside = ratio < width_mm / height_mm * 0.8
    width = min(height_mm * ratio * 1.04, width_mm * 0.62) if beside else width_mm
    longest = max((len(block.entries) for block in model.legend.blocks), default=0)
    room = min(height_mm * 0.8, height_mm - _LEGEND_HEAD_MM - _LEGEND_LINE_MM * longest)
    height = height_mm if beside else min(room, width / ratio)
    frame = frame_around([model.extent.code], x_mm=0.0, y_mm=0.0, width_mm=width, height_mm=height)
    shapes, words = draw_figure(model, frame)
    sheet = Sheet(
        width_mm=width, height_mm=height, shapes=tuple(shapes), words=tuple(words), title=model.title,
        description=model.description, lang=model.lang,
    )  # fmt: skip
    plates.add(name, sheet)
    return {
        "name": name,
        "width": width,
        "height": height,
        "beside": beside,
        "words": words_data(sheet),
        "alt": model.description,
        "legend": legend_data(model.legend.blocks, plates),
    }


def small_map_data(
    frame: Frame, shapes: list[str], words: tuple[object, ...], plates: Plates, *, name: str, alt: str, lang: str
) -> dict[str, object]:
    """Return a drawing that fills its frame, without a legend."""
    sheet = Sheet(
        width_mm=frame.width_mm, height_mm=frame.height_mm, shapes=tuple(shapes), words=words, title=alt,  # type: ignore[arg-type]
        description=alt, lang=lang,
    )  # fmt: skip
    plates.add(name, sheet)
    return {
        "name": name, "width": frame.width_mm, "height": frame.height_mm, "words": words_data(sheet), "alt": alt,
    }  # fmt: skip


def legend_data(blocks: tuple[LegendBlock, ...], plates: Plates) -> list[dict[str, object]]:
    """Return a legend as the templates take it."""
    return [
        {
            "heading": block.title,
            "note": block.note,
            "entries": [{"swatch": plates.swatch(entry.swatch), "label": entry.label} for entry in block.entries],
        }
        for block in blocks
    ]


def _plain_sheet(size: tuple[float, float], shapes: tuple[str, ...]) -> Sheet:
    return Sheet(width_mm=size[0], height_mm=size[1], shapes=shapes, words=(), title="", description="", lang="th")
