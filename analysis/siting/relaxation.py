"""Lagrangian relaxation: what a choice costs at least, and the candidates that a better one can have."""

from __future__ import annotations

import time
from abc import ABC, abstractmethod
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final, Self

import numpy as np
from scipy.sparse import csr_matrix

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from analysis.siting.record import Record

_MOST_AT_ONCE: Final = 1_000_000
"""How many ways are looked at in one go."""
_RISE: Final = 1e-6
"""A bound that rises by a smaller share stands still."""
_FEWER: Final = 0.85
"""Candidates are struck out together, when at most this share is left: each time the numbers are copied."""
_MEMORY: Final = 0.9
"""How much of what was chosen before stays in a candidate's share with each step."""
_SELDOM: Final = 0.01
_OFTEN: Final = 15
"""After so many steps better choices are looked for."""
_MOMENTUM: Final = 0.9
"""How much of a step goes on in the next: without it prices go to and fro, and the bound rises ten times slower."""


@dataclass(frozen=True, eq=False)
class Relaxed(ABC):
    """A location problem in which a demand point need not be served once: it has a price instead.

    A demand point offers a price by unit of its weight, and a candidate is worth what is offered to it beyond the
    way. Whatever the prices, the demand's prices less the worth of the best candidates is a bound: no choice costs
    less.

    rows, weights, highest
        The demand points by number in the problem, with the weight of each and the price beyond which it stays where
        it is served now.
    candidates, opened
        The candidates that are undecided and those that are open, by number in the problem.
    sites
        How many more may be opened.
    cost
        What opening one costs.
    base
        What is decided already costs.
    """

    rows: NDArray[np.int64]
    weights: NDArray[np.float64]
    highest: NDArray[np.float64]
    candidates: NDArray[np.int64]
    opened: tuple[int, ...]
    sites: int
    cost: float
    base: float

    @abstractmethod
    def worth(self, price: NDArray[np.float64]) -> NDArray[np.float64]:
        """Return what is offered to each candidate."""

    @abstractmethod
    def served(self, price: NDArray[np.float64], chosen: NDArray[np.int64]) -> NDArray[np.float64]:
        """Return how many of some candidates, by place, each demand point pays."""

    @abstractmethod
    def part(self, stay: NDArray[np.bool_], opened: NDArray[np.bool_]) -> Self:
        """Return the problem with some candidates open and of the others only those kept, in the rows that are left."""


@dataclass(frozen=True, eq=False)
class RelaxedTravel(Relaxed):
    """The p-median problem; a row costs its weight times the way to the nearest site.

    km
        Ways, rows × candidates.
    """

    km: NDArray[np.float64]

    def worth(self, price: NDArray[np.float64]) -> NDArray[np.float64]:
        """Return what is offered to each candidate."""
        worth = np.zeros(self.km.shape[1])
        step = max(1, _MOST_AT_ONCE // max(1, len(worth)))
        for first in range(0, len(price), step):
            some = slice(first, first + step)
            offered = np.subtract(price[some, None], self.km[some])
            worth += self.weights[some] @ np.maximum(offered, 0.0, out=offered)
        return worth

    def served(self, price: NDArray[np.float64], chosen: NDArray[np.int64]) -> NDArray[np.float64]:
        """Return how many of some candidates, by place, each demand point pays."""
        return np.asarray((self.km[:, chosen] < price[:, None]).sum(axis=1), dtype=np.float64)

    def part(self, stay: NDArray[np.bool_], opened: NDArray[np.bool_]) -> RelaxedTravel:
        """Return the problem with some candidates open and of the others only those kept, in the rows that are left."""
        highest = np.minimum(self.highest, self.km[:, opened].min(axis=1, initial=np.inf))
        km = self.km[:, stay & ~opened]
        open_rows = km.min(axis=1, initial=np.inf) < highest
        return replace(
            self,
            rows=self.rows[open_rows], weights=self.weights[open_rows], highest=highest[open_rows],
            km=np.ascontiguousarray(km[open_rows]), candidates=self.candidates[stay & ~opened],
            opened=(*self.opened, *self.candidates[opened].tolist()), sites=self.sites - int(opened.sum()),
            base=self.base + float(self.weights[~open_rows] @ highest[~open_rows]),
        )  # fmt: skip


@dataclass(frozen=True, eq=False)
class RelaxedCover(Relaxed):
    """MCLP, in which a row that is not covered costs its weight, and LSCP, in which a site costs 1.

    matrix
        Which candidate covers which row, rows × candidates.
    """

    matrix: csr_matrix

    def worth(self, price: NDArray[np.float64]) -> NDArray[np.float64]:
        """Return what is offered to each candidate."""
        return np.asarray((self.weights * price) @ self.matrix)

    def served(self, _: NDArray[np.float64], chosen: NDArray[np.int64]) -> NDArray[np.float64]:
        """Return how many of some candidates, by place, each demand point pays."""
        mask = np.zeros(self.matrix.shape[1])
        mask[chosen] = 1.0
        return np.asarray(self.matrix @ mask)

    def part(self, stay: NDArray[np.bool_], opened: NDArray[np.bool_]) -> RelaxedCover:
        """Return the problem with some candidates open and of the others only those kept, in the rows that are left."""
        covered = self.served(self.highest, np.flatnonzero(opened)) > 0
        matrix = csr_matrix(self.matrix[:, np.flatnonzero(stay & ~opened)])
        open_rows = ~covered & ((np.diff(matrix.indptr) > 0) | np.isinf(self.highest))
        lost = ~covered & ~open_rows
        return replace(
            self,
            rows=self.rows[open_rows], weights=self.weights[open_rows], highest=self.highest[open_rows],
            matrix=csr_matrix(matrix[np.flatnonzero(open_rows)]), candidates=self.candidates[stay & ~opened],
            opened=(*self.opened, *self.candidates[opened].tolist()), sites=self.sites - int(opened.sum()),
            base=self.base + float(self.weights[lost] @ self.highest[lost]) + self.cost * int(opened.sum()),
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Effort:
    """How long prices are bettered.

    steps
        After how many steps to end.
    patience, least_scale
        After how many steps without a better bound the steps become half as long, and how short they become.
    improves
        Whether better choices near to the prices' are looked for on the way.
    decides
        Whether candidates are opened and left out on the way: the prices are then those of what is left.
    """

    steps: int
    patience: int
    least_scale: float
    improves: bool = False
    decides: bool = True


@dataclass(frozen=True, eq=False)
class Tightened:
    """What prices tell of a problem.

    relaxed
        The problem with what they decide: candidates of every better choice are open, those of none are left out.
    price, bound
        The best prices found, by number of the demand point in the problem; no choice costs less than the bound.
    share
        How often each undecided candidate was among the best of late (0–1).
    """

    relaxed: Relaxed
    price: NDArray[np.float64]
    bound: float
    share: NDArray[np.float64]


def tightened(
    relaxed: Relaxed, price: NDArray[np.float64], record: Record, *, until: float, effort: Effort
) -> Tightened:
    """Return the problem with the bound that better and better prices give (subgradient steps with momentum).

    Parameters
    ----------
    relaxed
        The problem.
    price
        The first prices, by number of the demand point in the problem.
    record
        The best choice so far; choices met on the way are offered to it.
    until
        When to end (`time.monotonic`).
    effort
        How long to go on.

    """
    ascent, scale, stalled = _Ascent(relaxed, price, record), 1.0, 0
    for count in range(effort.steps):
        if time.monotonic() > until or ascent.ended:
            break
        stalled = 0 if ascent.rises() else stalled + 1
        if ascent.bound > record.limit:
            break
        if effort.improves and count % _OFTEN == 0:
            record.improve(ascent.favourites(), ascent.choice())
        if effort.decides and ascent.struck_out():
            continue
        if stalled >= effort.patience:
            scale, stalled = scale / 2, 0
            ascent.go_back()
            if scale < effort.least_scale:
                break
        elif not ascent.step(scale):
            break
    return ascent.result()


class _Ascent:
    """Prices on their way to the best bound."""

    def __init__(self, relaxed: Relaxed, price: NDArray[np.float64], record: Record) -> None:
        self.bound = -np.inf
        self._relaxed, self._record, self._full = relaxed, record, price.copy()
        self._price = self._best = np.minimum(price[relaxed.rows], relaxed.highest)
        self._way, self._share = np.zeros(len(relaxed.rows)), np.zeros(len(relaxed.candidates))
        self._here, self._after = -np.inf, 0.0
        self._gain, self._chosen = np.zeros(0), np.zeros(0, dtype=np.int64)

    @property
    def ended(self) -> bool:
        """Whether nothing is left to decide."""
        return not len(self._relaxed.candidates) or not self._relaxed.sites

    def rises(self) -> bool:
        """Take the bound of the prices; tell whether it is better than before by more than a trifle."""
        relaxed, before = self._relaxed, self.bound
        self._gain = relaxed.worth(self._price) - relaxed.cost
        self._chosen, self._after = _best_of(self._gain, relaxed.sites)
        self._here = relaxed.base + float(relaxed.weights @ self._price) - float(self._gain[self._chosen].sum())
        self._share *= _MEMORY
        self._share[self._chosen] += 1.0 - _MEMORY
        if self._here > before:
            self.bound, self._best = self._here, self._price
            self._record.offer(self.choice())
        return self._here > before + (_RISE * max(abs(before), 1.0) if np.isfinite(before) else 0.0)

    def struck_out(self) -> bool:
        """Open the candidates of every better choice and leave out those of none; tell whether this was worth while."""
        relaxed, gain, chosen, limit = self._relaxed, self._gain, self._chosen, self._record.limit
        last = float(gain[chosen[-1]]) if len(chosen) and len(chosen) == relaxed.sites else 0.0
        stay = self._here + last - gain <= limit
        stay[chosen] = True
        opened = np.zeros(len(stay), dtype=bool)
        opened[chosen] = self._here + gain[chosen] - self._after > limit
        if not opened.any() and stay.sum() > _FEWER * len(stay):
            return False
        self._full[relaxed.rows] = self._best
        self._relaxed = relaxed.part(stay, opened)
        at = np.searchsorted(relaxed.rows, self._relaxed.rows)
        self._price, self._best, self._way = (
            np.minimum(self._price[at], self._relaxed.highest), np.minimum(self._best[at], self._relaxed.highest),
            self._way[at],
        )  # fmt: skip
        self._share = self._share[stay & ~opened]
        return True

    def favourites(self) -> NDArray[np.int64]:
        """Return the candidates that are open and those that were among the best of late."""
        few = self._relaxed.candidates[self._share > _SELDOM]
        return np.concatenate([np.array(self._relaxed.opened, dtype=np.int64), few])

    def choice(self) -> list[int]:
        """Return the best candidates at the prices of now, by number in the problem."""
        return [*self._relaxed.opened, *self._relaxed.candidates[self._chosen].tolist()]

    def go_back(self) -> None:
        """Go back to the best prices."""
        self._price, self._way = self._best, np.zeros(len(self._best))

    def step(self, scale: float) -> bool:
        """Raise the prices of who is not served and lower those of who is served twice; False where none is left."""
        relaxed, record = self._relaxed, self._record
        way = 1.0 - relaxed.served(self._price, self._chosen) + _MOMENTUM * self._way
        way[((self._price >= relaxed.highest) & (way > 0)) | ((self._price <= 0) & (way < 0))] = 0.0
        norm = float(relaxed.weights @ way**2)
        if not norm:
            return False
        aim = record.value if np.isfinite(record.value) else self.bound + abs(self.bound) * 0.1 + 1.0
        self._price = np.clip(self._price + scale * (aim - self._here) / norm * way, 0.0, relaxed.highest)
        self._way = way
        return True

    def result(self) -> Tightened:
        """Return what the prices told."""
        relaxed = self._relaxed
        if self.ended:
            self.bound = max(self.bound, relaxed.base + float(relaxed.weights @ relaxed.highest))
            self._record.offer(relaxed.opened)
        self._full[relaxed.rows] = self._best
        return Tightened(relaxed, self._full, self.bound, self._share)


def _best_of(gain: NDArray[np.float64], sites: int) -> tuple[NDArray[np.int64], float]:
    """Return the places of the largest gains above 0, the largest first, and the next gain after them (at least 0)."""
    if sites >= len(gain):
        return np.flatnonzero(gain > 0), 0.0
    few = np.argpartition(-gain, sites)[: sites + 1]
    few = few[np.lexsort((few, -gain[few]))]
    chosen = few[:sites]
    return chosen[gain[chosen] > 0], max(0.0, float(gain[few[sites]]))
