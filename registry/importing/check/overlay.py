"""A row laid over the centre that it speaks of: what it says stands, what it does not say stays."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np
import pandas as pd

from registry.schema import CENTRES

if TYPE_CHECKING:
    from collections.abc import Collection

    from numpy.typing import NDArray

# Degrees: a tenth of a metre.
_ROUNDED: Final = 1e-6
PLACE: Final = (
    "province_code", "district_code", "subdistrict_code", "longitude", "latitude", "location_precision",
)  # fmt: skip


def overlaid(new: pd.DataFrame, old: pd.DataFrame, *, columns: Collection[str]) -> pd.DataFrame:
    """Return old centres with what new rows say of them.

    Parameters
    ----------
    new, old
        Of equal length, row by row the same centre, in the layout ``CENTRES``.
    columns
        The columns that the file has. An empty cell says nothing: it never takes a value away.

    Returns
    -------
    DataFrame
        The layout ``CENTRES``. The place goes as one: a row with a point brings its whole place; one without keeps
        the old place unless it names another district or province, or a subdistrict where none was known.

    """
    new = _snapped(new, old)
    result: dict[str, NDArray[np.object_]] = {}
    for name in CENTRES.names:
        before, after = _objects(old[name]), _objects(new[name])
        if name in PLACE or name == "centre_id":
            result[name] = before
        else:
            result[name] = np.where(_there(after) & (name in columns), after, before)
    takes, tambon = _takes_place(new, old)
    for name in PLACE:
        result[name] = np.where(takes, _objects(new[name]), result[name])
    result["subdistrict_code"] = np.where(tambon, _objects(new["subdistrict_code"]), result["subdistrict_code"])
    return pd.DataFrame(result, index=new.index)


def changed(before: pd.DataFrame, after: pd.DataFrame) -> NDArray[np.bool_]:
    """Return which rows differ in any column of ``CENTRES``."""
    differs = np.zeros(len(before), dtype=bool)
    for name in CENTRES.names:
        one, other = _objects(before[name]), _objects(after[name])
        differs |= np.where(_there(one) & _there(other), one != other, _there(one) != _there(other)).astype(bool)
    return differs


def completes(new: pd.DataFrame, old: pd.DataFrame) -> NDArray[np.bool_]:
    """Return which rows know the place better: a building's point, or a district, where there was none."""
    site = new["location_precision"].eq("site").to_numpy() & old["location_precision"].ne("site").to_numpy()
    district = new["district_code"].notna().to_numpy() & old["district_code"].isna().to_numpy()
    return np.asarray(site | (district & old["longitude"].isna().to_numpy()), dtype=bool)


def _snapped(new: pd.DataFrame, old: pd.DataFrame) -> pd.DataFrame:
    """Return new rows whose point is the old one, but for what a format or a projection rounds away, with the old."""
    close = np.ones(len(new), dtype=bool)
    for name in ("longitude", "latitude"):
        close &= (new[name] - old[name]).abs().le(_ROUNDED).to_numpy()
    return new.assign(**{name: new[name].where(~close, old[name]) for name in ("longitude", "latitude")})


def _takes_place(new: pd.DataFrame, old: pd.DataFrame) -> tuple[NDArray[np.bool_], NDArray[np.bool_]]:
    point = new["longitude"].notna().to_numpy()
    # What only the point says of the area is no word of the file's: the same point changes nothing.
    derived = new["derived"].to_numpy(dtype=bool)
    same = (new["longitude"] == old["longitude"]).to_numpy() & (new["latitude"] == old["latitude"]).to_numpy()
    point = point & ~(derived & same)
    # A town's point is not better than a building's.
    worse = new["location_precision"].eq("town").to_numpy() & old["location_precision"].eq("site").to_numpy()
    elsewhere = new["province_code"].notna().to_numpy() & (
        _objects(new["province_code"]) != _objects(old["province_code"])
    )
    elsewhere = elsewhere & ~(derived & same)
    named = new["district_code"].notna().to_numpy() & ~derived
    elsewhere = elsewhere | named & (_objects(new["district_code"]) != _objects(old["district_code"]))
    elsewhere = np.asarray(elsewhere, dtype=bool)
    tambon = new["subdistrict_code"].notna().to_numpy() & ~elsewhere
    return (point & ~worse) | elsewhere, np.asarray(tambon, dtype=bool)


def _objects(column: pd.Series) -> NDArray[np.object_]:
    values = column.astype(object)
    return values.where(values.notna(), None).to_numpy()


def _there(values: NDArray[np.object_]) -> NDArray[np.bool_]:
    return np.asarray(~pd.isna(values), dtype=bool)
