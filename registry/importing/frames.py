"""Tables of plain values, kept as they are: no copy into another kind of text and back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from numpy.typing import NDArray


def as_objects(values: Collection[Any]) -> NDArray[np.object_]:
    """Return values of any kind, lists too, as an array of them."""
    return np.fromiter(values, dtype=object, count=len(values))


def text_objects(values: Collection[Any]) -> NDArray[np.object_]:
    """Return texts as an array of them, "" as None."""
    if not any(values):
        return np.full(len(values), None, dtype=object)
    if "" not in values:
        return as_objects(values)
    return np.fromiter((value or None for value in values), dtype=object, count=len(values))


def missing(values: NDArray[np.object_]) -> NDArray[np.bool_]:
    """Return which values are None."""
    return np.asarray(values == None, dtype=bool)  # noqa: E711 - each value by itself


def plain_frame(columns: Mapping[str, Any]) -> pd.DataFrame:
    """Return a table of columns of equal length whose texts stay Python's own."""
    series = {
        name: pd.Series(values, dtype=object) if np.asarray(values).dtype == object else values
        for name, values in columns.items()
    }
    return pd.DataFrame(series)
