"""Pairs of places that may be one: near each other, or in one area, and alike in name. Near-linear in their number."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np
import pandas as pd
from rapidfuzz import fuzz, process

from geodata.crs import to_metric
from registry.importing.check.names import core, numbers_in

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
_GRID: Final = 4_194_304
_NO_PAIRS: Final = np.empty((0, 2), dtype=np.int64)


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
        The names as `registry.importing.check.names.name_key` gives them.
    group
        By place, what must be equal where one of two has no point: its programme and district; "" never pairs.
    longitude, latitude
        Degrees (WGS 84), NaN without a point.

    Notes
    -----
    Points within `NEAR_M` share a square of twice that width in at least one of four grids, each shifted by half
    a square; within a square, places sorted by name are compared with their next `NEIGHBOURS`.

    """
    candidates = np.concatenate([_in_grids(longitude, latitude, keys), _in_groups(group, longitude, keys)])
    metres = _metres(longitude, latitude, candidates[:, 0], candidates[:, 1])
    near = np.isnan(metres) | (metres <= NEAR_M)
    # A pair may share a square in several grids.
    _, once = np.unique(candidates[near, 0] * len(keys) + candidates[near, 1], return_index=True)
    first, second, metres = candidates[near, 0][once], candidates[near, 1][once], metres[near][once]
    numbers = {one: numbers_in(keys[one]) for one in {*first.tolist(), *second.tolist()}}
    each = zip(first.tolist(), second.tolist(), strict=True)
    same = np.array([numbers[one] == numbers[two] for one, two in each], dtype=bool)
    first, second, metres = first[same], second[same], metres[same]
    cores = {one: core(keys[one]) for one in {*first.tolist(), *second.tolist()}}
    similarity = np.empty(0)
    if first.size:
        ones, others = [cores[one] for one in first.tolist()], [cores[one] for one in second.tolist()]
        similarity = np.asarray(process.cpdist(ones, others, scorer=fuzz.ratio), dtype=float)
    like = similarity >= np.where(np.isnan(metres), ALIKE_IN_AREA, ALIKE)
    return Pairs(first[like], second[like], similarity[like], metres[like])


def _in_grids(lon: NDArray[np.float64], lat: NDArray[np.float64], keys: Sequence[str]) -> NDArray[np.int64]:
    rows = np.flatnonzero(~np.isnan(lon) & ~np.isnan(lat))
    if rows.size < 2:
        return _NO_PAIRS
    x, y = to_metric(lon[rows], lat[rows])
    width = 2 * NEAR_M
    pairs = []
    for shift_x in (0.0, 0.5):
        for shift_y in (0.0, 0.5):
            column, line = np.floor(x / width + shift_x), np.floor(y / width + shift_y)
            pairs.append(_within((column * _GRID + line).astype(np.int64), rows, keys))
    return np.concatenate(pairs)


def _in_groups(group: Sequence[str], lon: NDArray[np.float64], keys: Sequence[str]) -> NDArray[np.int64]:
    """Return pairs in one group of which one at least has no point: two points are compared by their distance."""
    no_point = np.isnan(lon)
    if not no_point.any():
        return _NO_PAIRS
    codes = pd.factorize(np.array([*group, ""], dtype=object)[:-1])[0]
    grouped = np.array([bool(one) for one in group], dtype=bool)
    in_group = np.isin(codes, np.unique(codes[no_point & grouped])) & grouped
    rows = np.flatnonzero(in_group)
    pairs = _within(codes[rows], rows, keys)
    return pairs[no_point[pairs[:, 0]] | no_point[pairs[:, 1]]]


def _within(block: NDArray[np.int64], rows: NDArray[np.int64], keys: Sequence[str]) -> NDArray[np.int64]:
    """Return pairs of rows in one block: all of them, or in a crowd those that are neighbours by name."""
    order = np.argsort(block, kind="stable")
    block, rows = block[order], rows[order]
    starts = np.flatnonzero(np.r_[True, block[1:] != block[:-1]]) if block.size else np.empty(0, dtype=np.int64)
    sizes = np.diff(np.r_[starts, block.size])
    for start, size in zip(starts[sizes > NEIGHBOURS + 1], sizes[sizes > NEIGHBOURS + 1], strict=True):
        crowd = rows[start : start + size]
        rows[start : start + size] = sorted(crowd.tolist(), key=lambda row: core(keys[row]))
    pairs = [_NO_PAIRS]
    for step in range(1, NEIGHBOURS + 1):
        same = block[:-step] == block[step:]
        if not same.any():
            break
        pairs.append(np.sort(np.column_stack((rows[:-step][same], rows[step:][same])), axis=1))
    return np.concatenate(pairs)


def _metres(
    lon: NDArray[np.float64], lat: NDArray[np.float64], first: NDArray[np.int64], second: NDArray[np.int64]
) -> NDArray[np.float64]:
    x, y = to_metric(np.nan_to_num(lon), np.nan_to_num(lat))
    apart = np.hypot(x[first] - x[second], y[first] - y[second])
    return np.where(np.isnan(lon[first]) | np.isnan(lon[second]), np.nan, apart)
