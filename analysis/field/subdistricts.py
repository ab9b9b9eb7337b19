"""People by subdistrict: a district's people shared among its subdistricts, and spread over the part of each."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

import numpy as np
import pandas as pd
import shapely
from scipy.spatial import cKDTree

from analysis.field.lattice import LEAST_POINTS, REGISTRATION_TITLE, SPACING_M, district_lattice, lattice_cells
from analysis.field.points import DemandPoints, points_of
from analysis.field.power_diagram import power_diagram
from analysis.subdistrict_people import share_people
from geodata.codes import Level
from geodata.crs import geometries_to_metric, to_metric, to_wgs84
from geodata.layers import read_layer

if TYPE_CHECKING:
    from numpy.typing import NDArray

LEAST_PART_POINTS: Final = 12
"""Fewest points of a subdistrict: a smaller part has a lattice of its own in its boundaries, else is a disc of its area
around its point, within the district."""
_GOLDEN_ANGLE: Final = np.pi * (3.0 - np.sqrt(5.0))


def subdistrict_points(
    people: pd.Series,
    subdistricts: pd.DataFrame,
    *,
    year_ce: int,
    spacing_m: float = SPACING_M,
    least_points: int = LEAST_POINTS,
) -> DemandPoints:
    """Return the people of every district where its subdistricts' people live.

    A district's people are shared among its subdistricts as these had people when they were last counted
    (`analysis.subdistrict_people`), and a subdistrict's spread evenly over its part of the district: where boundaries
    are installed the lattice points inside them, else those nearest to its own point, as many as its area asks for
    (`analysis.field.power_diagram`). Every point has the people of one subdistrict. Those of subdistricts without
    boundaries in a district that has them, and of those without a point elsewhere, share the whole district evenly, and
    their points belong to none. The sum of each district is exactly its registered people.

    Parameters
    ----------
    people
        Registered people on the codes of the districts, whole numbers.
    subdistricts
        On their codes: district_code, population_2021 (0 and up), longitude and latitude (degrees, WGS 84),
        area_km2; the last three missing where they are not known.
    year_ce
        31 December of which year people are of.
    spacing_m, least_points
        The lattice, as in `analysis.field.lattice.lattice_points`.

    """
    districts, shapes, lattices = district_lattice(spacing_m=spacing_m, least_points=least_points)
    ordered = subdistricts.sort_index()
    x, y = to_metric(ordered["longitude"].to_numpy(), ordered["latitude"].to_numpy())
    parts = _Parts(
        site=np.column_stack([x, y]),
        area_m2=ordered["area_km2"].to_numpy(dtype=np.float64) * 1e6,
        people=share_people(people, subdistricts).reindex(ordered.index).to_numpy(dtype=np.float64),
        boundary=_boundaries(ordered.index),
    )
    of_district = ordered.groupby("district_code").indices
    registered = people.reindex(districts).astype("float64").to_numpy()
    nothing = np.empty(0, dtype=np.int64)
    placed = [
        _spread(shape, lattice, np.asarray(of_district.get(code, nothing)), parts, float(total))
        for code, shape, lattice, total in zip(districts, shapes, lattices, registered, strict=True)
    ]
    counts = [len(weights) for _, weights, _ in placed]
    xy = np.concatenate([points for points, _, _ in placed])
    longitude, latitude = to_wgs84(xy[:, 0], xy[:, 1])
    points = points_of(
        districts,
        np.repeat(np.arange(len(districts)), counts),
        longitude,
        latitude,
        np.concatenate([weights for _, weights, _ in placed]),
        district_people=registered,
        subdistrict_codes=ordered.index,
        subdistrict=np.concatenate([owner for _, _, owner in placed]),
    )
    return replace(points, source="subdistrict", year_ce=year_ce, title=REGISTRATION_TITLE)


@dataclass(frozen=True)
class _Parts:
    """The subdistricts in the order of their codes; a point in metres (NaN where none is known), a boundary or None."""

    site: NDArray[np.float64]
    area_m2: NDArray[np.float64]
    people: NDArray[np.float64]
    boundary: NDArray[np.object_]


def _boundaries(codes: pd.Index) -> NDArray[np.object_]:
    """Return the installed boundaries of subdistricts in metres, in the order of their codes; None without one."""
    layer = read_layer(Level.SUBDISTRICT)
    shapes = np.array([*geometries_to_metric(layer.geometry.to_numpy()), None], dtype=object)
    return np.asarray(shapes[layer.index.get_indexer(codes)])


def _spread(
    shape: shapely.Geometry, lattice: NDArray[np.float64], rows: NDArray[np.int64], parts: _Parts, total: float
) -> tuple[NDArray[np.float64], NDArray[np.float64], NDArray[np.int64]]:
    """Return the points of a district (x, y in metres), the people of each, and whose they are (-1: no one part's).

    `rows` are its parts. What of a disc lies outside the district is moved to the nearest point of its lattice; a small
    part with boundaries has a finer lattice of its own.
    """
    bounded = np.array([boundary is not None for boundary in parts.boundary[rows]], dtype=bool)
    owner = rows[bounded] if bounded.any() else rows[~np.isnan(parts.site[rows, 0])]
    people = parts.people[owner]
    rest = total - people.sum()
    points, weights, owners = [], [], []
    if rest > 0 or not len(owner):
        points.append(lattice)
        weights.append(np.full(len(lattice), rest / len(lattice)))
        owners.append(np.full(len(lattice), -1))
    if len(owner):
        shapes = parts.boundary[owner] if bounded.any() else None
        if shapes is None:
            part = power_diagram(lattice, parts.site[owner], parts.area_m2[owner])
        else:
            part = _parts_inside(lattice, shapes)
        size = np.bincount(part, minlength=len(owner))
        small = size < LEAST_PART_POINTS
        held = ~small[part]
        points.append(lattice[held])
        weights.append((people / np.maximum(size, 1))[part[held]])
        owners.append(owner[part[held]])
        for position in np.flatnonzero(small):
            if shapes is None:
                own = _disc(parts.site[owner[position]], parts.area_m2[owner[position]])
                outside = ~shapely.contains_xy(shape, own)
                if outside.any():
                    own[outside] = lattice[cKDTree(lattice).query(own[outside])[1]]
            else:
                shapely.prepare(shapes[position])
                own = lattice_cells(shapes[position], SPACING_M, LEAST_PART_POINTS)
            points.append(own)
            weights.append(np.full(len(own), people[position] / len(own)))
            owners.append(np.full(len(own), owner[position]))
    return np.concatenate(points), np.concatenate(weights), np.concatenate(owners)


def _parts_inside(lattice: NDArray[np.float64], shapes: NDArray[np.object_]) -> NDArray[np.int64]:
    """Return of each point of a lattice the position of the boundaries that it lies in, or the nearest."""
    return np.asarray(shapely.STRtree(shapes).nearest(shapely.points(lattice)), dtype=np.int64)


def _disc(site: NDArray[np.float64], area_m2: float) -> NDArray[np.float64]:
    """Return points that stand for equal shares of a disc of a subdistrict's area around its point."""
    order = np.arange(LEAST_PART_POINTS)
    radius = np.sqrt(area_m2 / np.pi * (order + 0.5) / LEAST_PART_POINTS)
    angle = order * _GOLDEN_ANGLE
    return np.asarray(site + np.column_stack([radius * np.cos(angle), radius * np.sin(angle)]))
