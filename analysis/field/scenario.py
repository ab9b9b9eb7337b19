"""The distances after a scenario, each made from one that is a step away where there is one."""

from __future__ import annotations

import threading
from collections import OrderedDict
from typing import TYPE_CHECKING, Final, TypeAlias
from weakref import WeakKeyDictionary

import numpy as np
import pandas as pd

from analysis.field.distances import with_one_more, without_some

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from analysis.field.reach import Reach

Spots: TypeAlias = tuple[tuple[float, float], ...]
"""Places as longitude and latitude in degrees, WGS 84."""

_REMEMBERED: Final = 8
_fields: WeakKeyDictionary[Reach, OrderedDict[tuple[Spots, Spots], NDArray[np.float32]]] = WeakKeyDictionary()
_lock = threading.Lock()


def scenario_km(reach: Reach, centres: pd.DataFrame, opens: Spots, closed: tuple[str, ...]) -> NDArray[np.float32]:
    """Return how far each demand point is from the nearest centre once some are opened and some closed.

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

    Returns
    -------
    ndarray of float32
        Kilometres, aligned with the demand points; infinite without a centre. Nobody writes into it.

    """
    is_closed = centres["centre_id"].isin(closed).to_numpy(dtype=bool) if closed else np.zeros(len(centres), dtype=bool)
    staying = centres[~is_closed]
    gone = _without_centre(centres[is_closed], staying, closed) if closed else ()
    if not (opens or gone):
        return reach.km
    with _lock:
        steps = _fields.setdefault(reach, OrderedDict())
        fields = dict(steps)
    km = fields.get((opens, gone))
    if km is None and gone and (opens, gone[:-1]) in fields:
        km = _close(reach, fields[opens, gone[:-1]], gone[-1:], staying, opens)
    if km is None:
        km, count = _nearest_step(fields, opens, gone) or (_close(reach, reach.km, gone, staying, ()), 0)
        for longitude, latitude in opens[count:]:
            km = with_one_more(km, reach.points, longitude, latitude)
    with _lock:
        steps[opens, gone] = km
        steps.move_to_end((opens, gone))
        while len(steps) > _REMEMBERED:
            steps.popitem(last=False)
    return km


def _nearest_step(
    fields: dict[tuple[Spots, Spots], NDArray[np.float32]], opens: Spots, gone: Spots
) -> tuple[NDArray[np.float32], int] | None:
    """Return the field of as many of the places, in order, as are known with the same ones closed, and how many."""
    for count in range(len(opens), -1, -1):
        if (opens[:count], gone) in fields:
            return fields[opens[:count], gone], count
    return None


def _without_centre(leaving: pd.DataFrame, staying: pd.DataFrame, closed: tuple[str, ...]) -> Spots:
    """Return where no centre is left, in the order of closing."""
    order = np.argsort(pd.Index(closed).get_indexer(pd.Index(leaving["centre_id"])), kind="stable")
    places = leaving[["longitude", "latitude"]].to_numpy(dtype=np.float64)[order]
    spots = dict.fromkeys((longitude, latitude) for longitude, latitude in places.tolist())
    lon, lat = (staying[name].to_numpy(dtype=np.float64) for name in ("longitude", "latitude"))
    return tuple(spot for spot in spots if not ((lon == spot[0]) & (lat == spot[1])).any())


def _close(
    reach: Reach, km: NDArray[np.float32], gone: Spots, staying: pd.DataFrame, opens: Spots
) -> NDArray[np.float32]:
    """Return a field as it would be without the centres of some places; what stays and what is opened is left."""
    if not gone:
        return km
    closed, own = (np.array(spots, dtype=np.float64).reshape(-1, 2) for spots in (gone, opens))
    left = np.concatenate([staying[["longitude", "latitude"]].to_numpy(dtype=np.float64), own])
    return without_some(km, reach.points, (closed[:, 0], closed[:, 1]), (left[:, 0], left[:, 1]))
