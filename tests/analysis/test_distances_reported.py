"""On how few known positions distances may hang, and what is said where they may not."""

from __future__ import annotations

import pytest

from analysis.benchmark import as_benchmark
from analysis.benchmarked import benchmarked
from analysis.centre_filter import CentreFilter
from analysis.coverage import coverage_table
from analysis.measures import MEASURES, TABLE_MEASURES
from analysis.selection import filtered, situation_for
from geodata.codes import Level
from tests.analysis.making import made_tables

ON_POINTS = [name for name in TABLE_MEASURES if MEASURES[name].needs_points]
POINT = {"longitude": 100.5, "latitude": 13.7, "location_precision": "site", "district_code": "1001"}


def of(tables, *programmes, level=Level.PROVINCE, **terms):
    return situation_for(level, filtered(CentreFilter(programmes=programmes), tables), **terms)


def test_fifty_nine_positions_of_more_than_627_report_no_distance(tables):
    situation = of(tables, "public-library")
    assert (situation.distances, situation.list_size) == ("not_reported", 627)
    table = coverage_table(situation)
    assert set(table["distances"]) == {"not_reported"}
    assert table[[*ON_POINTS, "nearest_centre_id"]].isna().all(axis=None)


def test_upper_bounds_are_reported_when_asked_for_and_say_so(tables):
    table = coverage_table(of(tables, "public-library", upper_bounds=True), ("nearest_centre_km", "people_beyond_km"))
    assert set(table["distances"]) == {"upper_bounds"}
    assert table["nearest_centre_km"].max() > 150
    assert table["people_beyond_km"].notna().all()


def test_the_national_value_of_such_a_list_is_no_benchmark(tables):
    held = benchmarked(
        Level.PROVINCE, CentreFilter(programmes=("public-library",)), as_benchmark("national:population_within_km"),
        tables, year_be=2569,
    )  # fmt: skip
    assert "good" not in set(held.table["benchmark_status"])


@pytest.mark.parametrize("programme", ["bma-library", "tk-park"])
def test_lists_with_most_positions_report_distances(tables, programme):
    assert of(tables, programme).distances == "reported"


def test_inferred_positions_count_for_no_distance_unless_asked_for(tables):
    situation = of(tables, "relearning")
    assert (situation.placed_count, situation.unplaced_count, situation.distances) == (2, 7, "not_reported")
    asked_for = of(tables, "relearning", count_inferred_points=True)
    assert (asked_for.placed_count, asked_for.unplaced_count, asked_for.distances) == (9, 0, "reported")


def test_half_of_the_list_is_enough_and_less_is_not():
    half = made_tables(POINT, {"district_code": "1002"})
    assert of(half).distances == "reported"
    assert of(made_tables(POINT, {"district_code": "1002"}, {"district_code": "1003"})).distances == "not_reported"
    reported = made_tables(POINT, {"district_code": "1002"}, programmes=[{"reported_count": "5"}])
    assert of(reported).distances == "not_reported"


def test_no_filter_makes_few_positions_enough():
    """One named library of five reported is all that the filter leaves: its position is no better known for that."""
    tables = made_tables({**POINT, "name_th": "หอสมุด"}, {"district_code": "1002"}, programmes=[{"reported_count": "5"}])
    situation = situation_for(Level.PROVINCE, filtered(CentreFilter(text="หอสมุด"), tables))
    assert (situation.placed_count, situation.unplaced_count) == (1, 0)
    assert situation.distances == "not_reported"


def test_where_none_is_known_there_are_no_bounds_either():
    assert of(made_tables({"district_code": "1002"}), upper_bounds=True).distances == "not_reported"
