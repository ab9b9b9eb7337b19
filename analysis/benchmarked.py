"""A benchmark applied: its value looked up, and how every area of a level stands against it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Unpack

import pandas as pd

from analysis.benchmark import Benchmark, Kind, status_of, targets_for
from analysis.claims import Claim
from analysis.coverage import coverage_table
from analysis.selection import Selection, Terms, filtered, situation_for
from geodata.areas import child_level
from geodata.codes import COUNTRY_CODE, Level

if TYPE_CHECKING:
    from analysis.centre_filter import CentreFilter
    from registry.tables import Tables


@dataclass(frozen=True)
class Benchmarked:
    """How areas stand against a benchmark.

    table has the columns of `analysis.coverage.coverage` with the benchmark's measure, benchmark_value (missing without
    a target) and benchmark_status. value is the one number that all are held to, None for targets.
    """

    benchmark: Benchmark
    table: pd.DataFrame
    value: float | None
    complete: bool


def benchmarked(
    level: Level,
    centre_filter: CentreFilter,
    benchmark: Benchmark,
    tables: Tables,
    *,
    targets: pd.DataFrame | None = None,
    year_be: int,
    **terms: Unpack[Terms],
) -> Benchmarked:
    """Return how every area of a level stands against a benchmark.

    Parameters
    ----------
    level
        The level of the areas.
    centre_filter
        The filter.
    benchmark
        The benchmark (`analysis.benchmark.as_benchmark`).
    tables
        The register's tables.
    targets
        The table of `registry.targets.read_targets`; None for none.
    year_be
        This year, Buddhist era: the nearest target that is not over counts.
    terms
        Radius, age and kind of points (`Terms`).

    Raises
    ------
    BenchmarkError
        A target is asked for of several programmes as one set.

    """
    selection = filtered(centre_filter, tables)
    situation = situation_for(level, selection, **terms)
    table = coverage_table(situation, measures=("centre_count", benchmark.measure))
    value: pd.Series | float
    if benchmark.kind is Kind.TARGET:
        value = pd.Series(dtype=float)
        if targets is not None:
            value = targets_for(targets, benchmark.measure, centre_filter.programmes, year_be=year_be)["value"]
        column = value.reindex(table.index)
    else:
        value = _value(benchmark, level, selection, **terms)
        column = pd.Series(value, index=table.index, dtype=float)
    complete = situation.incomplete is None
    status = status_of(table, benchmark, value, complete=complete)
    return Benchmarked(
        benchmark=benchmark,
        table=table.assign(benchmark_value=column, benchmark_status=status),
        value=None if isinstance(value, pd.Series) else value,
        complete=complete,
    )


def _value(benchmark: Benchmark, level: Level, selection: Selection, **terms: Unpack[Terms]) -> float:
    """Return a norm's value, or that of the whole scope."""
    if benchmark.value is not None:
        return float(benchmark.value)
    if benchmark.measure != "presence_share_areas":
        whole = coverage_table(situation_for(Level.COUNTRY, selection, **terms), measures=(benchmark.measure,))
        return float(whole[benchmark.measure].astype(float)[COUNTRY_CODE])
    parts_level = child_level(level)
    if parts_level is None:
        return float("nan")
    parts = coverage_table(situation_for(parts_level, selection), measures=("centre_count",))
    inside = parts[parts["claim"] != Claim.OUT_OF_SCOPE]
    return float((inside["centre_count"] >= 1).mean()) if len(inside) else float("nan")
