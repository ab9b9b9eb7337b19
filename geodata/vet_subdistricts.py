"""Looking boundaries of subdistricts over: against their points and sizes, and district by district."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np
import pandas as pd
import shapely

from geodata.crs import to_metric
from geodata.subdistricts import subdistrict_areas
from geodata.vetting import MAX_SHIFT_M, SIZE_RATIO, SIZE_RATIO_IN_ALL, Vetted, listing

if TYPE_CHECKING:
    from collections.abc import Iterable

LEAST_INSIDE_SHARE: Final = 0.1
"""How much of a subdistrict must lie in its district, as the boundaries in use draw it."""
HOLE_KM2: Final = 0.5
"""From which size on a hole among the subdistricts of a district is told of."""


def subdistrict_places() -> pd.Series:
    """Return the point of every subdistrict in `METRIC` on its code; empty where none is known."""
    table = subdistrict_areas()
    x, y = to_metric(table["longitude"].to_numpy(), table["latitude"].to_numpy())
    points = shapely.points(np.nan_to_num(x), np.nan_to_num(y))
    points[table["longitude"].isna().to_numpy()] = shapely.Point()
    return pd.Series(points, index=table.index, dtype=object)


def vet_subdistricts(vetted: Vetted, districts: pd.Series) -> tuple[str, ...]:
    """Look the polygons of a file over, keep those of whole districts, and return what was not taken, a sentence each.

    A district is whole where each of its subdistricts that has a known point is in the file, and none that there is
    not; others are younger than the boundaries, and their people stay where they are not known apart.

    Parameters
    ----------
    vetted
        What `geodata.vetting.vet` made of the file: reasons to refuse it are added, polygons may be taken away.
    districts
        Polygons of all districts in use, in `METRIC` on ``admin_code``.

    """
    table = subdistrict_areas()
    _check_points(vetted)
    _check_sizes(vetted, table["area_km2"])
    _check_districts(vetted, districts)
    if vetted.reasons:
        return ()
    rows = len(vetted.polygons) + len(vetted.strange)
    missing = table.index.difference(vetted.polygons.index)
    beside = table["parent_code"].isin(vetted.polygons.index.str[:4])
    young = missing[table.loc[missing, "longitude"].isna() & beside[missing]]
    lost = missing[table.loc[missing, "longitude"].notna() & beside[missing]]
    broken = sorted({*table.loc[lost, "parent_code"], *(code[:4] for code in vetted.strange)})
    vetted.polygons = vetted.polygons[~vetted.polygons.index.str[:4].isin(broken)]
    notes = []
    if vetted.strange:
        notes.append(
            f"{len(vetted.strange)} code(s) are of no subdistrict that there is now, but of one that moved to another "
            f"district, was renamed or abolished: {listing(vetted.strange)}."
        )
    if len(lost):
        notes.append(f"{len(lost)} subdistrict(s) are not in the file: {listing(list(lost))}.")
    if broken:
        notes.append(
            f"For that, {len(broken)} district(s) are left as they were: {listing(broken)}; {len(vetted.polygons)} of "
            f"the file's {rows} areas are in place and {rows - len(vetted.polygons)} are not."
        )
    if len(young):
        notes.append(
            f"{len(young)} subdistrict(s) are younger than the boundaries and have none: {listing(list(young))}."
        )
    holes = _holes(vetted.polygons, districts)
    if holes:
        sizes = listing([f"{code} ({km2:,.1f} km²)" for code, km2 in holes.items()])
        notes.append(
            f"In {len(holes)} district(s) the areas leave holes: {sizes}. Each point of one goes to the nearest area."
        )
    if vetted.polygons.empty:
        vetted.reasons.append("No district is whole in the file. " + " ".join(notes))
    return tuple(notes)


def _check_points(vetted: Vetted) -> None:
    """Compare each area with its known point: a shift or exchanged codes show."""
    points = subdistrict_places().reindex(vetted.polygons.index)
    points = points[~shapely.is_empty(points.to_numpy())]
    away = shapely.distance(points.to_numpy(), vetted.polygons[points.index].to_numpy())
    for code, metres in zip(points.index[away > MAX_SHIFT_M], away[away > MAX_SHIFT_M], strict=True):
        vetted.reasons.append(f"{code} lies {metres / 1000:,.0f} km away from where it should be.")
    rows, hits = shapely.STRtree(vetted.polygons.to_numpy()).query(points.to_numpy(), predicate="within")
    seen_in = dict(zip(points.index[rows], vetted.polygons.index[hits], strict=True))
    for code, other in seen_in.items():
        if code < other and seen_in.get(other) == code:
            vetted.reasons.append(f"{code} and {other} lie in each other's place: their codes look exchanged.")


def _check_sizes(vetted: Vetted, area_km2: pd.Series) -> None:
    """Compare each area's size with the known one: dots, boxes and wrong units show."""
    sizes = pd.Series(shapely.area(vetted.polygons.to_numpy()) / 1e6, index=vetted.polygons.index)
    before = area_km2.reindex(sizes.index)
    low, high = SIZE_RATIO
    for code, ratio in (sizes / before).dropna().items():
        if not low <= ratio <= high:
            vetted.reasons.append(f"{code} has {ratio:.2f} times the area that it has had so far.")
    low, high = SIZE_RATIO_IN_ALL
    ratio = sizes[before.notna()].sum() / before.sum()
    if before.notna().any() and not low <= ratio <= high:
        vetted.reasons.append(f"All areas together have {ratio:.2f} times the area that they have had so far.")


def _check_districts(vetted: Vetted, districts: pd.Series) -> None:
    """Find subdistricts that lie beside their district."""
    shapes = vetted.polygons
    own = districts.reindex(shapes.index.str[:4]).to_numpy()
    inside = shapely.area(shapely.intersection(shapes.to_numpy(), own)) / shapely.area(shapes.to_numpy())
    for code, share in zip(shapes.index, inside, strict=True):
        if share < LEAST_INSIDE_SHARE:
            vetted.reasons.append(f"{code} lies outside its district {code[:4]}: {share:.0%} of it are inside.")


def _holes(shapes: pd.Series, districts: pd.Series) -> dict[str, float]:
    """Return the districts whose areas leave holes among them, with the size of these in km²."""
    holes = {}
    for code, parts in shapes.groupby(shapes.index.str[:4]):
        whole = shapely.union_all(parts.to_numpy())
        rings = _rings_inside(shapely.get_parts(whole))
        km2 = shapely.area(shapely.intersection(shapely.union_all(rings), districts[str(code)])) / 1e6 if rings else 0.0
        if km2 >= HOLE_KM2:
            holes[str(code)] = float(km2)
    return holes


def _rings_inside(polygons: Iterable[shapely.Polygon]) -> list[shapely.Polygon]:
    return [shapely.Polygon(ring) for polygon in polygons for ring in polygon.interiors]
