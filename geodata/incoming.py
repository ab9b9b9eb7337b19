"""Reading boundaries that somebody brings: GeoPackage, GeoJSON, zipped shapefile, GeoParquet."""

from __future__ import annotations

import tempfile
import warnings
from pathlib import Path
from typing import Final

import geopandas as gpd
import pyarrow as pa
import pyarrow.parquet as pq
import pyogrio
import shapely
from pyproj.exceptions import CRSError

from geodata.archive import unpack_shapefile
from geodata.errors import FileError

MAX_FILE_BYTES: Final = 500_000_000
MAX_UNPACKED_BYTES: Final = 2_000_000_000
SUFFIXES: Final = {
    ".gpkg": "GeoPackage",
    ".geojson": "GeoJSON",
    ".json": "GeoJSON",
    ".zip": "a zipped shapefile",
    ".parquet": "GeoParquet",
    ".geoparquet": "GeoParquet",
}
# Looked at before GDAL is: a file may carry one name and be another, harmful, thing inside.
_HEADS: Final = {".gpkg": b"SQLite format 3\x00", ".geojson": b"{", ".json": b"{"}
_DRIVERS: Final = {".gpkg": "GPKG", ".geojson": "GeoJSON", ".json": "GeoJSON", ".zip": "ESRI Shapefile"}
_GARBAGE: Final = (
    OSError, ValueError, KeyError, TypeError, AttributeError, OverflowError, MemoryError,
    pa.ArrowException, shapely.errors.ShapelyError, CRSError, pyogrio.errors.DataSourceError,
    pyogrio.errors.DataLayerError, pyogrio.errors.CRSError, pyogrio.errors.FeatureError, pyogrio.errors.GeometryError,
    pyogrio.errors.FieldError,
)  # fmt: skip


def read_polygon_file(path: Path, *, layer_name: str | None = None) -> gpd.GeoDataFrame:
    """Read a file of boundaries as it is: its columns, its geometry, its CRS.

    Parameters
    ----------
    path
        GeoPackage, GeoJSON, zipped shapefile or GeoParquet, told apart by its suffix.
    layer_name
        Which layer, when the file holds several.

    Returns
    -------
    GeoDataFrame
        ``crs`` is None where the file does not say; a GeoJSON that does not is in `WGS84`, as its standard
        has it.

    Raises
    ------
    FileError
        The file is missing, too large, of another kind, damaged, or holds several layers and none was named.

    """
    suffix = path.suffix.lower()
    if suffix not in SUFFIXES:
        raise FileError("file_unreadable", file=str(path), kind=_kinds(), reason="its name has another ending")
    if not path.is_file():
        raise FileError("file_missing", file=str(path))
    try:
        if path.stat().st_size > MAX_FILE_BYTES:
            raise _refusal(path, f"it is larger than {MAX_FILE_BYTES // 1_000_000} MB")
        with warnings.catch_warnings(), tempfile.TemporaryDirectory() as scratch:
            warnings.simplefilter("ignore")  # what is amiss with the file is told as reasons, by us
            if SUFFIXES[suffix] == "GeoParquet":
                return _read_parquet(path)
            source, name = path, layer_name
            if suffix == ".zip":
                source, name = unpack_shapefile(path, Path(scratch), name=layer_name), None
            return _read_with_gdal(path, source, name)
    except _GARBAGE as error:
        raise _refusal(path, str(error) or type(error).__name__) from error


def _read_parquet(path: Path) -> gpd.GeoDataFrame:
    metadata = pq.read_metadata(path)
    size = sum(metadata.row_group(number).total_byte_size for number in range(metadata.num_row_groups))
    if size > MAX_UNPACKED_BYTES:
        raise _refusal(path, f"it unpacks to more than {MAX_UNPACKED_BYTES // 1_000_000} MB")
    return gpd.read_parquet(path)


def _read_with_gdal(path: Path, source: Path, layer_name: str | None) -> gpd.GeoDataFrame:
    suffix = path.suffix.lower()
    with source.open("rb") as file:
        head = file.read(64).removeprefix(b"\xef\xbb\xbf").lstrip()
    if not head.startswith(_HEADS.get(suffix, b"")):
        raise _refusal(path, "it is something else inside")
    layers = [str(name) for name, kind in pyogrio.list_layers(source) if kind is not None]
    if layer_name is None and len(layers) != 1:
        raise _refusal(path, f"it holds several layers; name one with --layer: {', '.join(layers) or 'none'}")
    if layer_name is not None and layer_name not in layers:
        raise _refusal(path, f"it has no layer {layer_name!r}; its layers are: {', '.join(layers)}")
    layer = layer_name or layers[0]
    driver = pyogrio.read_info(source, layer=layer)["driver"]
    if driver != _DRIVERS[suffix]:
        raise _refusal(path, f"it is {driver} inside")
    frame = gpd.read_file(source, layer=layer)
    if not isinstance(frame, gpd.GeoDataFrame):
        raise _refusal(path, "it holds no geometry")
    return frame


def _kinds() -> str:
    return "GeoPackage (.gpkg), GeoJSON (.geojson), zipped shapefile (.zip) or GeoParquet (.parquet)"


def _refusal(path: Path, reason: str) -> FileError:
    return FileError("file_unreadable", file=str(path), kind=SUFFIXES[path.suffix.lower()], reason=reason)
