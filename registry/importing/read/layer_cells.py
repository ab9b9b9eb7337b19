"""The features of a map layer as text, by column; runs in the process of `registry.importing.read.worker`."""

from __future__ import annotations

import re
import warnings
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import numpy as np
import pyogrio
import pyproj
import shapely
from pyogrio.raw import read as read_raw
from pyproj.exceptions import CRSError, ProjError

from registry.importing.errors import ImportFileError
from registry.importing.read.cell_text import text_of

if TYPE_CHECKING:
    from numpy.typing import NDArray

_DRIVERS: Final = {
    "geojson": ("GeoJSON",), "gpkg": ("GPKG",), "kml": ("LIBKML", "KML"), "kmz": ("LIBKML", "KML"),
    "shapefile": ("ESRI Shapefile",),
}  # fmt: skip
# What the KML reader adds to every place, and no one wrote.
_KML_OWN: Final = frozenset(
    {
        "id", "timestamp", "begin", "end", "altitudemode", "tessellate", "extrude", "visibility", "draworder", "icon",
        "snippet", "open",
    }
)  # fmt: skip
_TAG: Final = re.compile(r"<[^<>]{0,500}>")
_GARBAGE: Final = (
    OSError, ValueError, KeyError, TypeError, OverflowError, RuntimeError, UnicodeError, shapely.errors.ShapelyError,
    pyogrio.errors.DataSourceError, pyogrio.errors.DataLayerError, pyogrio.errors.FeatureError,
    pyogrio.errors.GeometryError, pyogrio.errors.FieldError, pyogrio.errors.CRSError, CRSError, ProjError,
)  # fmt: skip


def read_layers(path: str, kind: str, *, name: str, bounds: dict[str, int]) -> list[dict[str, Any]]:
    """Return the layers with places in them: name, columns, the positions of longitude and latitude, notes.

    Raises
    ------
    ImportFileError
        It is damaged, another kind of file inside, or over a limit.

    """
    warnings.simplefilter("ignore")  # what is amiss is told by us
    try:
        layers = [str(layer) for layer, geometry in pyogrio.list_layers(path) if geometry is not None]
        if len(layers) > bounds["sheets"]:
            raise ImportFileError("import_too_many_sheets", file=name, limit=bounds["sheets"])
        tables = [_layer(path, layer, kind, name, bounds) for layer in layers]
    except _GARBAGE as error:
        if isinstance(error, ImportFileError):
            raise
        raise ImportFileError("import_damaged", file=name) from error
    tables = [layer for layer in tables if layer["columns"] and len(layer["columns"][0]) > 1]
    if not tables:
        raise ImportFileError("import_no_point_layer", file=name)
    return tables


def _layer(path: str, layer: str, kind: str, name: str, bounds: dict[str, int]) -> dict[str, Any]:
    about = pyogrio.read_info(path, layer=layer, force_feature_count=True)
    if about["driver"] not in _DRIVERS[kind]:
        raise ImportFileError("import_damaged", file=name)
    for key, size in (("rows", int(about["features"])), ("columns", len(about["fields"]) + 2)):
        if size > bounds[key]:
            raise ImportFileError(f"import_too_many_{key}", file=name, sheet=layer, limit=bounds[key])
    meta, _, shapes, values = read_raw(
        path, layer=layer, force_2d=True, encoding=_encoding(path) if kind == "shapefile" else None
    )
    lon, lat, notes = _points(shapes, meta["crs"], layer)
    columns = []
    for field, cells in zip(meta["fields"], values, strict=True):
        if kind in ("kml", "kmz") and str(field).casefold() in _KML_OWN:
            continue
        texts = [text_of(cell) for cell in cells.tolist()] if cells.dtype.kind != "M" else _dates(cells)
        if kind in ("kml", "kmz"):
            texts = [_TAG.sub(" ", cell) if "<" in cell else cell for cell in texts]
        columns.append([str(field), *texts])
    columns += [["longitude", *_numbers(lon)], ["latitude", *_numbers(lat)]]
    fields = {len(columns) - 2: "longitude", len(columns) - 1: "latitude"}
    return {"name": layer, "columns": columns, "fields": fields, "header_row": 0, "notes": notes}


def _points(
    shapes: NDArray[np.object_] | None, crs: str | None, layer: str
) -> tuple[NDArray[np.float64], NDArray[np.float64], list[tuple[str, dict[str, Any]]]]:
    if shapes is None:
        return np.empty(0), np.empty(0), []
    geometry = np.asarray(shapely.from_wkb(shapes, on_invalid="ignore"), dtype=object)
    bad = shapely.is_missing(geometry) | shapely.is_empty(geometry)
    wide = ~bad & (shapely.get_type_id(geometry) != int(shapely.GeometryType.POINT))
    geometry[wide] = [_point_on(one) for one in geometry[wide]]
    bad |= shapely.is_missing(geometry)
    lon, lat = np.full(len(geometry), np.nan), np.full(len(geometry), np.nan)
    lon[~bad], lat[~bad] = shapely.get_x(geometry[~bad]), shapely.get_y(geometry[~bad])
    notes: list[tuple[str, dict[str, Any]]] = [("note_shapes", {"count": int(wide.sum())})] if wide.any() else []
    if crs is None:
        return lon, lat, [*notes, ("note_no_crs", {"sheet": layer})]
    to_degrees = pyproj.Transformer.from_crs(crs, "EPSG:4326", always_xy=True)
    if pyproj.CRS.from_user_input(crs).to_epsg() != 4326:
        lon, lat = to_degrees.transform(lon, lat)
    lost = ~np.isfinite(lon) | ~np.isfinite(lat)
    lon, lat = np.where(lost, np.nan, lon), np.where(lost, np.nan, lat)
    return lon, lat, notes


def _point_on(shape: shapely.Geometry) -> shapely.Geometry | None:
    try:
        return shapely.point_on_surface(shape)
    except shapely.errors.ShapelyError:
        return None


def _numbers(values: NDArray[np.float64]) -> list[str]:
    return ["" if value != value else repr(round(value, 9)) for value in values.tolist()]  # noqa: PLR0124 - NaN


def _dates(values: NDArray[Any]) -> list[str]:
    texts = values.astype("datetime64[s]").astype(str).tolist()
    return ["" if text == "NaT" else text.removesuffix("T00:00:00").replace("T", " ") for text in texts]


def _encoding(path: str) -> str | None:
    """Return the encoding of a shapefile's table that does not say it: UTF-8 where it reads as that, else Windows Thai.

    The head of the table is numbers, which are no text in any encoding, and a cell's width may cut a letter in two.
    """
    if Path(path).with_suffix(".cpg").exists():
        return None
    try:
        table = Path(path).with_suffix(".dbf").read_bytes()
    except OSError:
        return None
    names, rows = table[32 : int.from_bytes(table[8:10], "little")], table[int.from_bytes(table[8:10], "little") :]
    text = b"".join([*(names[at : at + 11] for at in range(0, len(names), 32)), rows]).decode("utf-8", "replace")
    strange = text.count("\ufffd")
    return "UTF-8" if strange * 10 <= sum(not letter.isascii() for letter in text) else "CP874"
