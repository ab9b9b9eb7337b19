"""The lattice: an area's registered people spread evenly over points inside it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

import numpy as np
import shapely

from analysis.field.points import DemandPoints, points_of
from geodata.codes import Level
from geodata.crs import geometries_to_metric, to_wgs84
from geodata.layers import read_layer

if TYPE_CHECKING:
    import pandas as pd
    from numpy.typing import NDArray

SPACING_M: Final = 1_000.0
LEAST_POINTS: Final = 200
"""Fewest points of a district: small ones get a finer lattice."""
_FINER: Final = 0.97
_ATTEMPTS: Final = 200
REGISTRATION_TITLE: Final = "Registered population, Department of Provincial Administration"


def lattice_points(
    people: pd.Series, *, year_ce: int, spacing_m: float = SPACING_M, least_points: int = LEAST_POINTS
) -> DemandPoints:
    """Return the people of every district spread evenly over a square lattice inside it.

    Parameters
    ----------
    people
        Registered people on the codes of the districts.
    year_ce
        31 December of which year they are of.
    spacing_m
        The lattice's spacing in metres, in the equal-area CRS of `geodata.crs`: a point stands for the same area
        everywhere in a district.
    least_points
        A district with fewer points than these gets a finer lattice of its own.

    """
    districts, _, lattices = district_lattice(spacing_m=spacing_m, least_points=least_points)
    counts = np.array([len(points) for points in lattices])
    xy = np.concatenate(lattices)
    longitude, latitude = to_wgs84(xy[:, 0], xy[:, 1])
    registered = people.reindex(districts).astype("float64").to_numpy()
    points = points_of(
        districts,
        np.repeat(np.arange(len(districts)), counts),
        longitude,
        latitude,
        np.repeat(registered / counts, counts),
        district_people=registered,
    )
    return replace(points, year_ce=year_ce, title=REGISTRATION_TITLE)


def district_lattice(
    *, spacing_m: float, least_points: int
) -> tuple[pd.Index, NDArray[np.object_], list[NDArray[np.float64]]]:
    """Return the districts' codes, shapes and lattices in the equal-area CRS, in metres (see `lattice_points`)."""
    districts = read_layer(Level.DISTRICT)
    shapes = geometries_to_metric(districts.geometry.to_numpy())
    shapely.prepare(shapes)
    return districts.index, shapes, [lattice_cells(shape, spacing_m, least_points) for shape in shapes]


def lattice_cells(shape: shapely.Geometry, spacing_m: float, least: int) -> NDArray[np.float64]:
    """Return the middles of the lattice's cells that lie in a shape, x and y in metres."""
    west, south, east, north = shapely.bounds(shape)
    step = min(spacing_m, float(np.sqrt(shapely.area(shape) / least)))
    for _ in range(_ATTEMPTS):
        x, y = np.meshgrid(_middles(west, east, step), _middles(south, north, step))
        points = np.column_stack([x.ravel(), y.ravel()])
        points = points[shapely.contains_xy(shape, points)]
        if len(points) >= least:
            return np.asarray(points)
        step *= _FINER
    return np.asarray(shapely.get_coordinates(shapely.point_on_surface(shape)))


def _middles(low: float, high: float, step: float) -> NDArray[np.float64]:
    return np.asarray(np.arange(np.floor(low / step), np.ceil(high / step)) * step + step / 2)
