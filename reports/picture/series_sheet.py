"""The chart of a slide as a sheet: lying bars with names and values, those of several series one after another."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from answers.mapping.looks import solid_look
from answers.words.numbers import number
from reports.picture.bars import ROW, Bar, Drawn, Stack, draw_bars, draw_key, draw_stacks
from reports.picture.lettering import width_mm
from reports.picture.paper import Sheet

if TYPE_CHECKING:
    from answers.story.slide import ChartPart

_NAME_PT: Final = 9.0
_NARROWEST: Final = 24.0
_WIDEST_NAMES: Final = 56.0


def series_sheet(part: ChartPart, *, width_mm: float, height_mm: float, lang: str) -> Sheet:
    """Return the bars of a chart as a sheet of a width, of a height of no more than was asked where its rows allow."""
    names_mm = min(max(_widest(part) + 4.0, _NARROWEST), _WIDEST_NAMES)
    if len(part.series) == 1:
        first = part.series[0]
        rows = zip(part.categories, first.values, strict=True)
        bars = [Bar(name, value, number(value, lang=lang)) for name, value in rows]
        drawn = draw_bars(bars, x_mm=0.0, y_mm=0.0, across_mm=width_mm, names_mm=names_mm, fill=first.colour)
    else:
        looks = [(solid_look(one.colour), one.name) for one in part.series]
        stacks = [
            Stack(name, tuple((one.values[place], *look) for one, look in zip(part.series, looks, strict=True)))
            for place, name in enumerate(part.categories)
        ]
        bars_ = draw_stacks(stacks, x_mm=0.0, y_mm=0.0, across_mm=width_mm, names_mm=names_mm)
        key = draw_key(looks, x_mm=names_mm, y_mm=bars_.bottom + 2.0)
        drawn = Drawn((*bars_.shapes, *key.shapes), (*bars_.words, *key.words), key.bottom)
    return Sheet(
        width_mm=width_mm,
        height_mm=max(drawn.bottom, min(height_mm, ROW)),
        shapes=drawn.shapes,
        words=drawn.words,
        title=part.title,
        description=part.description,
        lang=lang,
    )


def _widest(part: ChartPart) -> float:
    return max((width_mm(name, _NAME_PT) for name in part.categories), default=0.0)
