"""What the polygons say of a centre's point. The recorded district wins; this only checks it."""

from __future__ import annotations

from typing import Final

import numpy as np
import pandas as pd

from geodata.assign import assign_districts, point_to_area_m
from geodata.layers import layer_record
from registry.schema import Precision

LOCATED_COLUMNS: Final = ("located_province_code", "located_district_code", "warning")
POINT_OUTSIDE_DISTRICT: Final = "point_outside_district"


def locate(centres: pd.DataFrame) -> pd.DataFrame:
    """Return located_province_code, located_district_code and warning, on the index of the centres.

    Parameters
    ----------
    centres
        With longitude, latitude (degrees, WGS 84), district_code and location_precision.

    Returns
    -------
    DataFrame
        The codes of the area the point lies in, None without a point. warning is "point_outside_district" where
        a building's point lies farther from its recorded district than the layer's own tolerance in metres, else
        "". A town's point says nothing about the district, so it is never warned of.

    Raises
    ------
    LayerError
        The boundary layers are missing or damaged.

    """
    area_codes = assign_districts(centres["longitude"], centres["latitude"])
    outside_m = point_to_area_m(centres["longitude"], centres["latitude"], centres["district_code"])
    is_site = centres["location_precision"].eq(Precision.SITE).to_numpy(dtype=bool)
    # NaN (no point, or no recorded district) is never greater.
    wrong = is_site & (outside_m > layer_record()["tolerance_m"])
    return pd.DataFrame(
        {
            "located_province_code": area_codes["province_code"].to_numpy(dtype=object),
            "located_district_code": area_codes["district_code"].to_numpy(dtype=object),
            "warning": np.where(wrong, POINT_OUTSIDE_DISTRICT, "").astype(object),
        },
        index=centres.index,
    )
