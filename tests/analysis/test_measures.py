"""Four squares where every answer can be read off."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

from analysis.examples import four_squares
from analysis.measures import MEASURES, TABLE_MEASURES
from analysis.nearness import nearest_centre
from geodata.distance import distance_km

A, B, C, D = "11", "12", "13", "14"
INDEX = pd.Index([A, B, C, D], name="admin_code")
SQUARES = four_squares()


def measured(name, situation=SQUARES):
    return MEASURES[name].function(situation)


def test_counts_and_ratios():
    assert measured("centre_count").tolist() == [2, 1, 0, 0]
    assert measured("centres_per_100k").tolist()[:3] == [2.0, 2.0, 0.0]
    assert measured("people_per_centre").tolist()[:2] == [50_000.0, 50_000.0]
    assert np.isnan(measured("people_per_centre")[C])


def test_presence_is_of_the_parts_and_of_their_people():
    assert measured("presence_share_areas").tolist()[:3] == pytest.approx([2 / 3, 1.0, 0.0])
    assert measured("presence_share_people").tolist()[:3] == pytest.approx([0.8, 1.0, 0.0])


def test_presence_is_missing_where_a_centres_part_is_unknown_or_there_are_no_parts():
    unknown = replace(SQUARES, part_unknown=pd.Series([True, False, False, False], index=INDEX))
    assert np.isnan(measured("presence_share_areas", unknown)[A])
    assert measured("presence_share_areas", unknown)[B] == 1
    assert measured("presence_share_people", replace(SQUARES, parts=None)).isna().all()


def test_need_counts_up_to_the_norm():
    assert measured("centres_needed").tolist()[:3] == [1, 1, 3]
    generous = replace(SQUARES, norm_people_per_centre=100_000)
    assert measured("centres_needed", generous).tolist()[:3] == [0, 0, 1]


def test_the_nearest_centre_is_named_and_of_equals_the_lowest():
    found = nearest_centre(SQUARES)
    assert found["nearest_centre_id"].tolist() == ["z", "x", "z", None]
    assert found["nearest_centre_km"].tolist()[:3] == pytest.approx(
        [0.0, *distance_km([101, 100], [15, 14], [101, 100], [15.5, 15])]
    )


def test_people_near_a_centre_and_beyond_it():
    at_ten = replace(SQUARES, radius_km=10.0)
    assert measured("population_within_km", at_ten).tolist()[:3] == [0.5, 0.0, 1.0]
    assert measured("people_beyond_km", at_ten).tolist()[:3] == [50_000, 50_000, 0]
    assert measured("population_within_km", replace(SQUARES, radius_km=50.0))[A] == 1.0


def test_distances_are_of_the_people():
    east, south = distance_km([100.0, 101.0], [15.0, 15.5], [100.2, 101.0], [15.0, 15.0])
    assert measured("mean_distance_km").tolist()[:3] == pytest.approx([east / 2, south, 0.0], abs=0.001)
    assert measured("median_distance_km").tolist()[:3] == pytest.approx([0.0, south, 0.0], abs=0.001)
    assert measured("p90_distance_km").tolist()[:3] == pytest.approx([east, south, 0.0], abs=0.001)
    assert measured("distance_bands").tolist() == [
        [0.5, 0.0, 0.0, 0.0, 0.5, 0.0], [0.0, 0.0, 0.0, 0.0, 0.0, 1.0], [1.0, 0.0, 0.0, 0.0, 0.0, 0.0], None,
    ]  # fmt: skip


def test_who_is_near_is_unknown_while_no_counted_centre_has_a_position():
    lost = replace(SQUARES, points=SQUARES.points.iloc[:0], placed_count=0, unplaced_count=3)
    assert measured("population_within_km", lost).isna().all()
    assert measured("people_beyond_km", lost).isna().all()
    none = replace(lost, unplaced_count=0)
    assert measured("population_within_km", none).tolist()[:3] == [0.0, 0.0, 0.0]
    assert measured("people_beyond_km", none).tolist()[:3] == [100_000, 50_000, 80_001]
    for name in ("mean_distance_km", "median_distance_km", "p90_distance_km", "distance_bands"):
        assert measured(name, none).isna().all()


def test_without_a_placed_centre_nothing_is_near():
    found = nearest_centre(replace(SQUARES, points=SQUARES.points.iloc[:0]))
    assert found["nearest_centre_km"].isna().all()
    assert found["nearest_centre_id"].isna().all()


@pytest.mark.parametrize("name", [name for name in TABLE_MEASURES if name != "centre_count"])
def test_nothing_is_said_out_of_scope(name):
    assert pd.isna(measured(name)[D])


@pytest.mark.parametrize("name", TABLE_MEASURES)
def test_a_measure_keeps_the_contract(name):
    before = SQUARES.areas.copy(), SQUARES.parts.copy()
    values = measured(name)
    assert values.name == name == MEASURES[name].id
    assert values.index.equals(INDEX)
    pd.testing.assert_frame_equal(SQUARES.areas, before[0])
    pd.testing.assert_frame_equal(SQUARES.parts, before[1])


def test_an_area_without_people_has_no_ratio():
    none = pd.Series([0, pd.NA, 0, 0], index=INDEX, dtype="Int64")
    nobody = replace(SQUARES, people=none, everybody=none)
    assert measured("centres_per_100k", nobody).isna().all()
    assert measured("centres_needed", nobody)[A] == 0
    assert pd.isna(measured("centres_needed", nobody)[B])


def test_the_table_has_five_measures_in_front_and_says_all_of_each():
    assert sum(measure.front for measure in MEASURES.values()) == 5
    for key, measure in MEASURES.items():
        assert key == measure.id
        assert measure.label_key == f"measure.{key}.name"
        assert measure.unit in {
            "shares", "count", "share", "per_100k", "people", "km", "centres", "points", "ratio", "index", "rank",
            "class",
        }  # fmt: skip
        assert measure.direction in {"more", "less", "even"}
        assert measure.formula
        assert measure.function.__doc__
