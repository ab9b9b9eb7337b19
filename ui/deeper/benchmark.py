"""How areas stand against a benchmark: chosen here, none by default; label and pattern for each class."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd
import streamlit as st

from analysis.benchmark import BENCHMARKS, Kind, as_benchmark
from analysis.benchmark_status import Status
from analysis.benchmarked import Benchmarked
from analysis.complete import IncompleteError
from analysis.measures import MEASURES
from analysis.places import within
from answers.mapping.maps import map_model
from answers.words.measures import unit_of
from geodata.codes import Level
from ui import cached, selection
from ui.deeper.small_map import small_map
from ui.deeper.view import AnalysisView, population_date
from ui.errors import sentence
from ui.markdown import Markdown, plain
from ui.text import language, t, text
from ui.widgets.download import csv_button
from ui.words import level_words, number

_CLASSES = (Status.GOOD, Status.MODERATE, Status.POOR, Status.UNKNOWN, Status.NO_TARGET)


def benchmark_block(view: AnalysisView) -> None:
    """Draw the choice of a benchmark, and how the areas stand against the chosen one."""
    st.markdown(f"## {t('deeper.benchmark.title')}")
    st.caption(t("filter.benchmark_help"))
    _choice(view)
    key = view.now.benchmark
    if not key:
        return
    benchmark = as_benchmark(key)
    if view.level not in MEASURES[benchmark.measure].levels:
        st.info(t("deeper.benchmark.level", level=level_words(view.level)), icon=":material/rule:")
        return
    held = cached.facts(view.now).standing_against(benchmark)
    _result(view, held)


def _choice(view: AnalysisView) -> None:
    def take() -> None:
        selection.update(benchmark=st.session_state["deeper-benchmark"])

    st.session_state["deeper-benchmark"] = view.now.benchmark
    st.selectbox(
        t("filter.benchmark"),
        ["", *BENCHMARKS],
        format_func=lambda key: benchmark_name(key, view.level),
        key="deeper-benchmark",
        on_change=take,
        width=560,
    )


def benchmark_name(key: str, level: Level) -> str:
    """Return a benchmark in words."""
    if not key:
        return t("filter.benchmark_none")
    benchmark = BENCHMARKS[key]
    if benchmark.kind is Kind.NORM:
        value = number(benchmark.value)
        return text(f"deeper.benchmark.norm_{benchmark.measure}", value=value, level=level_words(level))
    return text(f"deeper.benchmark.{benchmark.kind}", measure=t(f"measure.{benchmark.measure}.name"))


def _result(view: AnalysisView, applied: Benchmarked) -> None:
    if not applied.complete:
        reason = view.reason or IncompleteError("incomplete_list", programmes=", ".join(view.now.programme))
        st.info(plain(sentence(reason)), icon=":material/rule:")
        return
    table, benchmark = applied.table, applied.benchmark
    inside = within(view.level, [view.area])
    status = table.loc[inside, "benchmark_status"]
    if benchmark.kind is Kind.TARGET and not status.isin(["good", "moderate", "poor"]).any():
        st.info(t("deeper.benchmark.no_targets"), icon=":material/flag:")
        return
    st.markdown(" · ".join(_words(applied, status)))
    _map(view, applied, inside)
    in_scope = table[inside & (table["benchmark_status"] != Status.OUT_OF_SCOPE)]
    columns = ["admin_code", "name_th", "name_en", "population_in_scope", "claim", benchmark.measure, "benchmark_value",
               "benchmark_status", "radius_km"]  # fmt: skip
    csv_button(
        in_scope[columns].assign(benchmark=benchmark.key),
        name="benchmark",
        source=t("source.coverage"),
        data_date=population_date(),
        filters=view.words,
    )


def _words(applied: Benchmarked, status: pd.Series) -> list[Markdown]:
    """Say what the benchmark is and where it is from, and how many areas are in each class."""
    unit = unit_of(applied.benchmark.measure, lang=language())
    parts = []
    if applied.benchmark.kind is Kind.NATIONAL and applied.value is not None:
        parts.append(t("deeper.benchmark.value", value=unit.number(applied.value), unit=unit.unit))
    if applied.benchmark.origin:
        parts.append(t(f"deeper.benchmark.{applied.benchmark.origin}"))
    counts = status.value_counts()
    parts += [
        t("deeper.benchmark.count", status=t(f"benchmark_status.{name}"), count=number(int(counts[name])))
        for name in _CLASSES
        if counts.get(name, 0)
    ]
    return parts


def _map(view: AnalysisView, applied: Benchmarked, inside: pd.Series) -> None:
    model = map_model(cached.facts(replace(view.now, measure=applied.benchmark.measure, mode="")))
    codes = applied.table.index[inside & (applied.table["benchmark_status"] != Status.OUT_OF_SCOPE)]
    small_map(view, model, codes, name="benchmark")
