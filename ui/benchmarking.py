"""A benchmark on the map: which there are for a measure, what they are called, and how the areas stand against one."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from analysis.benchmark import (
    BENCHMARKS,
    BUDDHIST_ERA,
    TARGET_MEASURES,
    TARGET_SHARES,
    Benchmark,
    Kind,
    as_benchmark,
)
from analysis.benchmarked import Benchmarked, benchmarked
from analysis.centre_filter import CentreFilter
from analysis.field.cache import demand_fingerprint
from answers.question import GAPS, Question
from answers.words import benchmarks
from geodata.codes import Level
from registry.targets import read_targets, targets_stamp
from ui import cached
from ui.text import language, t
from ui.view import MapView, radius_of

NONE = ""


def options(measure_id: str) -> list[str]:
    """Return the benchmarks of a measure, after none; a target is offered where one is set."""
    with_targets = set(_targets(cached.revision(), targets_stamp())["measure"])
    return [
        NONE,
        *(
            key
            for key, benchmark in BENCHMARKS.items()
            if benchmark.measure == measure_id and (benchmark.kind is not Kind.TARGET or measure_id in with_targets)
        ),
    ]


def chosen_benchmark(now: Question) -> Benchmark | None:
    """Return the benchmark that the map is classed by, where it is one of the measure looked at."""
    if now.mode == GAPS or now.benchmark not in options(now.measure) or not now.benchmark:
        return None
    return as_benchmark(now.benchmark)


def benchmark_name(key: str) -> str:
    """Return a benchmark in words, with its value and where it comes from."""
    if not key:
        return t("filter.benchmark_none")
    return benchmarks.benchmark_name(key, lang=language())


def standing(now: Question, view: MapView) -> Benchmarked | None:
    """Return how the areas stand against the chosen benchmark, or None without one."""
    benchmark = chosen_benchmark(now)
    if benchmark is None:
        return None
    return held_to(benchmark, view.level, now.centre_filter, radius_km=radius_of(now), age=now.age_group)


def held_to(benchmark: Benchmark, level: Level, wanted: CentreFilter, *, radius_km: float, age: str) -> Benchmarked:
    """Return how the areas of a level stand against a benchmark, for a filter."""
    return _held_to(
        cached.revision(),
        demand_fingerprint(),
        targets_stamp(),
        level,
        wanted,
        key=benchmark.key,
        year_be=cached.today().year + BUDDHIST_ERA,
        radius_km=radius_km,
        age=str(age),
    )


def benchmark_words(found: Benchmarked) -> str:
    """Return what the areas are held to, in words, as it stands in the legend."""
    return benchmarks.standard_words(found, lang=language())


@st.cache_data(show_spinner=False, max_entries=4)
def _targets(revision: int, stamp: tuple[int, int]) -> pd.DataFrame:
    return read_targets(
        programme_ids=cached.programmes()["programme_id"], measure_ids=TARGET_MEASURES, shares=TARGET_SHARES
    )


@st.cache_resource(show_spinner=False, max_entries=50)
def _held_to(
    revision: int, demand: str, stamp: tuple[int, int], level: Level, wanted: CentreFilter, *, key: str, year_be: int,
    radius_km: float, age: str,
) -> Benchmarked:  # fmt: skip
    return benchmarked(
        level,
        wanted,
        as_benchmark(key),
        cached.tables(),
        targets=_targets(revision, stamp),
        year_be=year_be,
        radius_km=radius_km,
        age=age,
    )
