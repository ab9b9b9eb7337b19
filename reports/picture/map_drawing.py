"""A map on a sheet: ground, areas, borders, rings, centres, names, scale bar and north, inside one frame."""

from __future__ import annotations

from collections import defaultdict
from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING, Final

from answers.mapping import palette
from answers.mapping.characters import OUTSIDE
from answers.mapping.looks import looks
from answers.words import t
from answers.words.names import area_name, bare_name
from geodata.areas import ancestors, contains
from geodata.codes import BANGKOK_CODE, COUNTRY_CODE, Level, level_of
from reports.picture import geography
from reports.picture.compass import corners, north_arrow, scale_bar
from reports.picture.geography import Frame, Shape
from reports.picture.labelling import area_names, town_names, water_names
from reports.picture.lettering import ON_PAPER, wrapped
from reports.picture.marks import PIN_MM, beside, mark_shape, pin_shape, strike_shape
from reports.picture.paper import MM_PER_PT, Word, element, rectangle, words_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from answers.mapping.model import Look, MapModel
    from reports.picture.lettering import MapSizes

_COLOURS: Final = palette.colours("light")
_LOOKS: Final = looks("light")
_MANY_MARKS: Final = 60
_TINY_MARKS: Final = ((5000, 0.22), (1000, 0.35), (300, 0.6))
"""From how many marks on they are how small (radius in mm): ten thousand would hide the areas under them."""
_MANY_AREAS: Final = 200
_SMALL_MARK, _MARK = 1.0, 1.5
"""Radius of a mark in mm, where there are many and where there are few."""
_INSET: Final = 0.35
"""How wide the inset of Bangkok is, in widths of the map of the country."""


def frame_around(
    codes: Iterable[str], *, x_mm: float, y_mm: float, width_mm: float, height_mm: float, margin: float = 0.04
) -> Frame:
    """Return the frame that fills a box of the sheet and shows areas of any level in its middle."""
    shapes = [geography.shapes(level_of(code))[code] for code in codes]
    bounds = geography.bounds_of(shapes)
    return geography.fit(bounds, x_mm=x_mm, y_mm=y_mm, width_mm=width_mm, height_mm=height_mm, margin=margin)


def shape_ratio(code: str) -> float:
    """Return how many times as wide as high an area is."""
    west, north, east, south = geography.shapes(level_of(code))[code].bounds
    return (east - west) / (south - north)


def draw_figure(model: MapModel, frame: Frame, *, sizes: MapSizes = ON_PAPER) -> tuple[list[str], list[Word]]:
    """Return the shapes and the words of a map, with Bangkok enlarged where its khet are too small to see."""
    shapes, words = draw_map(model, frame, sizes=sizes)
    if model.extent.code != COUNTRY_CODE or model.level != Level.DISTRICT:
        return shapes, words
    inset_shapes, inset_words = _bangkok_inset(model, frame, sizes)
    return [*shapes, *inset_shapes], [*words, *inset_words]


def draw_map(
    model: MapModel,
    frame: Frame,
    *,
    scale: bool = True,
    obstacles: Sequence[tuple[float, float, float, float]] = (),
    sizes: MapSizes = ON_PAPER,
) -> tuple[list[str], list[Word]]:
    """Return the shapes and the words of a map.

    Parameters
    ----------
    model
        What is drawn.
    frame
        Where on the sheet.
    scale
        Whether scale bar and north are.
    obstacles
        Boxes of the sheet (left, top, right, bottom in mm) where no name is written.
    sizes
        How large its words are.

    """
    marks, taken = _marks(model, frame)
    pins, numbers, pin_boxes = _pins(model, frame)
    all_obstacles = [*obstacles, *(corners(frame, size_pt=sizes.scale) if scale else []), *pin_boxes]
    names = area_names(model, frame, taken=taken, obstacles=all_obstacles, size_pt=sizes.areas)
    dots, town_words = town_names(model, frame, names=names, taken=taken, obstacles=all_obstacles, size_pt=sizes.places)
    water_words = water_names(
        model, frame, names=[*names, *town_words], taken=taken, obstacles=all_obstacles, size_pt=sizes.places
    )
    shapes = [_ground(model, frame), *dots, *marks, *pins, _rim(frame)]
    words = [*names, *town_words, *water_words, *numbers, *_message(model, frame)]
    if scale:
        bar, distances = scale_bar(frame, lang=model.lang, size_pt=sizes.scale)
        arrow, letter = north_arrow(frame, size_pt=sizes.scale)
        return [*shapes, bar, arrow], [*words, *distances, letter]
    return shapes, words


def _ground(model: MapModel, frame: Frame) -> str:
    """Return everything that lies under the marks, cut off at the frame."""
    filled = {
        code: character for code, character in zip(model.codes, model.classes, strict=True) if character != OUTSIDE
    }
    inside = "".join([
        *_back(model, filled, frame), *_filled(model, filled, frame), *_water(frame), *_borders(model, filled, frame),
        *_rings(model, frame),
    ])  # fmt: skip
    clip = f"clip{round(frame.x_mm * 10)}-{round(frame.y_mm * 10)}-{round(frame.units_per_mm)}"
    scale = 1 / frame.units_per_mm
    origin = f"translate({frame.x_mm:.4f} {frame.y_mm:.4f})"
    move = f"{origin} scale({scale:.8g}) translate({-frame.west:.2f} {-frame.north:.2f})"
    cut = element("clipPath", rectangle(frame.x_mm, frame.y_mm, frame.width_mm, frame.height_mm), id=clip)
    sea = rectangle(frame.x_mm, frame.y_mm, frame.width_mm, frame.height_mm, fill=_COLOURS["sea"])
    drawn = element("g", inside, transform=move, stroke_linejoin="round")
    hatches = _hatches(set(filled.values()), frame)
    return element("defs", cut + hatches) + sea + element("g", drawn, clip_path=f"url(#{clip})")


def _back(model: MapModel, filled: dict[str, str], frame: Frame) -> list[str]:
    """Return the neighbouring countries, and the parts of Thailand that are not looked at."""
    thin = frame.units_per_mm * 0.12
    look = {"fill": _COLOURS["ground"], "stroke": _COLOURS["groundLine"], "stroke_width": thin}
    around = _seen(geography.ground(), frame)
    if len(filled) < len(model.codes) or model.level == Level.SUBDISTRICT:
        around += _seen(geography.shapes(Level.PROVINCE).values(), frame)
    return [element("path", d=geography.path_in(shape, frame), **look) for shape in around]


def _water(frame: Frame) -> list[str]:
    """Return lakes and rivers, over the fills."""
    shore = {"fill": _COLOURS["sea"], "stroke": _COLOURS["water"], "stroke_width": frame.units_per_mm * 0.1}
    stream = {"fill": "none", "stroke": _COLOURS["water"], "stroke_width": frame.units_per_mm * 0.25}
    return [
        element("path", d=geography.path_in(shape, frame), **look)
        for kind, look in (("lake", shore), ("river", stream))
        for shape in _seen(geography.water()[kind], frame)
    ]


def _filled(model: MapModel, filled: dict[str, str], frame: Frame) -> list[str]:
    """Return the areas in groups of one look; circles that overlap stand the smaller above the larger."""
    shapes, text = geography.shapes(model.level, model.extent.code), _texts(model)
    drawn = [code for code in filled if code in shapes and geography.is_seen(shapes[code], frame)]
    if model.level == Level.SUBDISTRICT:
        drawn.sort(key=lambda code: -shapes[code].geometry.area)
    paths = []
    for code in drawn:
        title = element("title", words_of(text[code])) if text[code] else ""
        path = element("path", title, d=geography.path_in(shapes[code], frame), data_code=code)
        paths.append((filled[code], path))
    width = frame.units_per_mm * (0.14 if len(filled) < _MANY_AREAS else 0.07)
    return [
        _group(character, "".join(path for _, path in group), frame, width)
        for character, group in groupby(_together(paths, model.level), key=itemgetter(0))
    ]


def _together(paths: list[tuple[str, str]], level: Level) -> list[tuple[str, str]]:
    """Return the paths with those of a class together; circles, which may overlap, stay in their order."""
    if level == Level.SUBDISTRICT:
        return paths
    order = {character: place for place, character in enumerate(dict.fromkeys(one for one, _ in paths))}
    return sorted(paths, key=lambda path: order[path[0]])


def _group(character: str, body: str, frame: Frame, width: float) -> str:
    look = _LOOKS[character]
    fill = f"url(#{_hatch_id(look, frame)})" if look.hatch else look.colour
    return element("g", body, fill=fill, stroke=_COLOURS["line"], stroke_width=width, data_class=character)


def _texts(model: MapModel) -> dict[str, str]:
    """Return what is said of each area when one points at it: its name, with its value, else its statement."""
    texts = {}
    rows = zip(model.codes, model.classes, model.values, model.remarks, strict=True)
    for code, character, value, remark in rows:
        words = value or remark or model.statements.get(character, "")
        name = area_name(code, lang=model.lang)
        texts[code] = t("picture.told", lang=model.lang, area=name, value=words) if words else ""
    return texts


def _borders(model: MapModel, filled: dict[str, str], frame: Frame) -> list[str]:
    above = geography.shapes(model.borders)
    parents = {code for one in filled for code in (one, *ancestors(one)) if code in above}
    strong = {"fill": "none", "stroke": _COLOURS["strongLine"], "stroke_width": frame.units_per_mm * 0.22}
    around = _seen((above[code] for code in sorted(parents)), frame)
    lines = [element("path", d=geography.path_in(shape, frame), **strong) for shape in around]
    accent = {"fill": "none", "stroke": _COLOURS["accent"], "stroke_width": frame.units_per_mm * 0.7}
    chosen = _seen(_chosen_area(model), frame)
    return lines + [element("path", d=geography.path_in(shape, frame), **accent) for shape in chosen]


def _chosen_area(model: MapModel) -> list[Shape]:
    """Return the area that is drawn with the accent, if it is an area and no centre."""
    if not model.chosen or any(mark.centre_id == model.chosen for mark in model.marks):
        return []
    shape = geography.shapes(level_of(model.chosen), model.extent.code).get(model.chosen)
    return [] if shape is None else [shape]


def _rings(model: MapModel, frame: Frame) -> list[str]:
    """Return the circles of the radius around centres as one shape, and those around pins as another."""
    if model.rings is None:
        return []
    pins = [(pin.longitude, pin.latitude) for pin in model.pins]
    width = frame.units_per_mm * 0.25
    return [
        element(
            "path", d=geography.circles(places, model.rings.radius_km, frame), fill=colour, fill_opacity=0.1,
            stroke=colour, stroke_width=width,
        )
        for places, colour in ((model.rings.places, _COLOURS["reach"]), (pins, _COLOURS["candidate"]))
        if places
    ]  # fmt: skip


def _seen(shapes: Iterable[Shape], frame: Frame) -> list[Shape]:
    return [shape for shape in shapes if shape.path and geography.is_seen(shape, frame)]


def _hatch_id(look: Look, frame: Frame) -> str:
    return f"{look.pattern}{look.colour[1:]}{look.hatch[1:]}{round(frame.units_per_mm)}"


def _hatches(characters: set[str], frame: Frame) -> str:
    size = frame.units_per_mm * 1.1
    looks = [_LOOKS[character] for character in sorted(characters) if _LOOKS[character].hatch]
    return "".join(
        element(
            "pattern",
            rectangle(0, 0, size, size, fill=look.colour) + _tile(look, size),
            id=_hatch_id(look, frame),
            width=size,
            height=size,
            patternUnits="userSpaceOnUse",
            patternTransform="rotate(45)",
        )
        for look in looks
    )


def _tile(look: Look, size: float) -> str:
    """Return the strokes of a pattern in a square of a side of size."""
    if look.pattern == "dots":
        return element("circle", cx=size / 2, cy=size / 2, r=size * 0.16, fill=look.hatch)
    width = size * (0.16 if look.pattern == "cross" else 0.25)
    line = rectangle(0, 0, width, size, fill=look.hatch)
    return line + rectangle(0, 0, size, width, fill=look.hatch) if look.pattern == "cross" else line


def _mark_mm(model: MapModel) -> float:
    for count, radius_mm in _TINY_MARKS:
        if len(model.marks) >= count:
            return radius_mm
    few = len(model.marks) <= _MANY_MARKS or contains(BANGKOK_CODE, model.extent.code)
    return _MARK if few else _SMALL_MARK


def _marks(model: MapModel, frame: Frame) -> tuple[list[str], list[tuple[float, float]]]:
    """Return the marks of the centres and where they are; those at one point open up."""
    at_point: dict[tuple[float, float], int] = defaultdict(int)
    radius_mm = _mark_mm(model)
    shapes, taken = [], []
    for mark in model.marks:
        key = (round(mark.longitude, 4), round(mark.latitude, 4))
        dx, dy = beside(at_point[key], radius_mm=radius_mm)
        at_point[key] += 1
        x, y = frame.at(mark.longitude, mark.latitude)
        if frame.holds(x, y):
            look = {"programme": mark.programme, "precision": mark.precision, "derived": mark.derived}
            shapes.append(mark_shape(x + dx, y + dy, radius_mm=radius_mm, **look))  # type: ignore[arg-type]
            taken.append((x + dx, y + dy))
            if mark.centre_id in model.closed:
                shapes.append(strike_shape(x + dx, y + dy, arm_mm=radius_mm + 0.7))
            if mark.centre_id == model.chosen:
                rim = {"fill": "none", "stroke": _COLOURS["accent"], "stroke_width": 0.5}
                shapes.append(element("circle", cx=x + dx, cy=y + dy, r=radius_mm + 0.9, **rim))
    return shapes, taken


def _pins(model: MapModel, frame: Frame) -> tuple[list[str], list[Word], list[tuple[float, float, float, float]]]:
    """Return the hypothetical sites with their numbers, and the boxes that they take (left, top, right, bottom)."""
    shapes, words, boxes = [], [], []
    for pin in model.pins:
        x, y = frame.at(pin.longitude, pin.latitude)
        if frame.holds(x, y):
            shapes.append(pin_shape(x, y))
            boxes.append((x - PIN_MM, y - PIN_MM, x + PIN_MM, y + PIN_MM))
            words.append(
                Word(
                    x_mm=x, y_mm=y + 1.05, anchor="middle", text=pin.label, size_pt=8, weight=700, colour=palette.PAPER
                )
            )
    return shapes, words, boxes


def _message(model: MapModel, frame: Frame) -> list[Word]:
    """Return what is said in the middle of a map that has nothing to show."""
    if not model.message:
        return []
    x, y = frame.x_mm + frame.width_mm / 2, frame.y_mm + frame.height_mm / 2
    lines = wrapped(model.message, frame.width_mm * 0.8, 11, 700)
    return [
        Word(x_mm=x, y_mm=y + 5.2 * place, text=text, size_pt=11, weight=700, anchor="middle", halo=palette.PAPER)
        for place, text in enumerate(lines)
    ]


def _rim(frame: Frame) -> str:
    return rectangle(
        frame.x_mm, frame.y_mm, frame.width_mm, frame.height_mm, fill="none", stroke=_COLOURS["strongLine"],
        stroke_width=0.2,
    )  # fmt: skip


def _bangkok_inset(model: MapModel, frame: Frame, sizes: MapSizes) -> tuple[list[str], list[Word]]:
    """Return Bangkok, larger, in the lower right corner of a map of the country."""
    size_mm = frame.width_mm * _INSET
    x = frame.x_mm + frame.width_mm - size_mm - 2.0
    y = frame.y_mm + frame.height_mm - size_mm - 2.0
    inset = frame_around([BANGKOK_CODE], x_mm=x, y_mm=y, width_mm=size_mm, height_mm=size_mm)
    shapes, words = draw_map(model, inset, scale=False, sizes=sizes)
    name = bare_name(BANGKOK_CODE, lang=model.lang)
    heading = Word(
        x_mm=x + 1.2,
        y_mm=y + 1.0 + sizes.heading * MM_PER_PT,
        text=name,
        size_pt=sizes.heading,
        weight=700,
        halo=palette.PAPER,
    )
    return shapes, [*words, heading]
