"""People by subdistrict: a district's people shared among its subdistricts, and spread over the part of each."""

from __future__ import annotations

from dataclasses import replace
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
    x, y = to_metric(subdistricts["longitude"].to_numpy(), subdistricts["latitude"].to_numpy())
    shares = share_people(people, subdistricts)
    parts = subdistricts.assign(x=x, y=y, people=shares).sort_index()
    parts["position"] = np.arange(len(parts))
    boundaries = _boundaries(parts.index)
    of_district = {str(code): rows for code, rows in parts.groupby("district_code")}
    registered = people.reindex(districts).astype("float64").to_numpy()
    placed = [
        _spread(shape, lattice, of_district.get(str(code), parts.iloc[:0]), boundaries, float(total))
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
        subdistrict_codes=parts.index,
        subdistrict=np.concatenate([owner for _, _, owner in placed]),
    )
    return replace(points, source="subdistrict", year_ce=year_ce, title=REGISTRATION_TITLE)


def _boundaries(codes: pd.Index) -> pd.Series:
    """Return the installed boundaries of subdistricts in metres on their codes; empty where none are."""
    layer = read_layer(Level.SUBDISTRICT)
    shapes = pd.Series(geometries_to_metric(layer.geometry.to_numpy()), index=layer.index, dtype=object)
    return shapes[shapes.index.isin(codes)]


def _spread(
    shape: shapely.Geometry, lattice: NDArray[np.float64], parts: pd.DataFrame, boundaries: pd.Series, total: float
) -> tuple[NDArray[np.float64], NDArray[np.float64], NDArray[np.int64]]:
    """Return the points of a district (x, y in metres), the people of each, and whose they are (-1: no one part's).

    What of a disc lies outside the district is moved to the nearest point of its lattice; a small part with boundaries
    has a finer lattice of its own.
    """
    bounded = parts.index.isin(boundaries.index)
    located = parts[bounded] if bounded.any() else parts[parts["x"].notna()]
    people = located["people"].to_numpy(dtype=np.float64)
    rest = total - people.sum()
    owner = located["position"].to_numpy(dtype=np.int64)
    points, weights, owners = [], [], []
    if rest > 0 or not len(located):
        points.append(lattice)
        weights.append(np.full(len(lattice), rest / len(lattice)))
        owners.append(np.full(len(lattice), -1))
    if len(located):
        shapes = boundaries[located.index].to_numpy() if bounded.any() else None
        part = _parts_of(lattice, located) if shapes is None else _parts_inside(lattice, shapes)
        size = np.bincount(part, minlength=len(located))
        small = size < LEAST_PART_POINTS
        held = ~small[part]
        points.append(lattice[held])
        weights.append((people / np.maximum(size, 1))[part[held]])
        owners.append(owner[part[held]])
        for position in np.flatnonzero(small):
            if shapes is None:
                own = _disc(located.iloc[position])
                outside = ~shapely.contains_xy(shape, own)
                own[outside] = lattice[cKDTree(lattice).query(own[outside])[1]]
            else:
                shapely.prepare(shapes[position])
                own = lattice_cells(shapes[position], SPACING_M, LEAST_PART_POINTS)
            points.append(own)
            weights.append(np.full(len(own), people[position] / len(own)))
            owners.append(np.full(len(own), owner[position]))
    return np.concatenate(points), np.concatenate(weights), np.concatenate(owners)


def _parts_of(lattice: NDArray[np.float64], located: pd.DataFrame) -> NDArray[np.int64]:
    """Return of each point of a lattice the position of the subdistrict nearest to it, as their areas ask for."""
    sites = located[["x", "y"]].to_numpy(dtype=np.float64)
    return power_diagram(lattice, sites, located["area_km2"].to_numpy(dtype=np.float64) * 1e6)


def _parts_inside(lattice: NDArray[np.float64], shapes: NDArray[np.object_]) -> NDArray[np.int64]:
    """Return of each point of a lattice the position of the boundaries that it lies in, or the nearest."""
    return np.asarray(shapely.STRtree(shapes).nearest(shapely.points(lattice)), dtype=np.int64)


def _disc(subdistrict: pd.Series) -> NDArray[np.float64]:
    """Return points that stand for equal shares of a disc of a subdistrict's area around its point."""
    order = np.arange(LEAST_PART_POINTS)
    radius = np.sqrt(float(subdistrict["area_km2"]) * 1e6 / np.pi * (order + 0.5) / LEAST_PART_POINTS)
    angle = order * _GOLDEN_ANGLE
    site = subdistrict[["x", "y"]].to_numpy(dtype=np.float64)
    return np.asarray(site + np.column_stack([radius * np.cos(angle), radius * np.sin(angle)]))
