"""Demand points: where the people of each district are taken to live."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property
from typing import TYPE_CHECKING, ClassVar, Final, Literal

import numpy as np
import pandas as pd

from analysis.field.earth import earth_centred, parts
from geodata.errors import KlaiBaanError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import ArrayLike, NDArray

PointSource = Literal["subdistrict", "registration", "grid"]


class DemandError(KlaiBaanError, ValueError):
    """Demand points that do not tell what is asked."""

    templates: ClassVar[Mapping[str, str]] = {
        "demand_of_districts": (
            "Distances by tambon stand on where the people of each tambon live, which an even spread and an installed "
            "grid do not tell. Choose --demand tambon, or the level of the districts."
        ),
    }


class Demand(StrEnum):
    """Where in a district its people are taken to live: as its subdistricts' people do, evenly, or as a grid says."""

    SUBDISTRICT = "tambon"
    EVEN = "even"
    GRID = "grid"


# The side of a block: coarse enough that blocks are few, fine enough that a block has one nearest centre or two.
_BLOCK_DEG: Final = 0.036


def code_index(codes: Sequence[str] | pd.Index | NDArray[np.str_] = ()) -> pd.Index:
    """Return codes of areas as an index (object, ``admin_code``)."""
    return pd.Index(codes, dtype=object, name="admin_code")


@dataclass(frozen=True, eq=False)
class DemandPoints:
    """People as points, sorted by district, subdistrict and then by block. Built by `points_of`; compared by identity.

    district_codes
        Every district's code, in order; a district's points stand in ``starts[i]:starts[i + 1]``.
    starts
        Positions of the points (int64), one more than districts.
    longitude, latitude
        Degrees, WGS 84 (float64).
    people
        People of each point (float64, 0 and up).
    district_people
        People of each district (float64): the sum of its points.
    xyz
        Earth-centred coordinates in metres, EPSG:4978 (float64, three columns).
    subdistrict_codes, subdistrict
        The subdistricts whose people were placed one by one, in the order of their codes, and of each point the
        position of the one whose people it has, or -1 (int16). None at all where people were placed by district only.
    source
        "subdistrict" (shared among the subdistricts, and spread over the part of each), "registration" (spread evenly
        over the district), or "grid" where an office's own grid is in place.
    year_ce, title, source_text
        Of when and from where the people are.
    fingerprint
        Changes when boundaries, statistics or grid do; "" for points made for one question.
    """

    district_codes: pd.Index
    starts: NDArray[np.int64] = field(repr=False)
    longitude: NDArray[np.float64] = field(repr=False)
    latitude: NDArray[np.float64] = field(repr=False)
    people: NDArray[np.float64] = field(repr=False)
    district_people: NDArray[np.float64] = field(repr=False)
    xyz: NDArray[np.float64] = field(repr=False)
    subdistrict_codes: pd.Index = field(default_factory=code_index, repr=False)
    subdistrict: NDArray[np.int16] | None = field(default=None, repr=False)
    source: PointSource = "registration"
    year_ce: int = 0
    title: str = ""
    source_text: str = ""
    fingerprint: str = ""

    def __len__(self) -> int:
        return len(self.longitude)

    @property
    def total(self) -> float:
        """All people of the field."""
        return float(self.district_people.sum())

    @property
    def nbytes(self) -> int:
        """Memory taken by the points, in bytes."""
        arrays = (self.starts, self.longitude, self.latitude, self.people, self.district_people, self.xyz,
                  self.subdistrict)  # fmt: skip
        return sum(array.nbytes for array in arrays if array is not None)

    @cached_property
    def districts(self) -> tuple[NDArray[np.int64], NDArray[np.float64], NDArray[np.float64]]:
        """Of each district with points its position, their middle (Earth-centred), and their farthest from it (m)."""
        there = np.flatnonzero(np.diff(self.starts))
        return there, *_balls(self.xyz, self.starts[:-1][there])

    @cached_property
    def blocks(self) -> tuple[NDArray[np.int32], NDArray[np.float64], NDArray[np.float64]]:
        """Of each point the position of its block (neighbours in a subdistrict); each block's middle and farthest."""
        keys = _block_keys(self.district_of_point(), self.subdistrict, self.longitude, self.latitude)
        first = np.flatnonzero(np.diff(keys, prepend=-1))
        block = np.repeat(np.arange(len(first), dtype=np.int32), np.diff(first, append=len(keys)))
        return block, *_balls(self.xyz, first)

    @cached_property
    def subdistrict_runs(self) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """Where each run of points with the people of one subdistrict begins, and the position of that, or -1.

        Raises
        ------
        DemandError
            The points do not tell whose people they have.

        """
        if self.subdistrict is None:
            raise DemandError("demand_of_districts")
        first = np.union1d(self.starts[:-1][np.diff(self.starts) > 0], np.flatnonzero(np.diff(self.subdistrict)) + 1)
        return first, self.subdistrict[first].astype(np.int64)

    def district_of_point(self) -> NDArray[np.int64]:
        """Return of each point the position of its district in district_codes."""
        return self._district_positions

    @cached_property
    def _district_positions(self) -> NDArray[np.int64]:
        return np.repeat(np.arange(len(self.district_codes)), np.diff(self.starts))


def points_of(
    district_codes: Sequence[str] | pd.Index,
    district: ArrayLike,
    longitude: ArrayLike,
    latitude: ArrayLike,
    people: ArrayLike,
    *,
    district_people: ArrayLike | None = None,
    subdistrict_codes: Sequence[str] | pd.Index = (),
    subdistrict: ArrayLike | None = None,
) -> DemandPoints:
    """Return demand points in any order as `DemandPoints`; what they are called is added with `dataclasses.replace`.

    Parameters
    ----------
    district_codes
        The districts there are; one without a point has nobody.
    district
        Of each point the position of its district in district_codes.
    longitude, latitude
        Degrees, WGS 84.
    people
        People of each point, 0 and up.
    district_people
        People of each district where they are known exactly; otherwise the sum of its points.
    subdistrict_codes, subdistrict
        The subdistricts, and of each point the position of the one whose people it has, or -1.

    """
    codes = code_index(district_codes)
    positions = np.asarray(district, dtype=np.int64)
    lon, lat, weight = (np.asarray(values, dtype=np.float64) for values in (longitude, latitude, people))
    parts = None if subdistrict is None else np.asarray(subdistrict, dtype=np.int16)
    order = np.argsort(_block_keys(positions, parts, lon, lat), kind="stable")
    lon, lat, weight = lon[order], lat[order], weight[order]
    counts = np.bincount(positions, minlength=len(codes))
    summed = np.bincount(positions[order], weights=weight, minlength=len(codes))
    return DemandPoints(
        district_codes=codes,
        starts=np.concatenate([[0], np.cumsum(counts)]).astype(np.int64),
        longitude=lon,
        latitude=lat,
        people=weight,
        district_people=np.asarray(summed if district_people is None else district_people, dtype=np.float64),
        xyz=earth_centred(lon, lat),
        subdistrict_codes=code_index(subdistrict_codes),
        subdistrict=None if parts is None else parts[order],
    )


def _block_keys(
    district: NDArray[np.int64],
    subdistrict: NDArray[np.int16] | None,
    longitude: NDArray[np.float64],
    latitude: NDArray[np.float64],
) -> NDArray[np.int64]:
    """Return a number that points of one subdistrict in one block of about 4 by 4 km share; districts come in order."""
    keys = district << 44
    for part in parts(len(keys)):
        if subdistrict is not None:
            keys[part] += (subdistrict[part].astype(np.int64) + 1) << 30
        keys[part] += np.floor((latitude[part] + 90) / _BLOCK_DEG).astype(np.int64) << 15
        keys[part] += np.floor((longitude[part] + 180) / _BLOCK_DEG).astype(np.int64)
    return keys


def _balls(xyz: NDArray[np.float64], first: NDArray[np.int64]) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return the middle of each run of points (its first one given), and the farthest point from it in metres."""
    if not first.size:
        return np.empty((0, 3)), np.empty(0)
    counts = np.diff(first, append=len(xyz))
    middle = np.add.reduceat(xyz, first) / counts[:, None]
    run, away = np.repeat(np.arange(len(first), dtype=np.int32), counts), np.empty(len(xyz))
    for part in parts(len(xyz)):
        away[part] = np.sqrt(((xyz[part] - middle[run[part]]) ** 2).sum(axis=1))
    return middle, np.maximum.reduceat(away, first)
