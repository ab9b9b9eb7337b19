"""Benchmarks: where the classes end, what is not classed, and which target counts."""

from __future__ import annotations

import hypothesis.strategies as st
import pandas as pd
import pytest
from hypothesis import given

from analysis.benchmark import (
    BENCHMARKS,
    NORMS,
    TARGET_MEASURES,
    TARGET_SHARES,
    BenchmarkError,
    Kind,
    as_benchmark,
    status_of,
    targets_for,
)
from analysis.benchmark_status import benchmark_status
from analysis.benchmarked import benchmarked
from analysis.centre_filter import CentreFilter
from analysis.coverage import coverage
from analysis.measures import MEASURES
from geodata.codes import Level

INDEX = pd.Index(["A", "B", "C", "D", "E"], name="admin_code")
HAS_ONE = pd.Series("has_one", index=INDEX)


def classed(values, benchmark, claim=HAS_ONE, **options):
    return benchmark_status(pd.Series(values, index=INDEX, dtype=float), claim, benchmark, **options).tolist()


def test_the_ends_of_the_classes_belong_to_the_better_one():
    assert classed([4, 3.999, 2, 1.999, 0], 4.0) == ["good", "moderate", "moderate", "poor", "poor"]
    less = classed([4, 4.001, 8, 8.001, 0], 4.0, less_is_better=True)
    assert less == ["good", "moderate", "moderate", "poor", "good"]


def test_what_cannot_be_concluded_is_not_classed():
    claim = pd.Series(["unknown", "out_of_scope", "has_none", "has_one", "has_one"], index=INDEX)
    wanted = pd.Series([1.0, 1.0, 1.0, None, 1.0], index=INDEX)
    found = classed([9, 9, 0, 9, None], wanted, claim)
    assert found == ["unknown", "out_of_scope", "poor", "no_target", "unknown"]


def test_an_area_without_a_centre_is_poor_by_a_norm_of_people_per_centre():
    table = pd.DataFrame(
        {
            "people_per_centre": pd.array([40_000, 80_000, None, None, 80_001], dtype="Float64"),
            "claim": ["has_one", "has_one", "has_none", "unknown", "has_one"],
        },
        index=INDEX,
    )
    norm = as_benchmark("norm:people_per_centre:40000")
    assert status_of(table, norm, norm.value).tolist() == ["good", "moderate", "poor", "unknown", "poor"]


@given(st.lists(st.floats(0, 1e6), min_size=5, max_size=5), st.floats(0.01, 1e6), st.booleans())
def test_a_better_value_is_never_in_a_worse_class(values, benchmark, less):
    order = ["poor", "moderate", "good"]
    ranked = sorted(values, reverse=less)
    ranks = [order.index(found) for found in classed(ranked, benchmark, less_is_better=less)]
    assert ranks == sorted(ranks)


def test_the_benchmarks_are_of_measures_there_are():
    assert all(key == as_benchmark(key).key for key in BENCHMARKS)
    assert all(norm.origin and norm.value for norm in NORMS)
    assert set(TARGET_SHARES) <= set(TARGET_MEASURES)
    assert all(MEASURES[benchmark.measure].levels for benchmark in BENCHMARKS.values())
    assert {benchmark.kind for benchmark in BENCHMARKS.values()} == set(Kind)


def test_an_unknown_benchmark_is_a_sentence():
    with pytest.raises(BenchmarkError, match=r"no benchmark 'best'\. Choose one of norm:people_per_centre:40000, "):
        as_benchmark("best")


def targets(*rows):
    columns = ["admin_code", "programme_id", "measure", "year_be", "value", "source"]
    return pd.DataFrame([(*row, "plan") for row in rows], columns=columns)


def test_of_several_years_the_nearest_to_come_counts_and_else_the_last():
    table = targets(
        ("10", "a", "centre_count", 2565, 1.0),
        ("10", "a", "centre_count", 2575, 9.0),
        ("10", "a", "centre_count", 2570, 5.0),
        ("11", "a", "centre_count", 2560, 2.0),
        ("11", "a", "centre_count", 2565, 3.0),
        ("12", "a", "e2sfca", 2570, 1.0),
        ("13", "b", "centre_count", 2570, 1.0),
    )
    found = targets_for(table, "centre_count", ("a",), year_be=2569)
    assert found["value"].to_dict() == {"10": 5.0, "11": 3.0}
    assert found["year_be"].to_dict() == {"10": 2570, "11": 2565}
    assert targets_for(table, "centre_count", ("a",), year_be=2570)["value"]["10"] == 5.0
    assert targets_for(table.iloc[:0], "centre_count", ("a",), year_be=2570).empty


@pytest.mark.parametrize("programmes", [(), ("a", "b")])
def test_a_target_is_of_one_programme(programmes):
    with pytest.raises(BenchmarkError, match="single programme"):
        targets_for(targets(), "centre_count", programmes, year_be=2569)


def test_without_a_complete_list_only_good_can_be_said():
    assert classed([4, 2, 1, 9, 0], 4.0, complete=False) == ["good", "unknown", "unknown", "good", "unknown"]


BMA = CentreFilter(programmes=("bma-library",))


def applied(key, tables, level=Level.DISTRICT, wanted=BMA, **options):
    return benchmarked(level, wanted, as_benchmark(key), tables, year_be=2569, **options)


def test_one_centre_in_each_khet(tables):
    found = applied("norm:centre_count:1", tables)
    status = found.table["benchmark_status"]
    assert status.value_counts().to_dict() == {"out_of_scope": 878, "good": 29, "poor": 21}
    assert found.value == 1
    assert found.complete


def test_the_value_of_the_whole_scope_is_that_of_its_sums(tables):
    """For Bangkok's libraries it is the city's, not that of all who live in Thailand."""
    found = applied("national:centres_per_100k", tables)
    assert found.value == pytest.approx(35 / 5_422_568 * 1e5)
    within = applied("national:population_within_km", tables, radius_km=3)
    city = coverage(Level.PROVINCE, BMA, tables, radius_km=3).loc["10", "population_within_km"]
    assert within.value == pytest.approx(city)
    assert set(within.table["benchmark_status"]) == {"good", "moderate", "poor", "out_of_scope"}
    groups = applied("national:presence_share_areas", tables, level=Level.BMA_GROUP)
    assert groups.value == pytest.approx(29 / 50)


def test_targets_hold_only_where_they_are_set(tables):
    own = ("bma-library", "centre_count", 2570)
    rows = targets(("1001", *own, 1.0), ("1002", *own, 9.0))
    found = applied("target:centre_count", tables, targets=rows)
    status = found.table["benchmark_status"]
    assert status["1003"] == "no_target"
    assert status[["1001", "1002"]].tolist() == [
        "good" if found.table.loc["1001", "centre_count"] >= 1 else "poor", "poor",
    ]  # fmt: skip
    assert found.value is None
    assert set(applied("target:centre_count", tables).table["benchmark_status"]) == {"no_target", "out_of_scope"}


def test_a_partial_list_is_never_called_poor(tables):
    found = applied("norm:centre_count:1", tables, "province", CentreFilter(programmes=("public-library",)))
    assert not found.complete
    assert set(found.table["benchmark_status"]) == {"good", "unknown"}
