"""Reading a population grid from a raster: GeoTIFF, such as those of WorldPop."""

from __future__ import annotations

import warnings
from typing import TYPE_CHECKING, Any, Final

import numpy as np
import pyproj

from analysis.field.grid.cells import Cells, joined
from analysis.field.grid.errors import GridError
from geodata.crs import WGS84, to_metric

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from numpy.typing import NDArray

RASTER_SUFFIXES: Final = (".tif", ".tiff")
CELL_M: Final = 500.0
"""Finer pixels are merged into cells of about this size, each with its people at their mean position."""
_STRIPE_PIXELS: Final = 8_000_000
# Around Thailand, in degrees: what lies beyond is not read.
_WINDOW: Final = (97.0, 5.3, 106.0, 20.8)


def read_raster_file(path: Path, band: str | None) -> Cells:
    """Return the people of a raster: a pixel holds people, not people per square kilometre; no data is nobody.

    Parameters
    ----------
    path
        A GeoTIFF that names its CRS and where it lies.
    band
        The band's number, from 1; without it the first.

    Raises
    ------
    GridError
        It cannot be read, has no CRS or no such band, or a value is negative or infinite.

    """
    import rasterio  # noqa: PLC0415 - only who installs a raster waits for it
    from rasterio.errors import RasterioError  # noqa: PLC0415

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # what is amiss with the file is told as a sentence, by us
            with rasterio.open(path) as raster:
                if raster.crs is None or raster.transform.is_identity:
                    raise GridError("grid_crs", file=str(path))
                return _read(path, raster, _band(path, band, raster.count))
    except (RasterioError, OSError, ValueError, pyproj.exceptions.ProjError) as error:
        raise GridError("grid_unreadable", file=str(path), reason=str(error)) from error


def _band(path: Path, band: str | None, count: int) -> int:
    if band is None:
        return 1
    if not (band.isascii() and band.isdigit() and 1 <= int(band) <= count):
        raise GridError("grid_band", file=str(path), count=count, value=band)
    return int(band)


def _read(path: Path, raster: Any, band: int) -> Cells:  # noqa: ANN401 - rasterio has no types
    to_degrees = pyproj.Transformer.from_crs(raster.crs, WGS84, always_xy=True)
    size = _pixel_m(raster, to_degrees)
    times = max(1, int(CELL_M // size))
    parts = []
    for window in _stripes(raster, times):
        values = raster.read(band, window=window, masked=True).astype(np.float64)
        people = np.where(np.ma.getmaskarray(values) | np.isnan(values.data), 0.0, values.data)
        wrong = (people < 0) | np.isinf(people)
        if wrong.any():
            raise GridError("grid_negative", file=str(path), count=int(wrong.sum()), value=f"{people[wrong][0]:g}")
        summed, rows, columns = _merged(people, times)
        x, y = _place(raster.transform, columns + window.col_off, rows + window.row_off)
        longitude, latitude = to_degrees.transform(x, y)
        cells = Cells(np.asarray(longitude), np.asarray(latitude), summed)
        west, south, east, north = _WINDOW
        near = (cells.longitude >= west) & (cells.longitude <= east)
        parts.append(cells.only(near & (cells.latitude >= south) & (cells.latitude <= north)))
    return joined(parts)


def _pixel_m(raster: Any, to_degrees: pyproj.Transformer) -> float:  # noqa: ANN401 - as above
    """Return the side of a pixel on the ground in metres, about the raster's middle."""
    column, row = raster.width / 2, raster.height / 2
    step = np.array([0.0, 1.0])
    longitude, latitude = to_degrees.transform(*_place(raster.transform, column + step, row + step))
    # A middle far from Thailand has no metric coordinates: there the latitude alone says enough.
    x, y = to_metric(np.clip(longitude, 60, 140), latitude)
    side = float(np.hypot(np.diff(x)[0], np.diff(y)[0]) / np.sqrt(2))
    return side if np.isfinite(side) and side > 0 else CELL_M


def _place(
    affine: Any,  # noqa: ANN401 - as above
    columns: NDArray[np.float64],
    rows: NDArray[np.float64],
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return x and y, in the raster's own CRS, of columns and rows counted from its corner."""
    a, b, c, d, e, f = affine[:6]
    return a * columns + b * rows + c, d * columns + e * rows + f


def _stripes(raster: Any, times: int) -> Iterator[Any]:  # noqa: ANN401 - as above
    """Yield windows over the raster, whole rows at a time and a multiple of the merged cells high."""
    from rasterio.windows import Window  # noqa: PLC0415

    height = max(1, _STRIPE_PIXELS // max(1, raster.width) // times) * times
    for top in range(0, raster.height, height):
        yield Window(0, top, raster.width, min(height, raster.height - top))


def _merged(
    people: NDArray[np.float64], times: int
) -> tuple[NDArray[np.float64], NDArray[np.float64], NDArray[np.float64]]:
    """Return people, row and column of the cells with people; a cell is so many pixels wide and high."""
    padded = np.pad(people, [(0, -size % times) for size in people.shape])
    blocks = padded.reshape(padded.shape[0] // times, times, padded.shape[1] // times, times)
    summed = blocks.sum(axis=(1, 3))
    at = np.nonzero(summed)
    inside = np.arange(times) + 0.5
    down = np.einsum("aibj,i->ab", blocks, inside)[at] / summed[at]
    right = np.einsum("aibj,j->ab", blocks, inside)[at] / summed[at]
    return summed[at], at[0] * times + down, at[1] * times + right
