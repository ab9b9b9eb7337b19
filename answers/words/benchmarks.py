"""Benchmarks in words: what they are, with their value and where it comes from."""

from __future__ import annotations

from typing import TYPE_CHECKING

from analysis.benchmark import Kind, as_benchmark
from answers.words import t
from answers.words.measures import unit_of

if TYPE_CHECKING:
    from analysis.benchmarked import Benchmarked


def benchmark_name(key: str, *, lang: str) -> str:
    """Return a benchmark in words; a norm with its value and where it comes from."""
    benchmark = as_benchmark(key)
    if benchmark.kind is not Kind.NORM or benchmark.value is None:
        return t(f"benchmark.{benchmark.kind}", lang=lang)
    value = unit_of(benchmark.measure, lang=lang).text(benchmark.value)
    return t("benchmark.norm", lang=lang, value=value, origin=t(f"benchmark.{benchmark.origin}", lang=lang))


def standard_words(standing: Benchmarked, *, lang: str) -> str:
    """Return what areas are held to, in words: the benchmark with its value where all are held to one."""
    benchmark = standing.benchmark
    name = benchmark_name(benchmark.key, lang=lang)
    if standing.value is None or benchmark.kind is Kind.NORM:
        return name
    value = unit_of(benchmark.measure, lang=lang).text(standing.value)
    return t("benchmark.with_value", lang=lang, name=name, value=value)
