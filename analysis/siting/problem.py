"""A location problem as numbers: people at points, candidates, what is open already, and the conditions."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from enum import StrEnum
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np
from scipy.sparse import csc_matrix, csr_matrix
from scipy.spatial import cKDTree

from analysis.field.earth import arc_km, earth_centred

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray


class Objective(StrEnum):
    """What is best: MCLP reaches most people, LSCP everyone with the fewest sites, p-median travels least in all,
    p-center brings the farthest nearest.
    """  # noqa: D205

    MCLP = "mclp"
    LSCP = "lscp"
    PMEDIAN = "pmedian"
    PCENTER = "pcenter"

    @property
    def minimises(self) -> bool:
        """Whether a smaller value is better."""
        return self is not Objective.MCLP

    @property
    def unit(self) -> str:
        """What a value counts: "people", "sites", "person_km" or "km"."""
        return {"mclp": "people", "lscp": "sites", "pmedian": "person_km", "pcenter": "km"}[self]


@dataclass(frozen=True, eq=False)
class SitingProblem:
    """A location problem. Built by `analysis.siting.plan.siting_problem`, or by hand in tests.

    objective, radius_km
        What is best, and the radius in km that covers (MCLP, LSCP): a point at exactly the radius is covered.
    people
        Whole people at each demand point (int64, above 0).
    demand_lon, demand_lat
        Where: degrees, WGS 84.
    now_km
        The distance in km from each demand point to the nearest centre that is open and stays open; infinite without
        one (float32).
    candidate_lon, candidate_lat
        Candidates, in the order that breaks ties: degrees, WGS 84.
    sites
        At most so many are opened; None (LSCP) for as many as needed.
    floors
        One row a floor: which candidates it is of (bool, floors × candidates).
    floor_least
        How many of them are to be opened at least (int64).
    costs, budget
        What each candidate costs, and what may be spent; None for no budget.
    """

    objective: Objective
    radius_km: float
    people: NDArray[np.int64]
    demand_lon: NDArray[np.float64]
    demand_lat: NDArray[np.float64]
    now_km: NDArray[np.float32]
    candidate_lon: NDArray[np.float64]
    candidate_lat: NDArray[np.float64]
    sites: int | None
    floors: NDArray[np.bool_] = field(default_factory=lambda: np.zeros((0, 0), dtype=bool))
    floor_least: NDArray[np.int64] = field(default_factory=lambda: np.zeros(0, dtype=np.int64))
    costs: NDArray[np.float64] | None = None
    budget: float | None = None

    @property
    def demand_count(self) -> int:
        """How many demand points there are."""
        return len(self.people)

    @property
    def candidate_count(self) -> int:
        """How many candidates there are."""
        return len(self.candidate_lon)

    @property
    def most_sites(self) -> int:
        """How many sites may be opened at most."""
        return self.candidate_count if self.sites is None else min(self.sites, self.candidate_count)

    @property
    def has_conditions(self) -> bool:
        """Whether there are floors or a budget."""
        return bool(len(self.floor_least)) or self.budget is not None

    def with_candidates(self, some: NDArray[np.int64]) -> SitingProblem:
        """Return the problem with only some candidates, by number."""
        return replace(
            self, candidate_lon=self.candidate_lon[some], candidate_lat=self.candidate_lat[some],
            floors=self.floors[:, some] if len(self.floor_least) else self.floors,
            costs=None if self.costs is None else self.costs[some],
        )  # fmt: skip

    @cached_property
    def demand_xyz(self) -> NDArray[np.float64]:
        """Earth-centred coordinates of the demand points (m)."""
        return earth_centred(self.demand_lon, self.demand_lat)

    @cached_property
    def candidate_xyz(self) -> NDArray[np.float64]:
        """Earth-centred coordinates of the candidates (m)."""
        return earth_centred(self.candidate_lon, self.candidate_lat)

    @cached_property
    def cover(self) -> csr_matrix:
        """Which candidate covers which demand point: sparse, demand points × candidates, 1.0 where it does."""
        demand, candidate = cKDTree(self.demand_xyz), cKDTree(self.candidate_xyz)
        # The chord is never longer than the arc, so no pair within the radius is missed.
        pairs = demand.sparse_distance_matrix(candidate, self.radius_km * 1000.0 + 1.0, output_type="ndarray")
        rows, columns = pairs["i"], pairs["j"]
        chord = np.sqrt(((self.demand_xyz[rows] - self.candidate_xyz[columns]) ** 2).sum(axis=1))
        near = self._arc(chord, rows, columns) <= np.float32(self.radius_km)
        shape = (self.demand_count, self.candidate_count)
        matrix = csr_matrix((np.ones(near.sum()), (rows[near], columns[near])), shape=shape)
        matrix.sort_indices()
        return matrix

    @cached_property
    def cover_by_candidate(self) -> csc_matrix:
        """The same by candidate."""
        matrix = csc_matrix(self.cover)
        matrix.sort_indices()
        return matrix

    def times_covered(self, chosen: Sequence[int] | NDArray[np.int64]) -> NDArray[np.int64]:
        """Return how many of some candidates cover each demand point."""
        cover = self.cover_by_candidate
        rows = [cover.indices[cover.indptr[site] : cover.indptr[site + 1]] for site in chosen]
        return np.bincount(np.concatenate([np.zeros(0, dtype=np.int64), *rows]), minlength=self.demand_count)

    @cached_property
    def covered_now(self) -> NDArray[np.bool_]:
        """Which demand points an open centre covers already."""
        return self.now_km <= np.float32(self.radius_km)

    def km(
        self, rows: NDArray[np.int64] | None = None, columns: NDArray[np.int64] | None = None
    ) -> NDArray[np.float32]:
        """Return distances in km, demand points × candidates; without rows or columns, of all of them."""
        rows = np.arange(self.demand_count) if rows is None else rows
        columns = np.arange(self.candidate_count) if columns is None else columns
        out = np.empty((len(rows), len(columns)), dtype=np.float32)
        step = max(1, 2_000_000 // max(1, len(columns)))
        for first in range(0, len(rows), step):
            some = rows[first : first + step]
            i, j = np.repeat(some, len(columns)), np.tile(columns, len(some))
            chord = np.sqrt(((self.demand_xyz[i] - self.candidate_xyz[j]) ** 2).sum(axis=1))
            out[first : first + step] = self._arc(chord, i, j).reshape(len(some), len(columns))
        return out

    def value(self, chosen: NDArray[np.int64]) -> float:
        """Return the value of opening some candidates, exactly.

        MCLP: people covered who are not now. LSCP: sites. p-median: person-kilometres to the nearest open centre.
        p-center: kilometres of the farthest demand point. Infinite where nothing is open.
        """
        if self.objective is Objective.MCLP:
            return float(self.people[(self.times_covered(chosen) > 0) & ~self.covered_now].sum())
        if self.objective is Objective.LSCP:
            return float(len(chosen))
        km = self.now_km.astype(np.float64)
        if len(chosen):
            km = np.minimum(km, self.km(columns=np.asarray(chosen)).min(axis=1))
        return float((km * self.people).sum() if self.objective is Objective.PMEDIAN else km.max())

    def meets(self, chosen: NDArray[np.int64]) -> bool:
        """Tell whether some candidates are few enough, meet the floors, and keep to the budget."""
        if len(chosen) > self.most_sites:
            return False
        if len(self.floor_least) and (self.floors[:, chosen].sum(axis=1) < self.floor_least).any():
            return False
        return self.budget is None or self.costs is None or float(self.costs[chosen].sum()) <= self.budget + 1e-9

    def _arc(
        self, chord: NDArray[np.float64], rows: NDArray[np.int64], columns: NDArray[np.int64]
    ) -> NDArray[np.float32]:
        return arc_km(
            chord,
            self.demand_lon[rows],
            self.demand_lat[rows],
            self.candidate_lon[columns],
            self.candidate_lat[columns],
        )
