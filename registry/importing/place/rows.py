"""Step three: the area of each row, by its names, its codes and its point."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

from geodata.assign import assign_districts, point_to_area_m
from geodata.codes import Level
from geodata.gazetteer import Resolution, resolve
from geodata.layers import layer_record
from registry.importing.frames import missing
from registry.importing.place.points import place_metres, read_points
from registry.importing.place.scope import area_label, area_labels
from registry.importing.problems import RowProblem
from registry.importing.read.cleaning import is_nothing

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from numpy.typing import NDArray

    from registry.importing.columns.mapping import SheetMapping
    from registry.importing.findings import Findings

# A point in the sea or across a border may lie this far from its recorded district and is warned of; beyond, or
# without a recorded district, it is outside Thailand.
NEAR_M: Final = 5_000.0
# A point this far from its recorded area contradicts it: a person says which of the two counts. Neither the borders of
# the default layer are so far off (2.4 km at the worst known) nor a coordinate of two decimals (0.8 km).
FAR_M: Final = 3_000.0
_BETWEEN_TICKS: Final = 500
# What a `Resolution` notes of an area that is no more.
_ABOLISHED: Final = "abolished"
_AMBIGUOUS: Final = "ambiguous"
_CODE_FIELDS: Final = ("province_code", "district_code", "subdistrict_code")
_NAME_FIELDS: Final = ("province", "district", "subdistrict")
_FIELD_OF: Final = {2: "province", 4: "district", 6: "subdistrict"}


@dataclass
class Placed:
    """Where each row is: DOPA codes (None where unknown), its point in degrees (WGS 84, NaN without one).

    derived says whether the district comes from the point alone.
    """

    province: NDArray[np.object_]
    district: NDArray[np.object_]
    subdistrict: NDArray[np.object_]
    longitude: NDArray[np.float64]
    latitude: NDArray[np.float64]
    derived: NDArray[np.bool_]


def place_rows(
    cells: Mapping[str, Sequence[str]],
    count: int,
    mapping: SheetMapping,
    *,
    default_province: Sequence[str],
    is_town: NDArray[np.bool_],
    findings: Findings,
    context: Sequence[str] = (),
    tick: Callable[[float], None] = lambda _share: None,
) -> Placed:
    """Return where each row is, and say what stands in the way.

    Parameters
    ----------
    cells
        By field; those of places and points are looked at.
    default_province
        By row, the code of the province that a bare district belongs to (a programme of one province), or "".
    context
        By row, the code of the province or district that a heading or a title says, or "".
    is_town
        Which points are a town's: they say nothing of the district.
    tick
        Called now and then with the share (0–1) of the different places that were looked up; may raise to stop.

    """
    resolutions, which = _resolutions(cells, count, default_province, context or [""] * count, tick)
    placed = Placed(*_codes(resolutions, which), np.full(count, np.nan), np.full(count, np.nan), np.zeros(count, bool))
    points = read_points(cells, count, mapping, findings)
    place_metres(points, placed.province, placed.district, findings)
    placed.longitude, placed.latitude = points.longitude, points.latitude
    has_point = ~np.isnan(points.longitude)
    _believe_codes_and_points(resolutions, which, cells, placed, findings)
    doubtful = np.array([one is not None and bool(one.problem) for one in resolutions], dtype=bool)
    several: list[tuple[int, Resolution]] = []
    for row in np.flatnonzero(doubtful[which]).tolist():
        resolution = resolutions[which[row]]
        if resolution is None:
            continue
        if resolution.problem == _AMBIGUOUS and (resolution.province_code or has_point[row]):
            several.append((row, resolution))
        else:
            _say_problem(row, resolution, cells, findings, has_point=bool(has_point[row]))
    _say_notes(resolutions, which, findings)
    _check_points(placed, has_point, is_town, findings, contradiction=mapping.contradiction)
    for row, resolution in several:
        if placed.district[row] not in resolution.candidates:  # else the point has said which
            findings.add(row, RowProblem("row_one_of_several", **_several(row, resolution, cells)))
    nowhere = missing(placed.province) & ~findings.refused()
    for row in np.flatnonzero(nowhere).tolist():
        findings.add(row, RowProblem("row_no_place"))
    return placed


def _resolutions(
    cells: Mapping[str, Sequence[str]],
    count: int,
    default_province: Sequence[str],
    context: Sequence[str],
    tick: Callable[[float], None],
) -> tuple[list[Resolution | None], NDArray[np.int64]]:
    """Return the different answers, and by row which of them is its own."""
    nothing = [""] * count
    codes = [cells.get(name, nothing) for name in _CODE_FIELDS]
    names = [cells.get(name, nothing) for name in _NAME_FIELDS]
    address = cells.get("area", nothing) if "area" in cells else cells.get("address", nothing)
    if "area" in cells and "address" in cells:
        address = [area or other for area, other in zip(cells["area"], cells["address"], strict=True)]
    position_of: dict[tuple[str, ...], int] = {}
    keys = zip(*codes, *names, address, default_province, context, strict=True)
    which = np.array([position_of.setdefault(key, len(position_of)) for key in keys], dtype=np.int64)
    resolutions: list[Resolution | None] = []
    for number, key in enumerate(position_of):
        if number % _BETWEEN_TICKS == 0:
            tick(number / len(position_of))
        resolutions.append(_resolve(key))
    return resolutions, which


def _resolve(key: tuple[str, ...]) -> Resolution | None:
    texts = ["" if is_nothing(text) else text for text in key]
    province, district, subdistrict = (code or name for code, name in zip(texts[:3], texts[3:6], strict=True))
    address, default, context = texts[6:]
    if not (province or district or subdistrict or address):
        return resolve(**{_FIELD_OF[len(context)]: context}) if context else None
    resolution = resolve(province=province, district=district, subdistrict=subdistrict, address=address)
    for home in (context, default):
        if home and not province and not resolution.code.startswith(home):
            inside = resolve(
                province=home[:2],
                district=district or (home[:4] if len(home) > 2 else ""),
                subdistrict=subdistrict or (home if len(home) > 4 and not district else ""),
                address=address,
            )
            if not inside.problem and len(inside.code) > 2:
                return inside
    return resolution


def _believe_codes_and_points(
    resolutions: list[Resolution | None],
    which: NDArray[np.int64],
    cells: Mapping[str, Sequence[str]],
    placed: Placed,
    findings: Findings,
) -> None:
    """Where an address speaks against a code, take the code if the point lies there: addresses outlive borders."""
    if "address" not in cells and "area" not in cells:
        return
    against = np.array([one is not None and one.problem == "contradiction" for one in resolutions], dtype=bool)
    for row in np.flatnonzero(against[which] & ~np.isnan(placed.longitude)).tolist():
        own = _of_fields(cells, row)
        if own.problem or not own.district_code:
            continue
        at = np.array([placed.longitude[row]]), np.array([placed.latitude[row]])
        away = point_to_area_m(*at, np.array([own.district_code], dtype=object))[0]
        if away <= layer_record()["tolerance_m"]:
            which[row] = len(resolutions)
            resolutions.append(own)
            placed.province[row], placed.district[row] = own.province_code, own.district_code
            placed.subdistrict[row] = own.subdistrict_code or None
            value = _cell_text(cells, row, ("area", "address"))
            findings.add(row, RowProblem("row_address_differs", value=value, area=area_label(own.code)))


def _of_fields(cells: Mapping[str, Sequence[str]], row: int) -> Resolution:
    """Return what the fields of a row name without its address."""
    province, district, subdistrict = (
        next((cells[name][row] for name in pair if name in cells and cells[name][row]), "")
        for pair in zip(_CODE_FIELDS, _NAME_FIELDS, strict=True)
    )
    return resolve(province=province, district=district, subdistrict=subdistrict)


def _codes(
    resolutions: Sequence[Resolution | None], which: NDArray[np.int64]
) -> tuple[NDArray[np.object_], NDArray[np.object_], NDArray[np.object_]]:
    columns = [
        [(getattr(one, name) or None) if one is not None else None for one in resolutions]
        for name in ("province_code", "district_code", "subdistrict_code")
    ]
    province, district, subdistrict = (np.array([*column, None], dtype=object)[which] for column in columns)
    return province, district, subdistrict


def _say_notes(resolutions: Sequence[Resolution | None], which: NDArray[np.int64], findings: Findings) -> None:
    """Say which names were spelt otherwise or name an area that is no more, and what they were taken for."""
    noted = np.array([one is not None and bool(one.notes) and bool(one.code) for one in resolutions], dtype=bool)
    for row in np.flatnonzero(noted[which]).tolist():
        resolution = resolutions[which[row]]
        if resolution is not None and resolution.problem != _AMBIGUOUS:
            key = "row_abolished" if _ABOLISHED in resolution.notes else "row_respelt"
            findings.add(row, RowProblem(key, area=area_label(resolution.code)))


def _say_problem(
    row: int, resolution: Resolution, cells: Mapping[str, Sequence[str]], findings: Findings, *, has_point: bool
) -> None:
    problem = resolution.problem
    level = {"unknown_province": 0, "unknown_district": 1, "unknown_subdistrict": 2}.get(problem)
    names = [_cell_text(cells, row, pair) for pair in zip(_CODE_FIELDS, _NAME_FIELDS, strict=True)]
    rest = _cell_text(cells, row, ("area", "address"))
    if level == 0:
        findings.add(row, RowProblem("row_unknown_province", value=names[0] or rest))
    elif level is not None and (resolution.province_code or has_point):
        key = ("row_unknown_district", "row_unknown_subdistrict")[level - 1]
        findings.add(row, RowProblem(key, value=names[level] or rest))
    elif level is not None:
        findings.add(row, RowProblem("row_unknown_area", value=names[level] or rest))
    elif problem == "contradiction":
        value = " ".join(name for name in reversed(names) if name) or rest
        if rest and not _of_fields(cells, row).problem:
            value = rest  # the fields agree with one another: the address is what speaks against them
        key = "row_unknown_subdistrict" if resolution.district_code else "row_contradiction"
        findings.add(row, RowProblem(key, value=value))
    else:
        findings.add(row, RowProblem("row_ambiguous", **_several(row, resolution, cells)))


def _several(row: int, resolution: Resolution, cells: Mapping[str, Sequence[str]]) -> dict[str, str]:
    """Return what a row calls its area, and the areas that this may be."""
    names = [_cell_text(cells, row, pair) for pair in zip(_CODE_FIELDS, _NAME_FIELDS, strict=True)]
    value = " ".join(name for name in reversed(names) if name) or _cell_text(cells, row, ("area", "address"))
    return {"value": value, "candidates": area_labels(resolution.candidates)}


def _cell_text(cells: Mapping[str, Sequence[str]], row: int, names: Sequence[str]) -> str:
    return next((cells[name][row] for name in names if name in cells and cells[name][row]), "")[:120]


def _check_points(
    placed: Placed,
    has_point: NDArray[np.bool_],
    is_town: NDArray[np.bool_],
    findings: Findings,
    *,
    contradiction: str,
) -> None:
    """Hold points against the recorded areas, and give rows without an area that of their point."""
    rows = np.flatnonzero(has_point)
    if not rows.size:
        return
    lon, lat = placed.longitude[rows], placed.latitude[rows]
    at = assign_districts(lon, lat)
    located, match = at["district_code"].to_numpy(dtype=object), at["match"].to_numpy(dtype=object)
    district = placed.district[rows]
    district[is_town[rows]] = None  # a town's point says nothing of it
    away = _away_m(lon, lat, placed.province[rows], district, located)
    tolerance_m = layer_record()["tolerance_m"]
    far_m = max(FAR_M, 2 * tolerance_m)
    abroad = (match == "none") & ~(away <= NEAR_M)
    for position in np.flatnonzero(abroad):
        where = {"latitude": round(float(lat[position]), 6), "longitude": round(float(lon[position]), 6)}
        findings.add(int(rows[position]), RowProblem("row_outside_thailand", **where))
    for position in np.flatnonzero((away > tolerance_m) & ~abroad):
        row = int(rows[position])
        area = area_label(district[position] or placed.province[row])
        far = away[position] > far_m
        if far and contradiction == "point":
            placed.province[row] = placed.district[row] = placed.subdistrict[row] = None
        elif far and contradiction == "area":
            placed.longitude[row] = placed.latitude[row] = np.nan
            has_point[row] = False
        key = "row_point_far" if far and not contradiction else "row_point_outside"
        findings.add(row, RowProblem(key, km=round(float(away[position]) / 1000, 1), area=area))
    # A town's point can still say the province, where the row says nothing.
    asks = missing(placed.district[rows]) & ~abroad
    asks &= ~is_town[rows] | missing(placed.province[rows])
    _take_area_of_point(placed, rows[asks], located[asks], findings)


def _away_m(
    lon: NDArray[np.float64],
    lat: NDArray[np.float64],
    province: NDArray[np.object_],
    district: NDArray[np.object_],
    located: NDArray[np.object_],
) -> NDArray[np.float64]:
    """Return how far each point lies outside its recorded district, or province where that is all; NaN without."""
    away = np.where(~missing(province), 0.0, np.nan)
    off = ~missing(district) & (district != located)
    if off.any():
        away[off] = point_to_area_m(lon[off], lat[off], district[off])
    off = missing(district) & ~missing(province)
    if off.any():
        off &= province != np.array([code[:2] if code else None for code in located], dtype=object)
        away[off] = point_to_area_m(lon[off], lat[off], province[off], level=Level.PROVINCE)
    return np.asarray(away, dtype=float)


def _take_area_of_point(
    placed: Placed, rows: NDArray[np.int64], located: NDArray[np.object_], findings: Findings
) -> None:
    """Where a row names no district and its point lies in its province, the point says which district it is."""
    for row, code in zip(rows, located, strict=True):
        if code is not None and placed.province[row] in (None, code[:2]):
            placed.province[row], placed.district[row], placed.derived[row] = code[:2], code, True
            findings.add(int(row), RowProblem("row_area_from_point", area=area_label(code)))
