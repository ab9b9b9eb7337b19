"""A map on a sheet: ground, areas, borders, centres, names, scale bar and north, inside one frame."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

import pandas as pd

from answers.mapping import palette
from answers.mapping.legend import LOOKS, Look
from geodata.areas import ancestors, areas
from geodata.codes import BANGKOK_CODE, Level, level_of
from reports.picture import geography
from reports.picture.compass import corners, north_arrow, scale_bar
from reports.picture.geography import Frame, Shape
from reports.picture.labelling import area_names
from reports.picture.marks import beside
from reports.picture.marks import drawn as mark
from reports.picture.paper import Word, element, rectangle, words_of

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable, Mapping

_BORDERS: Final = {
    Level.COUNTRY: Level.COUNTRY,
    Level.REGION: Level.REGION,
    Level.REGION6: Level.REGION6,
    Level.PROVINCE: Level.REGION,
    Level.DISTRICT: Level.PROVINCE,
    Level.BMA_GROUP: Level.BMA_GROUP,
}
_COLOURS: Final = palette.colours("light")


@dataclass(frozen=True, kw_only=True)
class MapContent:
    """What a map shows.

    classes has the class of every area filled, by code; told what is said of an area when one points at it (in an
    SVG), centres the rows of the register to be marked, named the areas whose names are written, most wanted first,
    accent areas with a strong rim, pins the longitude and latitude of places only thought of, numbered from 1,
    kept_free boxes of the sheet (left, top, right, bottom in mm) where no name is written.
    """

    level: Level
    classes: Mapping[str, str]
    lang: str
    told: Mapping[str, str] = field(default_factory=dict)
    centres: pd.DataFrame | None = None
    named: tuple[str, ...] = ()
    accent: tuple[str, ...] = ()
    pins: tuple[tuple[float, float], ...] = ()
    mark_mm: float = 1.4
    kept_free: tuple[tuple[float, float, float, float], ...] = ()


def frame_around(
    codes: Iterable[str], *, x_mm: float, y_mm: float, width_mm: float, height_mm: float, margin: float = 0.04
) -> Frame:
    """Return the frame that fills a box of the sheet and shows areas of any level in its middle."""
    found = [geography.shapes(level_of(code))[code] for code in codes]
    bounds = geography.bounds_of(found)
    return geography.fit(bounds, x_mm=x_mm, y_mm=y_mm, width_mm=width_mm, height_mm=height_mm, margin=margin)


def shape_ratio(code: str) -> float:
    """Return how many times as wide as high an area is."""
    west, north, east, south = geography.shapes(level_of(code))[code].bounds
    return (east - west) / (south - north)


def draw_map(content: MapContent, frame: Frame, *, scale: bool = True) -> tuple[list[str], list[Word]]:
    """Return the shapes and the words of a map."""
    shapes = [_ground(content, frame)]
    marks, taken = _marks(content, frame)
    free = [*content.kept_free, *(corners(frame) if scale else [])]
    names = area_names(content.named, content.level, frame, taken=taken, kept_free=free, lang=content.lang)
    pins, numbers = _pins(content, frame)
    shapes += [*marks, *pins, _rim(frame)]
    names += numbers
    if scale:
        bar, words = scale_bar(frame, lang=content.lang)
        arrow, letter = north_arrow(frame)
        return [*shapes, bar, arrow], [*names, *words, letter]
    return shapes, names


def _ground(content: MapContent, frame: Frame) -> str:
    """Return everything that lies under the marks, cut off at the frame."""
    inside = "".join([*_back(content, frame), *_filled(content, frame), *_borders(content, frame)])
    clip = f"clip{round(frame.x_mm * 10)}-{round(frame.y_mm * 10)}-{round(frame.units_per_mm)}"
    scale = 1 / frame.units_per_mm
    origin = f"translate({frame.x_mm:.4f} {frame.y_mm:.4f})"
    move = f"{origin} scale({scale:.8g}) translate({-frame.west:.2f} {-frame.north:.2f})"
    cut = element("clipPath", rectangle(frame.x_mm, frame.y_mm, frame.width_mm, frame.height_mm), id=clip)
    sea = rectangle(frame.x_mm, frame.y_mm, frame.width_mm, frame.height_mm, fill=_COLOURS["sea"])
    drawn = element("g", inside, transform=move, stroke_linejoin="round")
    hatches = _hatches(set(content.classes.values()), frame)
    return element("defs", cut + hatches) + sea + element("g", drawn, clip_path=f"url(#{clip})")


def _back(content: MapContent, frame: Frame) -> list[str]:
    """Return the neighbouring countries, and the parts of Thailand that are not looked at."""
    thin = frame.units_per_mm * 0.12
    look = {"fill": _COLOURS["ground"], "stroke": _COLOURS["groundLine"], "stroke_width": thin}
    around = _seen(geography.ground(), frame)
    if any(level_of(code) != content.level for code in content.classes) or not _is_whole(content):
        around += _seen(geography.shapes(Level.PROVINCE).values(), frame)
    return [element("path", d=geography.path_in(shape, frame), **look) for shape in around]


def _is_whole(content: MapContent) -> bool:
    return len(content.classes) == len(areas(content.level))


def _filled(content: MapContent, frame: Frame) -> list[str]:
    known = geography.shapes(content.level)
    groups: dict[str, list[str]] = defaultdict(list)
    for code, character in content.classes.items():
        shape = known[code]
        if geography.is_seen(shape, frame):
            told = content.told.get(code, "")
            title = element("title", words_of(told)) if told else ""
            groups[character].append(element("path", title, d=geography.path_in(shape, frame), data_code=code))
    width = frame.units_per_mm * (0.14 if len(content.classes) < 200 else 0.07)
    drawn = []
    for character, paths in groups.items():
        look = LOOKS[character]
        fill = f"url(#{_hatch_id(look, frame)})" if look.hatch else look.colour
        body = "".join(paths)
        drawn.append(element("g", body, fill=fill, stroke=_COLOURS["line"], stroke_width=width, data_class=character))
    return drawn


def _borders(content: MapContent, frame: Frame) -> list[str]:
    above = geography.shapes(_BORDERS[content.level])
    parents = {code for one in content.classes for code in (one, *ancestors(one)) if code in above}
    strong = {"fill": "none", "stroke": _COLOURS["strongLine"], "stroke_width": frame.units_per_mm * 0.22}
    around = _seen((above[code] for code in sorted(parents)), frame)
    lines = [element("path", d=geography.path_in(shape, frame), **strong) for shape in around]
    accent = {"fill": "none", "stroke": _COLOURS["accent"], "stroke_width": frame.units_per_mm * 0.7}
    rims = [geography.shapes(level_of(code))[code] for code in content.accent]
    return lines + [element("path", d=geography.path_in(shape, frame), **accent) for shape in _seen(rims, frame)]


def _seen(shapes: Iterable[Shape], frame: Frame) -> list[Shape]:
    return [shape for shape in shapes if shape.path and geography.is_seen(shape, frame)]


def _hatch_id(look: Look, frame: Frame) -> str:
    return f"hatch{look.colour[1:]}{look.hatch[1:]}{round(frame.units_per_mm)}"


def _hatches(characters: set[str], frame: Frame) -> str:
    size, width = frame.units_per_mm * 1.1, frame.units_per_mm * 0.28
    found = [LOOKS[character] for character in sorted(characters) if LOOKS[character].hatch]
    return "".join(
        element(
            "pattern",
            rectangle(0, 0, size, size, fill=look.colour) + rectangle(0, 0, width, size, fill=look.hatch),
            id=_hatch_id(look, frame),
            width=size,
            height=size,
            patternUnits="userSpaceOnUse",
            patternTransform="rotate(45)",
        )
        for look in found
    )


def _marks(content: MapContent, frame: Frame) -> tuple[list[str], list[tuple[float, float]]]:
    """Return the marks of the centres, derived ones undermost, and where they are; those at one point open up."""
    if content.centres is None or content.centres.empty:
        return [], []
    at_point: dict[tuple[float, float], int] = defaultdict(int)
    found, taken = [], []
    derived_first = content.centres.assign(named=content.centres["basis"] != "derived")
    ordered = derived_first.sort_values(["named", "latitude", "centre_id"], ascending=[True, False, True])
    for row in ordered.to_dict("records"):
        longitude, latitude = _anchor(row)
        key = (round(longitude, 4), round(latitude, 4))
        dx, dy = beside(at_point[key], radius_mm=content.mark_mm)
        at_point[key] += 1
        x, y = frame.at(longitude, latitude)
        if frame.holds(x, y):
            colour, shape = palette.programme_mark(str(row["programme_id"]))
            look = {"colour": colour, "shape": shape, "precision": str(row["location_precision"])}
            derived = row["basis"] == "derived"
            found.append(mark(x + dx, y + dy, derived=derived, radius_mm=content.mark_mm, **look))
            taken.append((x + dx, y + dy))
    return found, taken


def _anchor(row: dict[Hashable, Any]) -> tuple[float, float]:
    """Return the point of a centre, or a point inside the smallest area it is known to."""
    if pd.notna(row["longitude"]) and pd.notna(row["latitude"]):
        return float(row["longitude"]), float(row["latitude"])
    district = row["district_code"]
    code = district if isinstance(district, str) and district else str(row["province_code"])
    return geography.points_inside(level_of(code))[code]


def _pins(content: MapContent, frame: Frame) -> tuple[list[str], list[Word]]:
    """Return the places that are only thought of, with their numbers."""
    shapes, words = [], []
    for position, (longitude, latitude) in enumerate(content.pins, start=1):
        x, y = frame.at(longitude, latitude)
        if frame.holds(x, y):
            look = {"fill": _COLOURS["accent"], "stroke": "#ffffff", "stroke_width": 0.4}
            shapes.append(element("circle", cx=x, cy=y, r=2.5, **look))
            number = {"text": str(position), "size_pt": 8, "weight": 700, "colour": "#ffffff"}
            words.append(Word(x_mm=x, y_mm=y + 1.05, anchor="middle", **number))  # type: ignore[arg-type]
    return shapes, words


def _rim(frame: Frame) -> str:
    return rectangle(
        frame.x_mm, frame.y_mm, frame.width_mm, frame.height_mm, fill="none", stroke=_COLOURS["strongLine"],
        stroke_width=0.2,
    )  # fmt: skip


def bangkok_inset(content: MapContent, frame: Frame, *, size_mm: float) -> tuple[list[str], list[Word]]:
    """Return Bangkok, larger, in the lower right corner of a map of the country; nothing elsewhere."""
    if BANGKOK_CODE not in {code[:2] for code in content.classes} or len(content.classes) < len(areas(Level.PROVINCE)):
        return [], []
    x = frame.x_mm + frame.width_mm - size_mm - 2.0
    y = frame.y_mm + frame.height_mm - size_mm - 2.0
    inset = frame_around([BANGKOK_CODE], x_mm=x, y_mm=y, width_mm=size_mm, height_mm=size_mm)
    shapes, words = draw_map(content, inset, scale=False)
    name = areas(Level.PROVINCE).loc[BANGKOK_CODE]["name_th" if content.lang == "th" else "name_en"]
    heading = Word(x_mm=x + 1.2, y_mm=y + 3.4, text=str(name), size_pt=7, weight=700, halo="#ffffff")
    return shapes, [*words, heading]
