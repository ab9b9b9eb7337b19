"""Whom centres reach after a scenario, each answer made from one that is a step away where there is one."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING, Final

import numpy as np

from analysis.field.distances import with_one_more, without_some

if TYPE_CHECKING:
    import pandas as pd
    from numpy.typing import NDArray

    from analysis.field.reach import Reach, Spots

_REMEMBERED: Final = 4
_lock = threading.Lock()


def scenario_reach(reach: Reach, centres: pd.DataFrame, opens: Spots, closed: tuple[str, ...]) -> Reach:
    """Return whom a set of centres reaches once some are opened and some closed.

    The last few answers for a set of centres are remembered: a scenario that opens or closes one more than one of them
    costs that step alone.

    Parameters
    ----------
    reach
        The reach of the centres as they are.
    centres
        These centres: centre_id, longitude, latitude (degrees, WGS 84).
    opens
        Where centres are opened.
    closed
        The centres that are closed (centre_id); others change nothing.

    """
    places = centres[["longitude", "latitude"]].to_numpy(dtype=np.float64)
    is_closed = centres["centre_id"].isin(closed).to_numpy(dtype=bool) if closed else np.zeros(len(centres), dtype=bool)
    staying = places[~is_closed]
    gone = _without_centre(centres["centre_id"].to_numpy()[is_closed], places[is_closed], staying, closed)
    if not (opens or gone):
        return reach
    with _lock:
        remembered = dict(reach.scenarios)
    if (opens, gone) in remembered:
        return remembered[opens, gone]
    if gone and (opens, gone[:-1]) in remembered:
        km = _close(reach, remembered[opens, gone[:-1]].km, gone[-1:], staying, opens)
    else:
        km, count = _nearest_step(remembered, opens, gone) or (_close(reach, reach.km, gone, staying, ()), 0)
        for longitude, latitude in opens[count:]:
            km = with_one_more(km, reach.points, longitude, latitude)
    after = reach.moved(km)
    with _lock:
        reach.scenarios[opens, gone] = after
        while len(reach.scenarios) > _REMEMBERED:
            reach.scenarios.popitem(last=False)
    return after


def _nearest_step(
    steps: dict[tuple[Spots, Spots], Reach], opens: Spots, gone: Spots
) -> tuple[NDArray[np.float32], int] | None:
    """Return the distances with as many of the places, in order, as are known with the same closed, and how many."""
    for count in range(len(opens), -1, -1):
        if (opens[:count], gone) in steps:
            return steps[opens[:count], gone].km, count
    return None


def _without_centre(
    ids: NDArray[np.object_], leaving: NDArray[np.float64], staying: NDArray[np.float64], closed: tuple[str, ...]
) -> Spots:
    """Return where no centre is left, in the order of closing."""
    order: dict[object, int] = {centre_id: position for position, centre_id in enumerate(closed)}
    by_closing = sorted(range(len(ids)), key=lambda row: order[ids[row]])
    spots = dict.fromkeys((float(leaving[row, 0]), float(leaving[row, 1])) for row in by_closing)
    return tuple(spot for spot in spots if not (staying == spot).all(axis=1).any())


def _close(
    reach: Reach, km: NDArray[np.float32], gone: Spots, staying: NDArray[np.float64], opens: Spots
) -> NDArray[np.float32]:
    """Return a field as it would be without the centres of some places; what stays and what is opened is left."""
    if not gone:
        return km
    closed, own = (np.array(spots, dtype=np.float64).reshape(-1, 2) for spots in (gone, opens))
    left = np.concatenate([staying, own])
    return without_some(km, reach.points, (closed[:, 0], closed[:, 1]), (left[:, 0], left[:, 1]))
