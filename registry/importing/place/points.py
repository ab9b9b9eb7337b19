"""The point of each row: from its cells to longitude and latitude, and what was done on the way."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Final

import numpy as np
import pyproj

from geodata.assign import assign_districts, point_to_area_m
from geodata.codes import Level
from geodata.crs import WGS84
from registry.importing.columns.titles import INDIAN, datum_in
from registry.importing.place.coordinates import degrees_column, pair_column, zone_before, zone_beside
from registry.importing.problems import RowProblem

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray

    from registry.importing.columns.mapping import SheetMapping
    from registry.importing.findings import Findings

# A frame around Thailand, in degrees: no longitude in it could be a latitude in it.
_WEST, _EAST, _SOUTH, _NORTH = 96.0, 107.0, 4.5, 21.5
_EASTINGS: Final = (100_000.0, 1_300_000.0)
_NORTHINGS: Final = (500_000.0, 2_400_000.0)
_ZONES: Final = (47, 48)


@dataclass
class Points:
    """Longitude and latitude in degrees (WGS 84), NaN without a point; and UTM metres that still need a zone.

    indian says which rows are of the datum Indian 1975.
    """

    longitude: NDArray[np.float64]
    latitude: NDArray[np.float64]
    easting: NDArray[np.float64]
    northing: NDArray[np.float64]
    zone: NDArray[np.int64]
    indian: NDArray[np.bool_]


def read_points(cells: Mapping[str, Sequence[str]], count: int, mapping: SheetMapping, findings: Findings) -> Points:
    """Return the points of rows from the columns longitude, latitude, coordinates and zone.

    Swapped degrees are put right with a warning; what cannot be read, half a point and 0, 0 are no point, with a
    warning. Degrees outside Thailand stay, for `registry.importing.place.rows` to refuse.
    """
    x, y, unread = _numbers(cells, count)
    one, both = np.isnan(x) ^ np.isnan(y), ~np.isnan(x) & ~np.isnan(y)
    for row in np.flatnonzero(unread):
        findings.add(int(row), RowProblem("row_point_unreadable", value=_coordinate_text(cells, int(row))))
    for row in np.flatnonzero(one & ~unread):
        findings.add(int(row), RowProblem("row_half_point", value=_coordinate_text(cells, int(row))))
    zero = both & (x == 0) & (y == 0)
    for row in np.flatnonzero(zero):
        findings.add(int(row), RowProblem("row_point_zero"))
    both &= ~unread & ~zero
    right = both & _in_frame(x, y)
    swapped = both & ~right & _in_frame(y, x) & mapping.swap
    for row in np.flatnonzero(swapped):
        findings.add(
            int(row), RowProblem("row_swapped", latitude=round(float(x[row]), 6), longitude=round(float(y[row]), 6))
        )
    metres = both & ~right & ~swapped & (np.abs(x) > 1_000) & (np.abs(y) > 1_000)
    turned = metres & ~_in_grid(x, y) & _in_grid(y, x)
    x[swapped | turned], y[swapped | turned] = y[swapped | turned], x[swapped | turned]
    metres &= _in_grid(x, y)
    strange = both & ~right & ~swapped & ~metres & ~((np.abs(x) <= 180) & (np.abs(y) <= 90))
    for row in np.flatnonzero(strange):
        findings.add(int(row), RowProblem("row_point_unreadable", value=_coordinate_text(cells, int(row))))
    degrees = both & ~metres & ~strange
    indian = _indian(cells, count, mapping)
    older = degrees & indian
    if older.any():
        x[older], y[older] = _to_wgs84("EPSG:4240").transform(x[older], y[older])
        for row in np.flatnonzero(older):
            findings.add(int(row), RowProblem("row_datum", datum=INDIAN))
    return Points(
        np.where(degrees, x, np.nan), np.where(degrees, y, np.nan),
        np.where(metres, x, np.nan), np.where(metres, y, np.nan), _zones(cells, count, mapping), indian,
    )  # fmt: skip


def place_metres(
    points: Points, province: NDArray[np.object_], district: NDArray[np.object_], findings: Findings
) -> None:
    """Give rows with eastings and northings their longitude and latitude, in place.

    Where the file does not say the zone, the one whose point lies in Thailand is taken; where both do, the one
    nearer to the recorded district or province; without one the row is refused: a zone is never guessed.
    """
    rows = np.flatnonzero(~np.isnan(points.easting))
    if not rows.size:
        return
    x, y = points.easting[rows], points.northing[rows]
    candidates = [_from_metres(zone, x, y, points.indian[rows]) for zone in _ZONES]
    inside = [assign_districts(lon, lat)["district_code"].notna().to_numpy() for lon, lat in candidates]
    away = [_away_m(lon, lat, province[rows], district[rows]) for lon, lat in candidates]
    zones = points.zone[rows]
    chosen = np.select(
        [
            zones == 47, zones == 48, inside[0] & ~inside[1], inside[1] & ~inside[0], away[0] < away[1],
            away[1] < away[0],
        ],
        [0, 1, 0, 1, 0, 1], -1,
    )  # fmt: skip
    for position, row in enumerate(rows):
        which = int(chosen[position])
        if which < 0:
            values = {"easting": round(float(x[position])), "northing": round(float(y[position]))}
            findings.add(int(row), RowProblem("row_utm_zone", **values))
            continue
        points.longitude[row] = round(float(candidates[which][0][position]), 7)
        points.latitude[row] = round(float(candidates[which][1][position]), 7)
        datum = INDIAN if points.indian[row] else "WGS 84"
        findings.add(int(row), RowProblem("row_utm", zone=_ZONES[which], datum=datum))
        if points.indian[row]:
            findings.add(int(row), RowProblem("row_datum", datum=INDIAN))


def _away_m(
    lon: NDArray[np.float64], lat: NDArray[np.float64], province: NDArray[np.object_], district: NDArray[np.object_]
) -> NDArray[np.float64]:
    """Return the metres to the recorded district, or to the province where that is all; infinite without either."""
    near = point_to_area_m(lon, lat, district)
    near = np.where(np.isnan(near), point_to_area_m(lon, lat, province, level=Level.PROVINCE), near)
    return np.nan_to_num(near, nan=np.inf)


def _numbers(
    cells: Mapping[str, Sequence[str]], count: int
) -> tuple[NDArray[np.float64], NDArray[np.float64], NDArray[np.bool_]]:
    nothing = [""] * count
    x, bad_x = degrees_column(cells.get("longitude", nothing))
    y, bad_y = degrees_column(cells.get("latitude", nothing))
    unread = bad_x | bad_y
    if "coordinates" in cells:
        pair_x, pair_y, bad = pair_column(cells["coordinates"])
        bare = np.isnan(x) & np.isnan(y)
        x, y = np.where(bare, pair_x, x), np.where(bare, pair_y, y)
        unread = np.where(bare, bad, unread)
    return x, y, unread


def _zones(cells: Mapping[str, Sequence[str]], count: int, mapping: SheetMapping) -> NDArray[np.int64]:
    if "zone" in cells:
        return np.array([47 if "47" in cell else 48 if "48" in cell else mapping.utm_zone for cell in cells["zone"]])
    if "coordinates" in cells:
        return np.array([zone_beside(cell) or mapping.utm_zone for cell in cells["coordinates"]], dtype=np.int64)
    if "longitude" in cells:
        return np.array([zone_before(cell) or mapping.utm_zone for cell in cells["longitude"]], dtype=np.int64)
    return np.full(count, mapping.utm_zone, dtype=np.int64)


def _in_frame(x: NDArray[np.float64], y: NDArray[np.float64]) -> NDArray[np.bool_]:
    return np.asarray((x >= _WEST) & (x <= _EAST) & (y >= _SOUTH) & (y <= _NORTH), dtype=bool)


def _in_grid(x: NDArray[np.float64], y: NDArray[np.float64]) -> NDArray[np.bool_]:
    return np.asarray(
        (x >= _EASTINGS[0]) & (x <= _EASTINGS[1]) & (y >= _NORTHINGS[0]) & (y <= _NORTHINGS[1]), dtype=bool
    )


def _coordinate_text(cells: Mapping[str, Sequence[str]], row: int) -> str:
    values = [cells[name][row] for name in ("latitude", "longitude", "coordinates") if name in cells]
    return ", ".join(value for value in values if value)[:120]


@cache
def _to_wgs84(crs: str) -> pyproj.Transformer:
    return pyproj.Transformer.from_crs(crs, WGS84, always_xy=True)


def _from_metres(
    zone: int, x: NDArray[np.float64], y: NDArray[np.float64], indian: NDArray[np.bool_]
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return the degrees (WGS 84) of eastings and northings in a zone."""
    lon, lat = np.array(x, dtype=float), np.array(y, dtype=float)
    for rows, crs in ((indian, f"EPSG:240{zone}"), (~indian, f"EPSG:326{zone}")):
        if rows.any():
            lon[rows], lat[rows] = _to_wgs84(crs).transform(x[rows], y[rows])
    return lon, lat


def _indian(cells: Mapping[str, Sequence[str]], count: int, mapping: SheetMapping) -> NDArray[np.bool_]:
    """Return which rows are of the datum Indian 1975: as their own cell says, else as the table does."""
    datums = cells.get("datum") or [""] * count
    return np.array([bool(datum_in([cell]) if cell else mapping.datum) for cell in datums], dtype=bool)
