"""Proofs that a set of boundary layers is what the rest of the house relies on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np
import pandas as pd
import shapely

from geodata.codes import Level
from geodata.crs import WGS84, geometries_to_metric
from geodata.errors import KlaiBaanError
from geodata.layer_files import active_folder
from geodata.layerset import LayerSet, dissolve, read_set
from geodata.matching import BANG_SAI
from geodata.official import official_areas
from geodata.subdistricts import subdistrict_areas

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

COUNTS: Final = {
    Level.COUNTRY: 1,
    Level.REGION: 4,
    Level.REGION6: 6,
    Level.BMA_GROUP: 6,
    Level.PROVINCE: 77,
    Level.DISTRICT: 928,
}
_MEMBERS: Final = ["name_th", "name_en", "parent_code", "region_code", "region6_code", "bma_group_code"]
_NESTING_TOLERANCE_M2: Final = 1.0
_M2_IN_A_DEGREE: Final = 111_320.0**2
"""At the equator: nowhere more."""


@dataclass(frozen=True)
class Proof:
    """One thing that was looked at: what should hold, whether it does, and the detail."""

    claim: str
    holds: bool
    detail: str

    def __str__(self) -> str:
        """Return one line for the command line."""
        return f"{'ok  ' if self.holds else 'FAIL'}  {self.claim}: {self.detail}"


def check_folder(folder: Path | None = None) -> list[Proof]:
    """Prove the set of layers in a folder, or the active one; a file that cannot be read is a failed proof."""
    try:
        return check_set(read_set(folder or active_folder()), official_areas())
    except KlaiBaanError as error:
        return [Proof("every file can be read", holds=False, detail=str(error))]


def check_set(layers: LayerSet, official: pd.DataFrame) -> list[Proof]:
    """Prove a set of layers against the official list of areas.

    Proved are, of every level, the count, codes, names and parents, valid polygons in `WGS84`, and a valid
    coverage (no gap inside, no overlap); that every level is exactly the union of its districts; that the
    table of areas agrees with the polygons; that installed subdistricts exactly fill their districts; and that the two
    districts called Bang Sai are not exchanged.
    """
    return [proof for group in _GROUPS for proof in group(layers, official)]


def _prove_counts(layers: LayerSet, _official: pd.DataFrame) -> Iterator[Proof]:
    for level, expected in COUNTS.items():
        count = len(layers.layers[level])
        yield Proof(f"{level}: {expected} areas", count == expected, f"{count}")
    khet = int(np.sum(layers.layers[Level.DISTRICT].index.str.startswith("10")))
    yield Proof("district: 50 of them Bangkok's khet", khet == 50, f"{khet}")


def _prove_codes(layers: LayerSet, official: pd.DataFrame) -> Iterator[Proof]:
    for level, layer in layers.layers.items():
        expected = official[official["level"] == level]
        differ = sorted(set(expected.index) ^ set(layer.index)) + sorted(layer.index[layer.index.duplicated()])
        yield Proof(f"{level}: the official codes, each once", not differ, _listed(differ))
        same = layer.index.intersection(expected.index)
        columns = ["name_th", "name_en", "parent_code"]
        unlike = same[(layer.loc[same, columns] != expected.loc[same, columns]).any(axis=1)] if not differ else same[:0]
        yield Proof(f"{level}: names and parents as in the official list", not len(unlike), _listed(unlike))


def _prove_shapes(layers: LayerSet, _official: pd.DataFrame) -> Iterator[Proof]:
    for level, layer in layers.layers.items():
        shapes = layer.geometry.to_numpy()
        right_crs = layer.crs is not None and layer.crs.equals(WGS84, ignore_axis_order=True)
        yield Proof(f"{level}: in {WGS84}", right_crs, str(layer.crs and layer.crs.to_string()))
        polygons = np.isin(shapely.get_type_id(shapes), (3, 6)) & ~shapely.is_empty(shapes)
        wrong = layer.index[~(polygons & shapely.is_valid(shapes))]
        yield Proof(f"{level}: every area a valid polygon", not len(wrong), _listed(wrong))
        covers = not len(wrong) and bool(shapely.coverage_is_valid(shapes))
        yield Proof(f"{level}: a valid coverage", covers, "no overlap, no mismatch" if covers else _faults(layer))


def _faults(layer: pd.DataFrame) -> str:
    edges = shapely.coverage_invalid_edges(layer.geometry.to_numpy())
    return "edges do not match at " + _listed(layer.index[~shapely.is_empty(edges) & ~shapely.is_missing(edges)])


def _prove_nesting(layers: LayerSet, official: pd.DataFrame) -> Iterator[Proof]:
    districts = layers.layers[Level.DISTRICT]
    members = official[official["level"] == Level.DISTRICT]
    for level in (Level.PROVINCE, Level.BMA_GROUP, Level.REGION, Level.REGION6, Level.COUNTRY):
        claim = f"{level}: exactly the union of its districts"
        try:
            unions = dissolve(districts, members, level)
            shapes = layers.layers[level].geometry.reindex(unions.index)
            apart = shapely.symmetric_difference(
                geometries_to_metric(unions.to_numpy()), geometries_to_metric(shapes.to_numpy())
            )
        except shapely.errors.ShapelyError as error:
            yield Proof(claim, holds=False, detail=str(error))
            continue
        wrong = unions.index[~(shapely.area(apart) <= _NESTING_TOLERANCE_M2)]
        yield Proof(claim, not len(wrong), _listed(wrong))


def _prove_table(layers: LayerSet, official: pd.DataFrame) -> Iterator[Proof]:
    table = layers.areas
    differ = sorted(set(official.index) ^ set(table.index)) + sorted(table.index[table.index.duplicated()])
    yield Proof("areas.csv: the official codes, each once", not differ, _listed(differ))
    if differ:
        return
    rows = official.loc[table.index, _MEMBERS].fillna("")
    unlike = table.index[(table[_MEMBERS].fillna("") != rows).any(axis=1)]
    yield Proof("areas.csv: names, parents and memberships as in the official list", not len(unlike), _listed(unlike))
    shapes = pd.concat([layer.geometry for layer in layers.layers.values()]).reindex(table.index).to_numpy()
    inside = shapely.contains_xy(shapes, table["longitude"].to_numpy(), table["latitude"].to_numpy())
    outside = table.index[~inside]
    yield Proof("areas.csv: every point lies inside its area", not len(outside), _listed(outside))
    size = shapely.area(geometries_to_metric(shapes)) / 1e6
    wrong = table.index[~np.isclose(size, table["area_km2"], rtol=1e-4, atol=1e-3)]
    yield Proof("areas.csv: every size is that of the polygon", not len(wrong), _listed(wrong))


def _prove_subdistricts(layers: LayerSet, _official: pd.DataFrame) -> Iterator[Proof]:
    """Prove the boundaries of subdistricts, where there are any, district by district."""
    layer = layers.subdistricts
    if layer.empty:
        return
    names, shapes = subdistrict_areas(), layer.geometry.to_numpy()
    strange = sorted({*layer.index[layer.index.duplicated()], *layer.index[~layer.index.isin(names.index)]})
    yield Proof("subdistrict: codes of the official list, each once", not strange, _listed(strange))
    if strange:
        return
    columns = ["name_th", "name_en", "parent_code"]
    unlike = layer.index[(layer[columns] != names.loc[layer.index, columns]).any(axis=1)]
    yield Proof("subdistrict: names and parents as in the official list", not len(unlike), _listed(unlike))
    polygons = np.isin(shapely.get_type_id(shapes), (3, 6)) & ~shapely.is_empty(shapes) & shapely.is_valid(shapes)
    yield Proof("subdistrict: every area a valid polygon", bool(polygons.all()), _listed(layer.index[~polygons]))
    if not polygons.all():
        return
    placed = names.index[names["longitude"].notna() & names["parent_code"].isin(layer["parent_code"])]
    lost = placed.difference(layer.index)
    yield Proof("subdistrict: of a district all that have a known point", not len(lost), _listed(lost))
    districts = layers.layers[Level.DISTRICT].geometry
    parts = pd.Series(shapes, index=layer.index, dtype=object).groupby(layer["parent_code"].to_numpy())
    gaping = [code for code, own in parts if not shapely.coverage_is_valid(own.to_numpy())]
    yield Proof("subdistrict: those of a district a valid coverage", not gaping, _listed(gaping))
    unions = pd.Series({code: shapely.union_all(own.to_numpy()) for code, own in parts}, dtype=object)
    # In degrees: a corner on a straight border lies beside it in another system.
    apart = shapely.symmetric_difference(unions.to_numpy(), districts[unions.index].to_numpy())
    wrong = unions.index[~(shapely.area(apart) * _M2_IN_A_DEGREE <= _NESTING_TOLERANCE_M2)]
    yield Proof("subdistrict: those of a district exactly fill it", not len(wrong), _listed(wrong))


def _prove_bang_sai(layers: LayerSet, _official: pd.DataFrame) -> Iterator[Proof]:
    shapes = layers.layers[Level.DISTRICT].geometry
    for code, (longitude, latitude) in BANG_SAI.items():
        place = shapely.Point(longitude, latitude)
        away = {
            other: float(shapely.distance(shapely.point_on_surface(shapes[other]), place))
            for other in BANG_SAI
            if other in shapes.index
        }
        right = len(away) == len(BANG_SAI) and min(away, key=away.__getitem__) == code
        claim = f"{code}: the Bang Sai near {latitude:.2f} N {longitude:.2f} E"
        yield Proof(claim, right, "yes" if right else "the two are exchanged, or one is missing")


def _listed(codes: object) -> str:
    """Return the codes that are wrong, the first ten by name."""
    wrong = [str(code) for code in codes]  # type: ignore[attr-defined]
    if not wrong:
        return "all right"
    rest = f" and {len(wrong) - 10} more" if len(wrong) > 10 else ""
    return f"not right: {', '.join(wrong[:10])}{rest}"


_GROUPS: Final[tuple[Callable[[LayerSet, pd.DataFrame], Iterator[Proof]], ...]] = (
    _prove_counts,
    _prove_codes,
    _prove_shapes,
    _prove_nesting,
    _prove_table,
    _prove_subdistricts,
    _prove_bang_sai,
)
