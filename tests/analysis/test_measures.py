"""Four squares where every answer can be read off."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

from analysis.measures import AREA_MEASURES, MEASURES, Situation, nearest_centre
from geodata.distance import distance_km

INDEX = pd.Index(["A", "B", "C", "D"], name="admin_code")
#   A: two centres, B: one, C: none, D: out of scope
SQUARES = Situation(
    areas=pd.DataFrame({"longitude": [100.0, 101.0, 100.0, 101.0], "latitude": [15.0, 15.0, 14.0, 14.0]}, index=INDEX),
    people=pd.Series([100_000, 50_000, 80_001, 10], index=INDEX, dtype="Int64"),
    centres=pd.Series([2, 1, 0, 0], index=INDEX),
    out_of_scope=pd.Series([False, False, False, True], index=INDEX),
    parts=pd.DataFrame(
        {
            "area_code": ["A", "A", "A", "B", "C", "C"],
            "people": pd.array([50_000, 30_000, 20_000, 50_000, 80_000, 1], dtype="Int64"),
            "centres": [1, 1, 0, 1, 0, 0],
        },
        index=["A1", "A2", "A3", "B1", "C1", "C2"],
    ),
    part_unknown=pd.Series(data=False, index=INDEX),
    points=pd.DataFrame(
        {"centre_id": ["z", "y", "x"], "longitude": [100.0, 101.0, 101.0], "latitude": [15.0, 15.5, 15.5]}
    ),
)


def measured(name, situation=SQUARES):
    return MEASURES[name].function(situation)


def test_counts_and_ratios():
    assert measured("centre_count").tolist() == [2, 1, 0, 0]
    assert measured("centres_per_100k").tolist()[:3] == [2.0, 2.0, 0.0]
    assert measured("people_per_centre").tolist()[:2] == [50_000.0, 50_000.0]
    assert np.isnan(measured("people_per_centre")["C"])


def test_presence_is_of_the_parts_and_of_their_people():
    assert measured("presence_share_areas").tolist()[:3] == pytest.approx([2 / 3, 1.0, 0.0])
    assert measured("presence_share_people").tolist()[:3] == pytest.approx([0.8, 1.0, 0.0])


def test_presence_is_missing_where_a_centres_part_is_unknown_or_there_are_no_parts():
    unknown = replace(SQUARES, part_unknown=pd.Series([True, False, False, False], index=INDEX))
    assert np.isnan(measured("presence_share_areas", unknown)["A"])
    assert measured("presence_share_areas", unknown)["B"] == 1
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


def test_without_a_placed_centre_nothing_is_near():
    found = nearest_centre(replace(SQUARES, points=SQUARES.points.iloc[:0]))
    assert found["nearest_centre_km"].isna().all()
    assert found["nearest_centre_id"].isna().all()


@pytest.mark.parametrize("name", [name for name in AREA_MEASURES if name != "centre_count"])
def test_nothing_is_said_out_of_scope(name):
    assert pd.isna(measured(name)["D"])


@pytest.mark.parametrize("name", AREA_MEASURES)
def test_a_measure_keeps_the_contract(name):
    before = SQUARES.areas.copy(), SQUARES.parts.copy()
    values = measured(name)
    assert values.name == name == MEASURES[name].id
    assert values.index.equals(INDEX)
    pd.testing.assert_frame_equal(SQUARES.areas, before[0])
    pd.testing.assert_frame_equal(SQUARES.parts, before[1])


def test_an_area_without_people_has_no_ratio():
    nobody = replace(SQUARES, people=pd.Series([0, pd.NA, 0, 0], index=INDEX, dtype="Int64"))
    assert measured("centres_per_100k", nobody).isna().all()
    assert measured("centres_needed", nobody)["A"] == 0
    assert pd.isna(measured("centres_needed", nobody)["B"])


def test_the_table_has_five_measures_in_front_and_says_all_of_each():
    assert sum(measure.front for measure in MEASURES.values()) == 5
    for key, measure in MEASURES.items():
        assert key == measure.id
        assert measure.label_key == f"measure.{key}.name"
        assert measure.unit in {"count", "share", "per_100k", "people", "km", "centres"}
        assert measure.direction in {"more", "less"}
        assert measure.formula
        assert measure.function.__doc__
