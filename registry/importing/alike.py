"""Pairs of places that may be one: near each other, or in one area, and alike in name. Near-linear in their number."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np
import pandas as pd
from rapidfuzz import fuzz, process

from geodata.crs import to_metric
from registry.importing.names import core, numbers_in

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

NEAR_M: Final = 300.0
SAME_M: Final = 50.0
ALIKE: Final = 85.0
ALIKE_IN_AREA: Final = 92.0
# In a crowd each place is compared with so many of the names next to its own: the work grows with the number of
# places, never with its square.
NEIGHBOURS: Final = 12


@dataclass(frozen=True, eq=False)
class Pairs:
    """Pairs of positions (first < second), how alike their names are (0–100), and metres apart (NaN without points)."""

    first: NDArray[np.int64]
    second: NDArray[np.int64]
    similarity: NDArray[np.float64]
    metres: NDArray[np.float64]


def alike_pairs(
    keys: Sequence[str], group: Sequence[str], longitude: NDArray[np.float64], latitude: NDArray[np.float64]
) -> Pairs:
    """Return the pairs of places whose names are alike and that lie near each other or in one area.

    Parameters
    ----------
    keys
        The names as `registry.importing.names.name_key` gives them.
    group
        By place, what must be equal where one of two has no point: its programme and district; "" never pairs.
    longitude, latitude
        Degrees (WGS 84), NaN without a point.

    Notes
    -----
    Points within `NEAR_M` share a square of twice that width in at least one of four grids, each shifted by half
    a square; within a square, places sorted by name are compared with their next `NEIGHBOURS`.

    """
    cores = [core(key) for key in keys]
    by_name = pd.factorize(np.array([*cores, ""], dtype=object)[:-1], sort=True)[0]
    candidates = [_in_grids(longitude, latitude, by_name), _in_groups(group, longitude, by_name)]
    pairs = np.unique(np.concatenate(candidates), axis=0) if any(map(len, candidates)) else np.empty((0, 2), int)
    first, second = pairs[:, 0], pairs[:, 1]
    numbers = np.array([*(numbers_in(key) for key in keys), ""], dtype=object)[:-1]
    same_numbers = numbers[first] == numbers[second]
    first, second = first[same_numbers], second[same_numbers]
    metres = _metres(longitude, latitude, first, second)
    near = np.isnan(metres) | (metres <= NEAR_M)
    first, second, metres = first[near], second[near], metres[near]
    similarity = np.empty(0)
    if first.size:
        similarity = np.asarray(
            process.cpdist([cores[one] for one in first], [cores[one] for one in second], scorer=fuzz.ratio), float
        )
    like = similarity >= np.where(np.isnan(metres), ALIKE_IN_AREA, ALIKE)
    return Pairs(first[like], second[like], similarity[like], metres[like])


def _in_grids(lon: NDArray[np.float64], lat: NDArray[np.float64], by_name: NDArray[np.int64]) -> NDArray[np.int64]:
    rows = np.flatnonzero(~np.isnan(lon) & ~np.isnan(lat))
    if rows.size < 2:
        return np.empty((0, 2), dtype=np.int64)
    x, y = to_metric(lon[rows], lat[rows])
    width = 2 * NEAR_M
    found = []
    for shift_x in (0.0, 0.5):
        for shift_y in (0.0, 0.5):
            square = np.floor(x / width + shift_x).astype(np.int64) * 4_194_304 + np.floor(y / width + shift_y).astype(
                np.int64
            )
            found.append(_within(square, rows, by_name))
    return np.concatenate(found)


def _in_groups(group: Sequence[str], lon: NDArray[np.float64], by_name: NDArray[np.int64]) -> NDArray[np.int64]:
    codes = pd.factorize(np.array([*group, ""], dtype=object)[:-1])[0]
    rows = np.flatnonzero(np.array([bool(one) for one in group], dtype=bool))
    found = _within(codes[rows], rows, by_name)
    if not len(found):
        return found
    # Two points are compared by their distance.
    has_point = ~np.isnan(lon)
    return found[~(has_point[found[:, 0]] & has_point[found[:, 1]])]


def _within(block: NDArray[np.int64], rows: NDArray[np.int64], by_name: NDArray[np.int64]) -> NDArray[np.int64]:
    """Return pairs of rows in one block that are neighbours by name."""
    order = np.lexsort((rows, by_name[rows], block))
    block, rows = block[order], rows[order]
    found = []
    for step in range(1, NEIGHBOURS + 1):
        same = block[:-step] == block[step:]
        if not same.any():
            break
        found.append(np.sort(np.column_stack((rows[:-step][same], rows[step:][same])), axis=1))
    return np.concatenate(found) if found else np.empty((0, 2), dtype=np.int64)


def _metres(
    lon: NDArray[np.float64], lat: NDArray[np.float64], first: NDArray[np.int64], second: NDArray[np.int64]
) -> NDArray[np.float64]:
    x, y = to_metric(np.nan_to_num(lon), np.nan_to_num(lat))
    apart = np.hypot(x[first] - x[second], y[first] - y[second])
    return np.where(np.isnan(lon[first]) | np.isnan(lon[second]), np.nan, apart)
