"""Fitting new boundaries into the old: the new ones stay as they are, the rest gives way and closes up.

All geometry here is in `METRIC`, where nothing else is said.
"""

from __future__ import annotations

from typing import Final

import numpy as np
import pandas as pd
import shapely

from geodata.crs import geometries_to_metric, geometries_to_wgs84

GAP_WIDTH_M: Final = 3_000.0
"""Gaps along the seam narrower than this, in metres, are closed, even where they open on the sea."""
_HAIRLINE_M: Final = 5.0
_SNAP_M: Final = 0.05
_GRID_M: Final = 0.01
_SNAP_DEGREES: Final = 5e-7
_NEW_GAP_M: Final = 100.0
_SPACING_M: Final = 250.0
_GRID_DEGREES: Final = 1e-10
_DISTRICT_DIGITS: Final = 4


def fit_districts(new: pd.Series, old: pd.Series) -> pd.Series:
    """Return all districts: the new ones where given, the old ones elsewhere, as one valid coverage.

    Where a new and an old one overlap the new one wins; what the replaced ones covered and nobody covers now
    goes to the old ones beside it, point by point to the nearest, as far as it lies between the two.

    Parameters
    ----------
    new, old
        Polygons on ``admin_code``; ``old`` holds every district.

    """
    new = clean(new)
    rest = old.drop(new.index.intersection(old.index)).sort_index()
    if rest.empty:
        return new.sort_index()
    taken = shapely.union_all(new.to_numpy())
    beside = rest.index[shapely.dwithin(rest.to_numpy(), taken, 2 * GAP_WIDTH_M)]
    pieces = shapely.difference(rest[beside].to_numpy(), taken)
    cut = np.array([polygons_only(piece) for piece in pieces], dtype=object)
    if shapely.is_empty(cut).any():
        # Wholly under a new one: kept, so that the proof that every district is there fails and says which.
        cut = np.where(shapely.is_empty(cut), rest[beside].to_numpy(), cut)
    rest[beside] = cut
    left = shapely.difference(shapely.union_all(old[new.index.intersection(old.index)].to_numpy()), taken)
    gaps = shapely.get_parts(shapely.intersection(left, _between(np.append(cut, taken))))
    # A gap among the new ones alone is their own affair.
    gaps = gaps[shapely.dwithin(gaps, shapely.union_all(cut), _HAIRLINE_M)]
    for code, share in share_out(shapely.union_all(gaps), rest[beside]).items():
        rest[code] = polygons_only(shapely.union(rest[code], share))
    joined = pd.concat([new, rest])
    # The new ones come first, and of two that overlap by a hair the first one wins.
    cleaned = shapely.coverage_clean(
        joined.to_numpy(), snapping_distance=_SNAP_M, gap_width=_HAIRLINE_M, merge_strategy="min_index"
    )
    return pd.Series(np.asarray(cleaned, dtype=object), index=joined.index, dtype=object).sort_index()


def coverage_in_degrees(districts: pd.Series) -> pd.Series:
    """Return a coverage in `METRIC` as one in `WGS84`.

    Rounding may fold a hair-thin corner over in the other system; then it is cleaned once more there, and
    what moves moves by less than a decimetre.
    """
    shapes = geometries_to_wgs84(districts.to_numpy())
    if not (shapely.is_valid(shapes).all() and shapely.coverage_is_valid(shapes)):
        mended = np.array([polygons_only(shapely.make_valid(shape)) for shape in shapes], dtype=object)
        shapes = np.asarray(shapely.coverage_clean(mended, snapping_distance=_SNAP_DEGREES), dtype=object)
    return pd.Series(shapes, index=districts.index, dtype=object)


def districts_in_provinces(provinces: pd.Series, old: pd.Series) -> pd.Series:
    """Return the old districts of some provinces, cut and stretched to fill the provinces' new boundaries."""
    provinces = clean(provinces)
    fitted = {}
    for code, province in provinces.items():
        own = old[old.index.str[:2] == code]
        pieces = [polygons_only(piece) for piece in shapely.intersection(own.to_numpy(), province)]
        cut = pd.Series(pieces, index=own.index, dtype=object)
        cut = cut[~shapely.is_empty(cut.to_numpy())]
        shares = share_out(shapely.difference(province, shapely.union_all(cut.to_numpy())), cut)
        for district, shape in cut.items():
            whole = shapely.union(shape, shares[district]) if district in shares else shape
            fitted[str(district)] = polygons_only(whole)
    return pd.Series(fitted, dtype=object)


def subdistricts_in_districts(subdistricts: pd.Series, districts: pd.Series) -> pd.Series:
    """Return the subdistricts of some districts, cut and stretched so that those of a district fill it exactly.

    The pieces and the shares of the gaps (`share_out`) are cut into faces along one set of lines, so that neighbours
    have their corners in common and their outer border is that of the district. One that lies wholly outside its
    district is left out.

    Parameters
    ----------
    subdistricts
        Polygons on ``admin_code`` in `WGS84`: a corner put into a straight border of a district stays on it only in the
        system that the district is drawn in.
    districts
        Polygons on ``admin_code`` in `WGS84`; those that have none of the subdistricts are left out.

    """
    of_district = {str(code): parts for code, parts in subdistricts.groupby(subdistricts.index.str[:_DISTRICT_DIGITS])}
    fitted: dict[str, shapely.Geometry] = {}
    for code, district in districts.items():
        if code in of_district:
            fitted |= _fill(district, of_district[str(code)])
    return pd.Series(fitted, dtype=object).rename_axis("admin_code").sort_index()


def _fill(whole: shapely.Geometry, parts: pd.Series) -> dict[str, shapely.Geometry]:
    pieces = [polygons_only(piece) for piece in shapely.intersection(parts.to_numpy(), whole)]
    cut = pd.Series(pieces, index=parts.index, dtype=object)
    cut = cut[~shapely.is_empty(cut.to_numpy())]
    if cut.empty:
        return {}
    gaps = shapely.make_valid(geometries_to_metric([shapely.difference(whole, shapely.union_all(cut.to_numpy()))]))[0]
    metric = [polygons_only(shapely.make_valid(shape)) for shape in geometries_to_metric(cut.to_numpy())]
    receivers = pd.Series(metric, index=cut.index, dtype=object)
    shares = {code: geometries_to_wgs84([share])[0] for code, share in share_out(gaps, receivers).items()}
    outlines = [whole, *cut, *shares.values()]
    lines = shapely.union_all(shapely.boundary(outlines), grid_size=_GRID_DEGREES)
    faces = shapely.get_parts(shapely.polygonize([lines]))
    points = shapely.point_on_surface(faces)
    shapely.prepare(whole)
    inside = shapely.contains(whole, points)
    faces, points = faces[inside], points[inside]
    owner = np.full(len(faces), -1)
    face, piece = shapely.STRtree(cut.to_numpy()).query(points, predicate="within")
    owner[face] = piece
    rest = owner < 0
    stretched = [shapely.union(shape, shares[code]) if code in shares else shape for code, shape in cut.items()]
    owner[rest] = shapely.STRtree(stretched).nearest(points[rest])
    return {str(cut.index[one]): polygons_only(shapely.union_all(faces[owner == one])) for one in np.unique(owner)}


def polygons_only(shape: shapely.Geometry) -> shapely.Geometry:
    """Return the polygons of a geometry, without the lines and points an intersection may leave."""
    parts = [part for part in shapely.get_parts(shape) if shapely.get_dimensions(part) == 2]
    return shapely.make_valid(shapely.union_all(parts)) if parts else shapely.MultiPolygon()


def clean(polygons: pd.Series) -> pd.Series:
    """Return polygons as a valid coverage: untouched when they are one, else with narrow gaps closed."""
    shapes = polygons.to_numpy()
    if not shapely.coverage_is_valid(shapes):
        shapes = np.asarray(
            shapely.coverage_clean(shapes, snapping_distance=_SNAP_M, gap_width=_NEW_GAP_M), dtype=object
        )
    return pd.Series(shapes, index=polygons.index, dtype=object)


def share_out(gaps: shapely.Geometry, receivers: pd.Series) -> dict[str, shapely.Geometry]:
    """Divide gaps among the polygons around them, each point of a gap to the polygon nearest to it.

    Nearest is taken along the polygons' borders at steps of 250 m (a Voronoi diagram of those points).

    Returns
    -------
    dict
        Code of a receiver → its share; receivers without one are left out.

    """
    parts = [part for part in shapely.get_parts(gaps) if shapely.get_dimensions(part) == 2]
    if not parts or receivers.empty:
        return {}
    gap = shapely.union_all(parts)
    reach = shapely.buffer(gap, GAP_WIDTH_M, quad_segs=2)
    points, owners = _border_points(receivers, reach)
    if not len(points):
        return {}
    if len(points) == 1:
        return {str(receivers.index[owners[0]]): gap}
    cells = shapely.voronoi_polygons(shapely.multipoints(points), extend_to=reach, ordered=True)
    pieces = shapely.intersection(shapely.get_parts(cells), gap, grid_size=_GRID_M)
    shares = {}
    for owner in np.unique(owners):
        # On a grid: the cells of the diagram meet only to the last digit, which an exact union may trip over.
        share = polygons_only(shapely.union_all(pieces[owners == owner], grid_size=_GRID_M))
        if not shapely.is_empty(share):
            shares[str(receivers.index[owner])] = share
    return shares


def _border_points(
    receivers: pd.Series, reach: shapely.Geometry
) -> tuple[np.ndarray[tuple[int, int], np.dtype[np.float64]], np.ndarray[tuple[int], np.dtype[np.int64]]]:
    borders = shapely.segmentize(shapely.boundary(receivers.to_numpy()), _SPACING_M)
    points, owners = shapely.get_coordinates(borders, return_index=True)
    shapely.prepare(reach)
    near = shapely.contains_xy(reach, points[:, 0], points[:, 1])
    # A point two of them share is the first one's: the diagram cannot hold a point twice.
    _, first = np.unique(np.round(points[near], 3), axis=0, return_index=True)
    return points[near][first], owners[near][first]


def _between(shapes: np.ndarray[tuple[int], np.dtype[np.object_]]) -> shapely.Geometry:
    """Return what lies between polygons: holes of their union, and inlets narrower than `GAP_WIDTH_M`."""
    whole = shapely.union_all(shapes)
    closed = shapely.buffer(shapely.buffer(whole, GAP_WIDTH_M / 2, quad_segs=4), -GAP_WIDTH_M / 2, quad_segs=4)
    filled = shapely.polygons(shapely.get_exterior_ring(shapely.get_parts(whole)))
    return shapely.difference(shapely.union(closed, shapely.union_all(filled)), whole)
