"""Rivers and lakes as a map draws and names them, by which a reader finds a place."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any, Final

import numpy as np
import shapely

from answers.mapping.outlines import SCALE, encoded, packed_rings
from answers.mapping.towns import CAPITALS_FROM
from answers.words import LANGUAGES
from answers.words.names import pick
from geodata.water import read_water

if TYPE_CHECKING:
    from collections.abc import Hashable

_APART_DEGREES: Final = 0.4
"""How far apart along a river its name may be tried."""


@cache
def packed_water() -> dict[str, Any]:
    """Return rivers and lakes as the painter takes them (``mapPainter.water``).

    scale is the units in a degree; rivers have lines, lakes rings, both as steps; each has name by language, or None,
    at, the longitudes and latitudes (WGS 84) where the name may stand, the best first, and from, the pixels a degree
    from which on it is named.
    """
    rows = read_water().to_dict("records")
    return {
        "scale": SCALE,
        "rivers": [_named(row) | {"lines": _lines(row["geometry"])} for row in rows if row["kind"] == "river"],
        "lakes": [
            _named(row) | {"rings": packed_rings(np.array([row["geometry"]], dtype=object))[0]}
            for row in rows
            if row["kind"] == "lake"
        ],
    }


def name_places(geometry: shapely.Geometry) -> list[list[float]]:
    """Return where the name of a river or lake may stand: from the middle of the longest part outwards."""
    part = max(shapely.get_parts(geometry), key=lambda one: one.length)
    if part.geom_type == "Polygon":
        points = [shapely.point_on_surface(part)]
    else:
        steps = max(int(part.length / _APART_DEGREES), 1)
        middle_first = sorted((np.arange(steps) + 0.5) / steps, key=lambda share: abs(share - 0.5))
        points = [shapely.line_interpolate_point(part, share, normalized=True) for share in middle_first]
    return [[round(one.x, 4), round(one.y, 4)] for one in points]


def _named(row: dict[Hashable, Any]) -> dict[str, Any]:
    name = {lang: pick(row["name_th"], row["name_en"], lang=lang) for lang in LANGUAGES} if row["name_en"] else None
    return {"name": name, "at": name_places(row["geometry"]), "from": CAPITALS_FROM}


def _lines(geometry: shapely.Geometry) -> list[str]:
    lines = []
    for part in shapely.get_parts(geometry):
        grid = np.rint(shapely.get_coordinates(part) * SCALE).astype(np.int64)
        lines.append(encoded(np.vstack([grid[:1], np.diff(grid, axis=0)]).ravel().tolist()))
    return lines
