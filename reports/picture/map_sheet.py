"""The map of a question as a sheet of its own: title, map, legend, and what it stands on."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from answers.mapping import palette
from answers.mapping.maps import map_model
from answers.provenance import provenance
from answers.sections.beside import each_side
from reports.picture.legend_drawing import draw_legend
from reports.picture.lettering import SMALL_PT, wrapped
from reports.picture.map_drawing import draw_figure, frame_around, shape_ratio
from reports.picture.paper import MM_PER_PT, Sheet, Word, rectangle, row_of_sheets

if TYPE_CHECKING:
    from answers.facts import Facts

MARGIN: Final = 10.0
LEGEND: Final = 66.0
GAP: Final = 6.0
HEIGHT: Final = 178.0
"""Of the map, in mm; its width follows from the shape of the area."""
_WIDTHS: Final = (96.0, 190.0)
_GREY: Final = palette.SOFT_INK


def map_sheet(facts: Facts) -> Sheet:
    """Return the map that a question asks for as a sheet that stands alone; of several sides a map of each in a row."""
    return row_of_sheets([_map(side) for side in each_side(facts)])


def _map(facts: Facts) -> Sheet:
    model, origin = map_model(facts), provenance(facts)
    width = min(max(HEIGHT * shape_ratio(model.extent.code), _WIDTHS[0]), _WIDTHS[1])
    total = MARGIN + width + GAP + LEGEND + MARGIN
    words, top = _heading(model.title, model.subtitle, total)
    frame = frame_around([model.extent.code], x_mm=MARGIN, y_mm=top, width_mm=width, height_mm=HEIGHT)
    shapes, names = draw_figure(model, frame)
    legend = {"x_mm": MARGIN + width + GAP, "y_mm": top, "width_mm": LEGEND}
    legend_shapes, legend_words = draw_legend(model.legend.blocks, notes=model.notes, **legend)
    foot, height = _foot(origin.lines(), top + HEIGHT + 5.0, total)
    back = rectangle(0, 0, total, height, fill=palette.PAPER)
    return Sheet(
        width_mm=round(total, 2),
        height_mm=round(height, 2),
        shapes=(back, *shapes, *legend_shapes),
        words=(*words, *names, *legend_words, *foot),
        title=model.title,
        description=model.description,
        lang=model.lang,
    )


def _heading(title: str, subtitle: str, total: float) -> tuple[list[Word], float]:
    words, y = [], MARGIN + 4.0
    for line in wrapped(title, total - 2 * MARGIN, 15, 700):
        words.append(Word(x_mm=MARGIN, y_mm=y, text=line, size_pt=15, weight=700))
        y += 15 * MM_PER_PT * 1.35
    for line in wrapped(subtitle, total - 2 * MARGIN, 9.5):
        words.append(Word(x_mm=MARGIN, y_mm=y, text=line, size_pt=9.5, colour=_GREY))
        y += 9.5 * MM_PER_PT * 1.4
    return words, y


def _foot(lines: list[str], top: float, total: float) -> tuple[list[Word], float]:
    words, y = [], top
    for line in lines:
        for part in wrapped(line, total - 2 * MARGIN, SMALL_PT):
            words.append(Word(x_mm=MARGIN, y_mm=y, text=part, size_pt=SMALL_PT, colour=_GREY))
            y += SMALL_PT * MM_PER_PT * 1.45
    return words, y + MARGIN - 5.0
