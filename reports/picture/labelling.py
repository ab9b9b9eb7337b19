"""Names of areas on a map: the most wanted first, and none over another or over a mark."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from answers.mapping import palette
from answers.mapping.outlines import label
from answers.mapping.towns import towns
from answers.mapping.water import packed_water
from reports.picture import geography
from reports.picture.lettering import ON_PAPER, width_mm
from reports.picture.paper import MM_PER_PT, Word, element

if TYPE_CHECKING:
    from collections.abc import Sequence

    from answers.mapping.model import MapModel
    from reports.picture.geography import Frame

_ABOVE, _BELOW = 0.95, 0.35
"""How far, in heights of the font, Thai reaches above and below its baseline."""
_MARK_MM: Final = 1.6
_DOT_MM: Final = 0.4
_FIRST: Final = 5
"""How many names may be wider than their areas on any map: a message is about them."""
_METRES_A_DEGREE: Final = 111_320.0
_PX_PER_MM: Final = 96 / 25.4
"""Pixels of a screen in a millimetre, as CSS has them: what is named from a scale on is so on paper too."""


def area_names(
    model: MapModel,
    frame: Frame,
    *,
    taken: Sequence[tuple[float, float]],
    obstacles: Sequence[tuple[float, float, float, float]] = (),
    size_pt: float = ON_PAPER.areas,
) -> list[Word]:
    """Return the names of a map that have room, each at a point inside its area or, beside a mark, next to it.

    Parameters
    ----------
    model, frame
        The map, and where it stands on the sheet.
    taken
        Points of the sheet (mm) where a mark is.
    obstacles
        Boxes of the sheet (left, top, right, bottom in mm) where something else stands.
    size_pt
        The size of the font.

    """
    shapes = geography.shapes(model.level, model.extent.code)
    full = [*obstacles, *(_around(x, y) for x, y in taken)]
    words: list[Word] = []
    for rank, code in enumerate(model.names):
        shape, name = shapes[code], label(code, lang=model.lang)
        across = (shape.bounds[2] - shape.bounds[0]) / frame.units_per_mm
        if rank >= _FIRST and model.name_stretch and width_mm(name, size_pt) > model.name_stretch * across:
            continue
        x, y = frame.place(*shape.middle)
        for dx, dy in _places(name, size_pt):
            box = _box(x + dx, y + dy, name, size_pt)
            if _is_free(box, full, frame):
                full.append(box)
                words.append(_word(x + dx, y + dy, name, size_pt))
                break
    return words


def town_names(
    model: MapModel,
    frame: Frame,
    *,
    names: Sequence[Word],
    taken: Sequence[tuple[float, float]],
    obstacles: Sequence[tuple[float, float, float, float]] = (),
    size_pt: float = ON_PAPER.places,
) -> tuple[list[str], list[Word]]:
    """Return the towns of a map that have room, as on the screen: a dot each, and its name beside it.

    Parameters
    ----------
    model, frame
        The map, and where it stands on the sheet.
    names
        The names of areas that stand there already; none is written twice.
    taken, obstacles
        As in `area_names`.
    size_pt
        The size of the font.

    """
    px_a_degree = _METRES_A_DEGREE / frame.metres_per_mm * _PX_PER_MM
    written = {word.text for word in names}
    full = [*obstacles, *(_around(x, y) for x, y in taken)]
    full += [_box(word.x_mm, word.y_mm, word.text, word.size_pt) for word in names]
    dots: list[str] = []
    words: list[Word] = []
    for town in towns():
        name = town.name[model.lang]
        if px_a_degree < town.named_from or name in written:
            continue
        x, y = frame.at(town.longitude, town.latitude)
        dx, level = width_mm(name, size_pt) / 2 + 2 * _DOT_MM, size_pt * MM_PER_PT * 0.3
        box = _box(x + dx, y + level, name, size_pt)
        if _is_free((x - _DOT_MM, *box[1:]), full, frame):
            full.append((x - _DOT_MM, *box[1:]))
            dots.append(element("circle", cx=x, cy=y, r=_DOT_MM, fill=palette.SOFT_INK))
            words.append(replace(_word(x + dx, y + level, name, size_pt), colour=palette.SOFT_INK))
    return dots, words


def water_names(
    model: MapModel,
    frame: Frame,
    *,
    names: Sequence[Word],
    taken: Sequence[tuple[float, float]],
    obstacles: Sequence[tuple[float, float, float, float]] = (),
    size_pt: float = ON_PAPER.places,
) -> list[Word]:
    """Return the names of rivers and lakes that have room, as on the screen.

    Parameters
    ----------
    model, frame
        The map, and where it stands on the sheet.
    names
        The names of areas and towns that stand there already.
    taken, obstacles
        As in `area_names`.
    size_pt
        The size of the font.

    """
    px_a_degree = _METRES_A_DEGREE / frame.metres_per_mm * _PX_PER_MM
    full = [*obstacles, *(_around(x, y) for x, y in taken)]
    full += [_box(word.x_mm, word.y_mm, word.text, word.size_pt) for word in names]
    level = size_pt * MM_PER_PT * 0.3
    water = packed_water()
    words: list[Word] = []
    for one in (*water["rivers"], *water["lakes"]):
        if one["name"] is None or px_a_degree < one["from"]:
            continue
        name = one["name"][model.lang]
        for x, y in (frame.at(*at) for at in one["at"]):
            box = _box(x, y + level, name, size_pt)
            if _is_free(box, full, frame):
                full.append(box)
                words.append(replace(_word(x, y + level, name, size_pt), colour=palette.LIGHT["waterText"]))
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
