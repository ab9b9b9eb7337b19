"""Putting an office's own boundaries in place of the default ones, and going back.

A set of layers is made and proved in a folder of its own; only then one small file is replaced to point at
it. So a file that is refused, or a crash half way, leaves everything as it was.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import os
import re
import secrets
import shutil
import time
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Final

import geopandas as gpd
import pandas as pd
import shapely

from geodata.check import check_folder, check_set
from geodata.code_column import require_installable
from geodata.codes import Level
from geodata.crs import WGS84, geometries_to_metric, geometries_to_wgs84
from geodata.errors import LayerError
from geodata.fitting import (
    coverage_in_degrees,
    districts_in_provinces,
    fit_districts,
    subdistricts_in_districts,
)
from geodata.incoming import read_polygon_file
from geodata.layer_files import LAYER_COLUMNS, POINTER_FILE, active_folder, installed_root
from geodata.layers import layer_record, read_layer, read_neighbours
from geodata.layerset import LayerSet, make_set, read_set, write_set
from geodata.official import official_areas
from geodata.subdistricts import subdistrict_areas
from geodata.task import ask_again
from geodata.vet_subdistricts import subdistrict_places, vet_subdistricts
from geodata.vetting import Vetted, vet

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

FULL_TOLERANCE_M: Final = 200.0
"""Tolerance kept with a layer of all districts, when none is given: official layers differ by less."""
MAX_CHANGE_SHARE: Final = 0.05
"""How much of a new area may change, as a share of it, when overlaps and gaps are cleaned."""


@dataclass(frozen=True)
class Installed:
    """What an installation did: the level of the file, the codes it replaced, and what was not taken of the file."""

    level: Level
    replaced: tuple[str, ...]
    folder: Path
    notes: tuple[str, ...] = ()


def install(
    path: Path,
    *,
    level: Level | None = None,
    code_column: str | None = None,
    layer_name: str | None = None,
    source: str | None = None,
    licence: str | None = None,
    tolerance_m: float | None = None,
) -> Installed:
    """Install boundaries of districts, provinces or subdistricts from a file.

    The file may hold all areas of its level or only some: then those are replaced, and the seam to the rest
    is cleaned. Provinces take their districts along, and districts the subdistricts that are installed: these are cut
    and stretched to fill them. Subdistricts are fitted into the districts in use, a whole district at a time. A second
    file adds to what the first one changed.

    Parameters
    ----------
    path
        GeoPackage, GeoJSON, zipped shapefile or GeoParquet, in any CRS that it names, with a column of DOPA
        codes (1001, "1001", "TH1001").
    level
        Districts, provinces or subdistricts; without it, what the codes are.
    code_column
        The column of codes; without it, the one that holds codes.
    layer_name
        The layer, when the file holds several.
    source, licence
        Where the boundaries come from, for the sources page; without them the file's name, and "not stated".
    tolerance_m
        How far a point may lie outside its recorded district before that is worth a warning, in metres.
        Without it 200 for a layer of all districts, else what the active layer has.

    Raises
    ------
    LayerError
        The file was refused, with every reason; nothing was changed. Or the folder cannot be written to.
    FileError
        The file cannot be read.
    AreaError
        Boundaries of this level cannot be installed.

    """
    if level is not None:
        require_installable(level)
    frame = read_polygon_file(path, layer_name=layer_name)
    current = {key: _metric(read_layer(key)) for key in (Level.PROVINCE, Level.DISTRICT)}
    current[Level.SUBDISTRICT] = subdistrict_places()
    vetted = vet(frame, current, level=level, code_column=code_column)
    notes: tuple[str, ...] = ()
    if vetted.level is Level.SUBDISTRICT and not vetted.reasons:
        notes = vet_subdistricts(vetted, current[Level.DISTRICT])
    _refuse_for(path, vetted.reasons)
    official = official_areas()
    whole = vetted.level is Level.DISTRICT and len(vetted.polygons) == len(current[Level.DISTRICT])
    entry = {
        "file": path.name,
        "file_sha256": hashlib.sha256(path.read_bytes()).hexdigest(),
        "source": source or path.name,
        "licence": licence or "not stated",
        "level": str(vetted.level),
        "areas_replaced": list(vetted.polygons.index),
        "installed_on": dt.datetime.now(tz=dt.UTC).date().isoformat(),
    }
    record = _record(entry, whole=whole, tolerance_m=tolerance_m)
    before = read_layer(Level.DISTRICT).geometry
    if vetted.level is Level.SUBDISTRICT:
        layers = replace(read_set(active_folder()), record=record)
        fitted = {str(code): geometries_to_wgs84([shape])[0] for code, shape in vetted.polygons.items()}
        moved = pd.Index(vetted.polygons.index.str[:4].unique())
    else:
        layers = _make_layers(path, vetted, current[Level.DISTRICT], official, record)
        fitted = {}
        now = layers.layers[Level.DISTRICT].geometry
        moved = before.index[~shapely.equals_exact(before.to_numpy(), now.reindex(before.index).to_numpy())]
    layers = replace(layers, subdistricts=_subdistrict_layer(fitted, moved, layers.layers[Level.DISTRICT].geometry))
    reasons = [f"{proof.claim}: {proof.detail}." for proof in check_set(layers, official) if not proof.holds]
    _refuse_for(path, reasons + _changed(vetted, layers))
    return Installed(vetted.level, tuple(vetted.polygons.index), _activate(path, layers), notes)


def _subdistrict_layer(
    drawn: Mapping[str, shapely.Geometry], moved: pd.Index, districts: gpd.GeoSeries
) -> gpd.GeoDataFrame:
    """Return the subdistricts' boundaries, each with its names and its district.

    Parameters
    ----------
    drawn
        New boundaries by code, in `WGS84`; they take the place of all that their district has had.
    moved
        The districts into which subdistricts are fitted anew; those of others stay as they are.
    districts
        Polygons of all districts in `WGS84`.

    """
    before = pd.Series(read_layer(Level.SUBDISTRICT).geometry.to_dict(), dtype=object)
    own = before.index.astype(object).str[:4] if len(before) else before.index
    rest, carried = before[~own.isin(moved)], before[own.isin(moved)]
    new = pd.Series(dict(drawn), dtype=object) if drawn else carried
    shapes = pd.concat([rest, subdistricts_in_districts(new, districts[moved])]).sort_index() if len(new) else rest
    names = subdistrict_areas().loc[shapes.index, LAYER_COLUMNS[:-1]]
    return gpd.GeoDataFrame(names, geometry=shapes.to_numpy(), crs=WGS84).rename_axis("admin_code")


def _record(entry: dict[str, Any], *, whole: bool, tolerance_m: float | None) -> dict[str, Any]:
    """Return the record of the new set: of a partial one the old sources and accuracy go on to hold."""
    old = layer_record()
    earlier = [] if whole else list(old.get("installed", []))
    record: dict[str, Any] = {**old, "kind": "installed", "installed": [*earlier, entry]}
    if whole:
        record |= {"source": entry["source"], "licence": entry["licence"], "url": ""}
        record |= {"tolerance_m": FULL_TOLERANCE_M, "accuracy_en": "Not measured.", "accuracy_th": "ไม่ได้วัด"}
    if tolerance_m is not None:
        record["tolerance_m"] = float(tolerance_m)
    return record


def _changed(vetted: Vetted, layers: LayerSet) -> list[str]:
    """Return which of the new areas could not be kept as they were drawn; subdistricts give way to their district."""
    if vetted.level is Level.SUBDISTRICT:
        return []
    made = geometries_to_metric(layers.layers[vetted.level].geometry.reindex(vetted.polygons.index).to_numpy())
    drawn = vetted.polygons.to_numpy()
    share = shapely.area(shapely.symmetric_difference(made, drawn)) / shapely.area(drawn)
    return [
        f"{code} cannot be kept as it is drawn: fitting it would change {part:.0%} of it."
        for code, part in zip(vetted.polygons.index, share, strict=True)
        if part > MAX_CHANGE_SHARE
    ]


def restore() -> bool:
    """Go back to the default boundaries; return False where none were installed."""
    root = installed_root()
    try:
        (root / POINTER_FILE).unlink()
    except (FileNotFoundError, NotADirectoryError):
        return False
    except OSError as error:
        raise LayerError("layer_folder_read_only", folder=str(root)) from error
    ask_again()
    _tidy(root, keep="", settled_after_s=0.0)
    return True


def _make_layers(
    path: Path, vetted: Vetted, old: pd.Series, official: pd.DataFrame, record: dict[str, Any]
) -> LayerSet:
    try:
        new = vetted.polygons
        if vetted.level is Level.PROVINCE:
            new = districts_in_provinces(new, old)
        districts = coverage_in_degrees(fit_districts(new, old))
        return make_set(gpd.GeoSeries(districts, crs=WGS84), official, record)
    except (shapely.errors.ShapelyError, TypeError) as error:
        reason = f"The boundaries cannot be fitted together: {error}."
        raise LayerError("layer_refused", file=str(path), reasons=f"- {reason}") from error


def _activate(path: Path, layers: LayerSet) -> Path:
    """Write the set, prove it as written, and only then point at it."""
    root = installed_root()
    name = f"set-{secrets.token_hex(6)}"
    folder = root / name
    try:
        neighbours = read_neighbours()
        folder.mkdir(parents=True)
        try:
            write_set(folder, layers, neighbours)
            _refuse_for(path, [f"{proof.claim}: {proof.detail}." for proof in check_folder(folder) if not proof.holds])
            pointer = root / f"{name}.new"
            pointer.write_text(name, encoding="utf-8")
            os.replace(pointer, root / POINTER_FILE)  # noqa: PTH105 - the one step that makes it active
        except BaseException:
            shutil.rmtree(folder, ignore_errors=True)
            raise
    except OSError as error:
        raise LayerError("layer_folder_read_only", folder=str(root)) from error
    ask_again()
    _tidy(root, keep=name, settled_after_s=SETTLED_AFTER_S)
    return folder


SETTLED_AFTER_S: Final = 3_600.0
"""How old, in seconds, a set is before nobody can still be writing or opening it."""


def _tidy(root: Path, *, keep: str, settled_after_s: float) -> None:
    """Remove old sets that are no longer pointed at; what cannot be removed does no harm.

    Young ones stay: another process may be writing, activating or reading them.
    """
    pointer = root / POINTER_FILE
    in_use = {keep, pointer.read_text(encoding="utf-8").strip() if pointer.is_file() else ""}
    for folder in root.glob("set-*"):
        if time.time() - folder.stat().st_mtime < settled_after_s:
            continue
        if folder.name not in in_use and re.fullmatch(r"set-[0-9a-f]{12}(\.new)?", folder.name):
            if folder.is_dir():
                shutil.rmtree(folder, ignore_errors=True)
            else:
                folder.unlink(missing_ok=True)


def _metric(layer: gpd.GeoDataFrame) -> pd.Series:
    return pd.Series(geometries_to_metric(layer.geometry.to_numpy()), index=layer.index, dtype=object)


def _refuse_for(path: Path, reasons: list[str]) -> None:
    if reasons:
        raise LayerError("layer_refused", file=str(path), reasons="\n".join(f"- {reason}" for reason in reasons))
