"""Benchmarks: a norm, the value of the whole scope, or a target. None is applied unless chosen."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, ClassVar, Final

import numpy as np
import pandas as pd

from analysis.benchmark_status import benchmark_status
from analysis.claims import Claim
from analysis.measures import MEASURES
from geodata.errors import KlaiBaanError

if TYPE_CHECKING:
    from collections.abc import Mapping

BUDDHIST_ERA: Final = 543


class Kind(StrEnum):
    """What a benchmark is."""

    NORM = "norm"
    NATIONAL = "national"
    TARGET = "target"


@dataclass(frozen=True)
class Benchmark:
    """A benchmark of a measure.

    kind says what it is. A norm has a value in the measure's own unit, and an origin: where it comes from stands under
    ``benchmark.<origin>``. The value of the whole scope ("national") and a target are looked up when it is applied.
    """

    kind: Kind
    measure: str
    value: float | None = None
    origin: str = ""

    @property
    def key(self) -> str:
        """Return its name in addresses and on the command line."""
        value = "" if self.value is None else f":{self.value:g}"
        return f"{self.kind}:{self.measure}{value}"


class BenchmarkError(KlaiBaanError, ValueError):
    """A benchmark that there is not, or that cannot be applied to what is looked at."""

    templates: ClassVar[Mapping[str, str]] = {
        "benchmark_unknown": "There is no benchmark {value!r}. Choose one of {known}.",
        "benchmark_one_programme": "A target is set for one programme. Choose a single programme.",
    }


NORMS: Final = (
    Benchmark(Kind.NORM, "people_per_centre", 40_000, "origin_observed"),
    Benchmark(Kind.NORM, "people_per_centre", 100_000, "origin_observed"),
    Benchmark(Kind.NORM, "centre_count", 1, "origin_netherlands"),
)
"""No Thai statutory norm was found; each is shown with where it comes from."""
SCOPE_MEASURES: Final = (
    "centres_per_100k",
    "people_per_centre",
    "presence_share_areas",
    "population_within_km",
    "mean_distance_km",
    "e2sfca",
)
TARGET_MEASURES: Final = ("centre_count", *SCOPE_MEASURES)
TARGET_SHARES: Final = tuple(key for key in TARGET_MEASURES if MEASURES[key].unit == "share")
BENCHMARKS: Final[dict[str, Benchmark]] = {
    benchmark.key: benchmark
    for benchmark in (
        *NORMS,
        *(Benchmark(Kind.NATIONAL, measure) for measure in SCOPE_MEASURES),
        *(Benchmark(Kind.TARGET, measure) for measure in TARGET_MEASURES),
    )
}


def as_benchmark(key: str) -> Benchmark:
    """Return the benchmark of a key; a `BenchmarkError` says which there are."""
    try:
        return BENCHMARKS[key]
    except KeyError:
        raise BenchmarkError("benchmark_unknown", value=key, known=", ".join(BENCHMARKS)) from None


def status_of(
    table: pd.DataFrame, benchmark: Benchmark, value: pd.Series | float, *, complete: bool = True
) -> pd.Series:
    """Return how each area of a table of `analysis.coverage.coverage` stands against a benchmark's value.

    An area that is known to have no centre has infinitely many people for each, and is poor by such a norm.
    """
    values, claim = table[benchmark.measure].astype("Float64").astype(float), table["claim"]
    if benchmark.measure == "people_per_centre":
        values = values.mask(values.isna() & (claim == Claim.HAS_NONE), np.inf)
    target = value.reindex(table.index) if isinstance(value, pd.Series) else value
    less = MEASURES[benchmark.measure].direction == "less"
    return benchmark_status(values, claim, target, less_is_better=less, complete=complete)


def targets_for(targets: pd.DataFrame, measure: str, programmes: tuple[str, ...], *, year_be: int) -> pd.DataFrame:
    """Return the target of each area that has one, for a measure and a programme.

    Of several years the nearest that is not over counts, and the last where all are.

    Parameters
    ----------
    targets
        The table of `registry.targets.read_targets`.
    measure
        The measure.
    programmes
        The programmes looked at: a target is set for one.
    year_be
        This year, Buddhist era.

    Returns
    -------
    DataFrame
        Index ``admin_code``; value, year_be, source.

    Raises
    ------
    BenchmarkError
        Several programmes are looked at as one set.

    """
    if len(programmes) != 1:
        raise BenchmarkError("benchmark_one_programme")
    own = targets[(targets["programme_id"] == programmes[0]) & (targets["measure"] == measure)]
    over = own["year_be"] < year_be
    # Years to come first, the nearest of them ahead; then past ones, the last of them ahead.
    order = own.assign(over=over, away=(own["year_be"] - year_be).abs()).sort_values(["over", "away"], kind="stable")
    return order.drop_duplicates("admin_code").set_index("admin_code")[["value", "year_be", "source"]].sort_index()
