"""Looking a stranger's boundaries over: every reason to refuse them, not only the first."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

import numpy as np
import pandas as pd
import shapely

from geodata.code_column import find_code_column, level_of_codes, plain_codes
from geodata.codes import Level
from geodata.crs import METRIC, WGS84

if TYPE_CHECKING:
    import geopandas as gpd

WINDOW: Final = (95.0, 3.0, 108.0, 23.0)
"""West, south, east, north in degrees: what lies beyond is not Thailand."""
MAX_SHIFT_M: Final = 10_000.0
"""How far, in metres, an area's middle may lie outside the same area as known so far."""
SIZE_RATIO: Final = (0.2, 5.0)
"""By how much an area may differ in size from the same area as known so far: coarse layers differ on small islands."""
SIZE_RATIO_IN_ALL: Final = (0.75, 1.34)
"""The same for all areas of a file together."""
MAX_OVERLAP_SHARE: Final = 0.05
"""How much of the smaller of two areas they may have in common."""
_MAX_REPAIR_SHARE: Final = 0.01
_MOST_STRANGE_SHARE: Final = 0.05
_MAX_COVERED_SHARE: Final = 0.98


@dataclass
class Vetted:
    """What came of a file: the level, one polygon (`METRIC`) per code, and the reasons to refuse it.

    strange are codes of subdistricts in a district that there is, while there is no such subdistrict (any more).
    """

    level: Level = Level.DISTRICT
    polygons: pd.Series = field(default_factory=lambda: pd.Series(dtype=object))
    reasons: list[str] = field(default_factory=list)
    strange: list[str] = field(default_factory=list)


def vet(
    frame: gpd.GeoDataFrame,
    current: dict[Level, pd.Series],
    *,
    level: Level | None = None,
    code_column: str | None = None,
) -> Vetted:
    """Look a table of boundaries over.

    Parameters
    ----------
    frame
        As read: any columns, any CRS.
    current
        The areas in use: of the levels province and district, polygons in `METRIC` on ``admin_code``; of the level
        subdistrict, which `geodata.vet_subdistricts` goes on with, points.
    level, code_column
        What the caller knows; found out otherwise.

    """
    vetted = Vetted()
    shapes = _metric_shapes(frame, vetted)
    codes = _codes(frame, current, vetted, level, code_column)
    if codes is None or shapes is None or vetted.reasons:
        return vetted
    there = ~np.isin(np.array(codes, dtype=object), vetted.strange)
    vetted.polygons = _merge_parts(list(np.array(codes, dtype=object)[there]), shapes[there], vetted)
    _check_overlaps(vetted)
    if vetted.level is Level.SUBDISTRICT:
        return vetted
    _check_positions(vetted, current[vetted.level])
    _check_sizes(vetted, current[vetted.level])
    _check_covered(vetted, current[vetted.level])
    return vetted


def _check_covered(vetted: Vetted, current: pd.Series) -> None:
    """Find areas that the file does not have and leaves no room for."""
    rest = current.drop(vetted.polygons.index.intersection(current.index))
    taken = shapely.union_all(vetted.polygons.to_numpy())
    shapely.prepare(taken)
    rest = rest[shapely.intersects(taken, rest.to_numpy())]
    share = shapely.area(shapely.intersection(rest.to_numpy(), taken)) / shapely.area(rest.to_numpy())
    lost = list(rest.index[share > _MAX_COVERED_SHARE])
    if lost:
        vetted.reasons.append(f"{len(lost)} area(s) are not in the file and lie under others of it: {listing(lost)}.")


def _codes(
    frame: gpd.GeoDataFrame,
    current: dict[Level, pd.Series],
    vetted: Vetted,
    level: Level | None,
    column: str | None,
) -> list[str] | None:
    table = pd.DataFrame(frame.drop(columns=frame.geometry.name))
    columns = ", ".join(map(str, table.columns)) or "none"
    if column is None:
        code_column_and_level = find_code_column(
            table, {key: set(map(str, areas.index)) for key, areas in current.items()}, level=level
        )
        if code_column_and_level is None:
            vetted.reasons.append(
                f"No column holds DOPA codes; name it with --code-column. The columns are: {columns}."
            )
            return None
        column, vetted.level = code_column_and_level
    elif column not in table.columns:
        vetted.reasons.append(f"There is no column {column!r}. The columns are: {columns}.")
        return None
    codes = plain_codes(table[column])
    vetted.level = level or level_of_codes(codes) or vetted.level
    unknown = [code for code in dict.fromkeys(codes) if code and code not in current[vetted.level].index]
    if vetted.level is Level.SUBDISTRICT and len(unknown) <= _MOST_STRANGE_SHARE * len(codes):
        vetted.strange = [code for code in unknown if code[:4] in current[Level.DISTRICT].index]
        unknown = [code for code in unknown if code not in vetted.strange]
    if unknown:
        vetted.reasons.append(f"{len(unknown)} code(s) in {column!r} are no {vetted.level}: {listing(unknown)}.")
    if "" in codes:
        vetted.reasons.append(f"{codes.count('')} row(s) have no code in {column!r}.")
    return codes


def _metric_shapes(frame: gpd.GeoDataFrame, vetted: Vetted) -> np.ndarray[tuple[int], np.dtype[np.object_]] | None:
    if frame.empty:
        vetted.reasons.append("The file has no rows.")
        return None
    shapes = frame.geometry.to_numpy()
    void = shapely.is_missing(shapes) | shapely.is_empty(shapes)
    if void.any():
        vetted.reasons.append(f"{int(void.sum())} row(s) have no geometry: {_rows(void)}.")
    others = ~void & ~np.isin(shapely.get_type_id(shapes), (3, 6))
    if others.any():
        vetted.reasons.append(f"{int(others.sum())} row(s) are no polygons: {_rows(others)}.")
    if frame.crs is None:
        vetted.reasons.append("The file does not say its coordinate reference system (CRS). Save it with one.")
    if vetted.reasons:
        return None
    west, south, east, north = np.asarray(frame.geometry.to_crs(WGS84).bounds).T
    inside = (west >= WINDOW[0]) & (south >= WINDOW[1]) & (east <= WINDOW[2]) & (north <= WINDOW[3])
    if not inside.all():
        vetted.reasons.append(
            f"{int((~inside).sum())} row(s) lie outside Thailand: {_rows(~inside)}. Is the CRS the right one?"
        )
        return None
    return _repaired(shapely.force_2d(frame.geometry.to_crs(METRIC).to_numpy()), vetted)


def _repaired(
    shapes: np.ndarray[tuple[int], np.dtype[np.object_]], vetted: Vetted
) -> np.ndarray[tuple[int], np.dtype[np.object_]]:
    """Mend rings that touch or cross themselves; where that would change the area, refuse."""
    broken = ~shapely.is_valid(shapes)
    for row in np.flatnonzero(broken):
        mended = shapely.make_valid(shapes[row])
        parts = [part for part in shapely.get_parts(mended) if shapely.get_dimensions(part) == 2]
        polygon = shapely.union_all(parts) if parts else shapely.MultiPolygon()
        if abs(polygon.area - abs(shapes[row].area)) > _MAX_REPAIR_SHARE * polygon.area or not parts:
            reason = shapely.is_valid_reason(shapes[row])
            vetted.reasons.append(f"Row {row + 1} has a polygon that crosses itself: {reason}.")
        shapes[row] = polygon
    return shapes


def _merge_parts(codes: list[str], shapes: np.ndarray[tuple[int], np.dtype[np.object_]], vetted: Vetted) -> pd.Series:
    """Join the rows of one area; rows that lie over each other are not parts of one area."""
    merged = {}
    for code, parts in pd.Series(shapes, dtype=object).groupby(np.array(codes, dtype=object)):
        union = shapely.union_all(parts.to_numpy())
        if shapely.area(parts.to_numpy()).sum() > union.area * (1 + MAX_OVERLAP_SHARE):
            vetted.reasons.append(f"The code {code} stands in {len(parts)} rows that overlap.")
        merged[str(code)] = union
    return pd.Series(merged, dtype=object).sort_index()


def _check_overlaps(vetted: Vetted) -> None:
    shapes = vetted.polygons.to_numpy()
    left, right = shapely.STRtree(shapes).query(shapes, predicate="intersects")
    left, right = left[left < right], right[left < right]
    common = shapely.area(shapely.intersection(shapes[left], shapes[right]))
    smaller = np.minimum(shapely.area(shapes[left]), shapely.area(shapes[right]))
    for pair in np.flatnonzero(common > MAX_OVERLAP_SHARE * smaller):
        first, second = vetted.polygons.index[[left[pair], right[pair]]]
        vetted.reasons.append(f"{first} and {second} overlap by {common[pair] / 1e6:,.2f} km².")


def _check_positions(vetted: Vetted, current: pd.Series) -> None:
    """Compare each area with where it has been so far: a shift or exchanged codes show."""
    points = pd.Series(shapely.point_on_surface(vetted.polygons.to_numpy()), index=vetted.polygons.index, dtype=object)
    away = shapely.distance(points.to_numpy(), current[points.index].to_numpy())
    for code, metres in zip(points.index[away > MAX_SHIFT_M], away[away > MAX_SHIFT_M], strict=True):
        vetted.reasons.append(f"{code} lies {metres / 1000:,.0f} km away from where it should be.")
    rows, hits = shapely.STRtree(current.to_numpy()).query(points.to_numpy(), predicate="intersects")
    seen_in = dict(zip(points.index[rows], current.index[hits], strict=True))
    for code, other in seen_in.items():
        if code < other and seen_in.get(other) == code:
            vetted.reasons.append(f"{code} and {other} lie in each other's place: their codes look exchanged.")


def _check_sizes(vetted: Vetted, current: pd.Series) -> None:
    """Compare each area's size with what it has been so far: dots, boxes and wrong units show."""
    sizes = pd.Series(shapely.area(vetted.polygons.to_numpy()), index=vetted.polygons.index)
    before = pd.Series(shapely.area(current[sizes.index].to_numpy()), index=sizes.index)
    low, high = SIZE_RATIO
    for code, ratio in (sizes / before).items():
        if not low <= ratio <= high:
            vetted.reasons.append(f"{code} has {ratio:.2f} times the area that it has had so far.")
    low, high = SIZE_RATIO_IN_ALL
    ratio = sizes.sum() / before.sum()
    if not low <= ratio <= high:
        vetted.reasons.append(f"All areas together have {ratio:.2f} times the area that they have had so far.")


def _rows(wrong: np.ndarray[tuple[int], np.dtype[np.bool_]]) -> str:
    return "row " + listing([str(row + 1) for row in np.flatnonzero(wrong)])


def listing(items: list[str]) -> str:
    """Return the first ten of some codes, and how many more there are."""
    rest = f" and {len(items) - 10} more" if len(items) > 10 else ""
    return ", ".join(items[:10]) + rest
