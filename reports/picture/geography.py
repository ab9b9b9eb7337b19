"""Areas as paths on paper: in metres of the metric projection, so that a scale bar holds everywhere on the map."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Final

import numpy as np
import shapely

from answers.mapping.drawn import drawn_areas
from geodata.codes import COUNTRY_CODE, Level
from geodata.crs import geometries_to_metric, to_metric
from geodata.layers import layer_fingerprint, read_neighbours
from geodata.water import KINDS, read_water

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

UNIT_M: Final = 10.0
"""One unit of a path's coordinates, in metres."""
_FEWEST_POINTS: Final = 4
_AREAL: Final = 2
_LINEAR: Final = 1
_HALF: Final = 2
_SPARE: Final = 0.05
"""How far beyond its frame a map is drawn, in widths of it: farther than any line is wide."""


@dataclass(frozen=True, slots=True)
class Frame:
    """The part of the country that a map shows, and where on the sheet: all that places a point on paper.

    west, north, width and height in path units (y grows southwards); x_mm, y_mm, width_mm, height_mm on the sheet.
    """

    west: float
    north: float
    width: float
    height: float
    x_mm: float
    y_mm: float
    width_mm: float
    height_mm: float

    @property
    def units_per_mm(self) -> float:
        """Return how many path units a millimetre on the sheet is."""
        return self.width / self.width_mm

    @property
    def metres_per_mm(self) -> float:
        """Return how many metres on the ground a millimetre on the sheet is."""
        return self.units_per_mm * UNIT_M

    def place(self, x: float, y: float) -> tuple[float, float]:
        """Return where a point in path units lies on the sheet, in mm."""
        return self.x_mm + (x - self.west) / self.units_per_mm, self.y_mm + (y - self.north) / self.units_per_mm

    def at(self, longitude: float, latitude: float) -> tuple[float, float]:
        """Return where a point in degrees (WGS 84) lies on the sheet, in mm."""
        x, y = to_metric([longitude], [latitude])
        return self.place(float(x[0]) / UNIT_M, -float(y[0]) / UNIT_M)

    def holds(self, x_mm: float, y_mm: float, *, margin_mm: float = 0.0) -> bool:
        """Return whether a point of the sheet lies on the map."""
        across = self.x_mm + margin_mm <= x_mm <= self.x_mm + self.width_mm - margin_mm
        return across and self.y_mm + margin_mm <= y_mm <= self.y_mm + self.height_mm - margin_mm


@dataclass(frozen=True, slots=True)
class Shape:
    """An area: the d of its path, its bounds (west, north, east, south) and a point inside, all in path units.

    geometry is the same in metres of the metric projection.
    """

    path: str
    bounds: tuple[float, float, float, float]
    middle: tuple[float, float]
    geometry: shapely.Geometry


def shapes(level: Level, scope: str = COUNTRY_CODE) -> dict[str, Shape]:
    """Return the areas that a map of `scope` draws (`answers.mapping.drawn`) by code."""
    return _shapes(level, scope if level == Level.SUBDISTRICT else COUNTRY_CODE, layer_fingerprint())


@lru_cache(maxsize=16)
def _shapes(level: Level, scope: str, _fingerprint: str) -> dict[str, Shape]:
    layer = drawn_areas(level, scope)
    layer = layer[~layer.is_empty]
    return dict(zip(layer.index, _drawn(layer.to_numpy()), strict=True))


def ground() -> list[Shape]:
    """Return the neighbouring countries."""
    return _ground(layer_fingerprint())


@lru_cache(maxsize=2)
def _ground(_fingerprint: str) -> list[Shape]:
    return _drawn(read_neighbours().geometry.to_numpy())


@cache
def water() -> dict[str, list[Shape]]:
    """Return the rivers and lakes by kind."""
    rows = read_water()
    return {kind: _drawn(rows[rows["kind"] == kind].geometry.to_numpy()) for kind in KINDS}


def bounds_of(shapes: Iterable[Shape]) -> tuple[float, float, float, float]:
    """Return the bounds (west, north, east, south) of several areas."""
    corners = np.array([shape.bounds for shape in shapes])
    west, north = corners[:, :2].min(axis=0)
    east, south = corners[:, 2:].max(axis=0)
    return float(west), float(north), float(east), float(south)


def fit(
    bounds: tuple[float, float, float, float],
    *,
    x_mm: float,
    y_mm: float,
    width_mm: float,
    height_mm: float,
    margin: float = 0.04,
) -> Frame:
    """Return the frame that fills a box of the sheet and has the bounds in its middle.

    Parameters
    ----------
    bounds
        West, north, east and south in path units.
    x_mm, y_mm, width_mm, height_mm
        The box.
    margin
        How much of the larger side is left free around the bounds.

    """
    west, north, east, south = bounds
    spare = margin * max(east - west, south - north)
    scale = max((east - west + 2 * spare) / width_mm, (south - north + 2 * spare) / height_mm)
    width, height = scale * width_mm, scale * height_mm
    return Frame(
        west=(west + east - width) / _HALF,
        north=(north + south - height) / _HALF,
        width=width,
        height=height,
        x_mm=x_mm,
        y_mm=y_mm,
        width_mm=width_mm,
        height_mm=height_mm,
    )


def is_seen(shape: Shape, frame: Frame) -> bool:
    """Return whether an area may be on the map: its bounds meet the frame."""
    west, north, east, south = shape.bounds
    across = west <= frame.west + frame.width and east >= frame.west
    return across and north <= frame.north + frame.height and south >= frame.north


def path_in(shape: Shape, frame: Frame) -> str:
    """Return the path of an area on a map, cut off a little outside the frame.

    Without the cut, a neighbour that reaches far beyond makes those who draw the file hold all of it in memory.
    """
    west, north, east, south = shape.bounds
    left, bottom, right, top = _box(frame)
    if west * UNIT_M >= left and east * UNIT_M <= right and -north * UNIT_M <= top and -south * UNIT_M >= bottom:
        return shape.path
    return _path(shapely.clip_by_rect(shape.geometry, left, bottom, right, top))


def _box(frame: Frame) -> tuple[float, float, float, float]:
    """Return the box that is drawn of a map, a little beyond its frame: west, south, east, north in metres."""
    spare = _SPARE * frame.width
    left, right = frame.west - spare, frame.west + frame.width + spare
    top, bottom = frame.north - spare, frame.north + frame.height + spare
    return left * UNIT_M, -bottom * UNIT_M, right * UNIT_M, -top * UNIT_M


def circles(places: Sequence[tuple[float, float]], radius_km: float, frame: Frame) -> str:
    """Return the path of the circles of a radius around places (longitude, latitude), joined where they overlap."""
    x, y = to_metric([place[0] for place in places], [place[1] for place in places])
    discs = shapely.buffer(shapely.points(x, y), radius_km * 1000.0, quad_segs=16)
    return _path(shapely.union_all(discs[shapely.intersects(discs, shapely.box(*_box(frame)))]))


def _drawn(geometries: np.ndarray) -> list[Shape]:
    metric = geometries_to_metric(geometries)
    # A point that is surely inside, for a name; of several islands the largest counts.
    parts = [max(shapely.get_parts(one), key=lambda part: (part.area, part.length)) for one in metric]
    middles = shapely.get_coordinates(shapely.point_on_surface(np.asarray(parts, dtype=object))) / UNIT_M
    edges = (shapely.bounds(metric) / UNIT_M).tolist()
    return [
        Shape(_path(geometry), (box[0], -box[3], box[2], -box[1]), (float(middle[0]), -float(middle[1])), geometry)
        for geometry, box, middle in zip(metric, edges, middles, strict=True)
    ]


def _path(geometry: shapely.Geometry) -> str:
    parts = shapely.get_parts(shapely.get_parts(geometry))
    dimensions = shapely.get_dimensions(parts)
    rings = [_ring(shapely.get_coordinates(ring)) for ring in shapely.get_rings(parts[dimensions == _AREAL])]
    lines = [_line(shapely.get_coordinates(line)) for line in parts[dimensions == _LINEAR]]
    return "".join([*rings, *lines])


def _line(coordinates: np.ndarray) -> str:
    grid = np.rint(coordinates / UNIT_M).astype(int) * np.array([1, -1])
    return f"M{grid[0][0]} {grid[0][1]}l{' '.join(map(str, np.diff(grid, axis=0).ravel().tolist()))}"


def _ring(coordinates: np.ndarray) -> str:
    grid = np.rint(coordinates / UNIT_M).astype(int) * np.array([1, -1])
    moved = np.ones(len(grid), dtype=bool)
    moved[1:] = (np.diff(grid, axis=0) != 0).any(axis=1)
    grid = grid[moved]
    if len(grid) < _FEWEST_POINTS:
        return ""
    steps = np.diff(grid, axis=0)[:-1]
    return f"M{grid[0][0]} {grid[0][1]}l{' '.join(map(str, steps.ravel().tolist()))}z"
