"""Names of areas on a map: the most wanted first, and none over another or over a mark."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from answers.mapping import palette
from answers.mapping.outlines import label
from reports.picture import geography
from reports.picture.lettering import width_mm
from reports.picture.paper import MM_PER_PT, Word

if TYPE_CHECKING:
    from collections.abc import Sequence

    from answers.mapping.model import MapModel
    from reports.picture.geography import Frame

_ABOVE, _BELOW = 0.95, 0.35
"""How far, in heights of the font, Thai reaches above and below its baseline."""
_MARK_MM: Final = 1.6


def area_names(
    model: MapModel,
    frame: Frame,
    *,
    taken: Sequence[tuple[float, float]],
    kept_free: Sequence[tuple[float, float, float, float]] = (),
    size_pt: float = 6.2,
) -> list[Word]:
    """Return the names of a map that have room, each at a point inside its area or, beside a mark, next to it.

    Parameters
    ----------
    model, frame
        The map, and where it stands on the sheet.
    taken
        Points of the sheet (mm) where a mark is.
    kept_free
        Boxes of the sheet (left, top, right, bottom in mm) where something else stands.
    size_pt
        The size of the font.

    """
    shapes = geography.shapes(model.level)
    full = [*kept_free, *(_around(x, y) for x, y in taken)]
    words: list[Word] = []
    for code in model.names:
        shape, name = shapes[code], label(code, lang=model.lang)
        across = (shape.bounds[2] - shape.bounds[0]) / frame.units_per_mm
        if model.name_stretch and width_mm(name, size_pt) > model.name_stretch * across:
            continue
        x, y = frame.place(*shape.middle)
        for dx, dy in _places(name, size_pt):
            box = _box(x + dx, y + dy, name, size_pt)
            if _is_free(box, full, frame):
                full.append(box)
                words.append(_word(x + dx, y + dy, name, size_pt))
                break
    return words


def _word(x: float, y: float, name: str, size_pt: float) -> Word:
    return Word(x_mm=x, y_mm=y, text=name, size_pt=size_pt, anchor="middle", halo=palette.PAPER)


def _places(name: str, size_pt: float) -> list[tuple[float, float]]:
    """Return where to try: in the middle, below, above, right, left."""
    aside = width_mm(name, size_pt) / 2 + _MARK_MM + 0.6
    line = size_pt * MM_PER_PT
    level = line * 0.3
    return [(0, level), (0, line + _MARK_MM), (0, -line * 0.6 - _MARK_MM), (aside, level), (-aside, level)]


def _box(x: float, y: float, name: str, size_pt: float) -> tuple[float, float, float, float]:
    half, line = width_mm(name, size_pt) / 2, size_pt * MM_PER_PT
    return x - half - 0.3, y - line * _ABOVE, x + half + 0.3, y + line * _BELOW


def _around(x: float, y: float) -> tuple[float, float, float, float]:
    return x - _MARK_MM, y - _MARK_MM, x + _MARK_MM, y + _MARK_MM


def _is_free(
    box: tuple[float, float, float, float], full: list[tuple[float, float, float, float]], frame: Frame
) -> bool:
    left, top, right, bottom = box
    if not (frame.holds(left, top, margin_mm=0.8) and frame.holds(right, bottom, margin_mm=0.8)):
        return False
    return all(right <= west or left >= east or bottom <= north or top >= south for west, north, east, south in full)
