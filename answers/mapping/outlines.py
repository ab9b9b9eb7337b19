"""Area polygons packed for the painter: rings as steps of an ASCII line, a fifth of the size of GeoJSON."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final

import numpy as np
import shapely

from answers.mapping.drawn import drawn_areas
from answers.words import LANGUAGES
from answers.words.names import area_name, bare_name
from geodata.areas import ancestors, areas, with_points
from geodata.codes import COUNTRY_CODE, LAYER_LEVELS, Level
from geodata.display import display_layer
from geodata.layers import layer_fingerprint, read_neighbours

if TYPE_CHECKING:
    from collections.abc import Iterable

    from numpy.typing import NDArray

SCALE: Final = 10_000
"""Units in a degree: about 11 m, far below what a screen shows."""
LEVELS: Final = LAYER_LEVELS
_FEWEST_POINTS: Final = 4
_CHUNK_BITS, _FIRST_CHARACTER = 5, 63


def packed_layers() -> dict[str, list[list[str]]]:
    """Return the rings of every area by level, the areas in the order of their codes; islands are rings beside."""
    return _packed_layers(layer_fingerprint())


@lru_cache(maxsize=2)
def _packed_layers(_fingerprint: str) -> dict[str, list[list[str]]]:
    return {str(level): packed_rings(display_layer(level).sort_index().geometry.to_numpy()) for level in LEVELS}


def packed_ground() -> list[list[str]]:
    """Return the rings of the countries around Thailand."""
    return packed_rings(read_neighbours().geometry.to_numpy())


def packed_areas(level: Level, scope: str = COUNTRY_CODE) -> dict[str, Any]:
    """Return the areas that a map of `scope` draws as ``mapPainter.layer`` takes them, in the order of their codes.

    at is the longitude and latitude (WGS 84) of a point inside; name is how an area is told, label how it stands on the
    map, both by language.
    """
    layer = drawn_areas(level, scope)
    table = with_points(areas(level).loc[layer.index])
    points = zip(table["longitude"].round(4), table["latitude"].round(4), strict=True)
    return {
        "scale": SCALE,
        "areas": [
            {
                "code": code,
                "name": {lang: area_name(code, lang=lang) for lang in LANGUAGES},
                "label": {lang: label(code, lang=lang) for lang in LANGUAGES},
                "at": [float(longitude), float(latitude)],
                "ancestors": ancestors(code),
                "rings": rings,
            }
            for code, (longitude, latitude), rings in zip(
                layer.index, points, packed_rings(layer.to_numpy()), strict=True
            )
        ],
    }


def packed_surroundings() -> dict[str, Any]:
    """Return the quiet ground of a map as ``mapPainter.layer`` takes it: the neighbouring countries and Thailand."""
    rings = [*packed_ground(), *packed_rings(display_layer(Level.COUNTRY).geometry.to_numpy())]
    return {"scale": SCALE, "areas": [{"at": [0, 0], "rings": one} for one in rings]}


def label(code: str, *, lang: str) -> str:
    """Return an area's name as it stands on a map, where its kind is plain to see."""
    return bare_name(code, lang=lang).removeprefix("เขต")


def encoded(numbers: Iterable[int]) -> str:
    """Return whole numbers as ASCII: five bits a character, the sign in the lowest (Google's polyline encoding).

    Examples
    --------
    >>> encoded([3850000, -12020000])
    '_p~iF~ps|U'

    """
    characters = []
    for number in numbers:
        rest = ~(number << 1) if number < 0 else number << 1
        while rest >= 1 << _CHUNK_BITS:
            characters.append(chr((rest & 31 | 32) + _FIRST_CHARACTER))
            rest >>= _CHUNK_BITS
        characters.append(chr(rest + _FIRST_CHARACTER))
    return "".join(characters)


def packed_rings(geometries: NDArray[np.object_]) -> list[list[str]]:
    """Return the rings of each area (WGS 84), islands and holes beside."""
    return [[text for ring in _rings(geometry) if (text := _ring(ring))] for geometry in geometries]


def _rings(geometry: shapely.Geometry) -> list[NDArray[np.float64]]:
    return [shapely.get_coordinates(ring) for ring in shapely.get_rings(shapely.get_parts(geometry))]


def _ring(coordinates: NDArray[np.float64]) -> str:
    grid: NDArray[Any] = np.rint(coordinates * SCALE).astype(np.int64)
    moved = np.ones(len(grid), dtype=bool)
    moved[1:] = (np.diff(grid, axis=0) != 0).any(axis=1)
    grid = grid[moved]
    if len(grid) < _FEWEST_POINTS:
        return ""
    steps = np.vstack([grid[:1], np.diff(grid, axis=0)[:-1]])  # the last point is the first: the pen closes the ring
    return encoded(steps.ravel().tolist())
