"""Which areas a map draws: circles for subdistricts, by their people, inside the area that the map is of."""

from __future__ import annotations

import numpy as np
import pytest
import shapely

from analysis.demand import population
from answers.mapping.drawn import bounds_of, drawn_areas, drawn_as_circles, drawn_codes
from answers.mapping.outlines import packed_areas
from geodata.areas import areas, children
from geodata.codes import LAYER_LEVELS, Level
from geodata.crs import geometries_to_metric


@pytest.mark.parametrize("scope", ["5001", "50", "1042", "10", "BMA-BKE", "R4-S"])
def test_a_map_of_subdistricts_draws_those_inside_and_no_other(scope):
    codes = drawn_codes(Level.SUBDISTRICT, scope)
    assert list(codes) == children(scope, level=Level.SUBDISTRICT)
    assert list(drawn_areas(Level.SUBDISTRICT, scope).index) == list(codes)
    assert drawn_as_circles(Level.SUBDISTRICT, scope)


def test_there_is_no_map_of_every_subdistrict():
    assert not len(drawn_codes(Level.SUBDISTRICT, "TH"))


@pytest.mark.parametrize("level", LAYER_LEVELS)
def test_other_levels_draw_their_boundaries_whatever_the_map_is_of(level):
    assert list(drawn_codes(level, "50")) == list(areas(level).index)
    assert not drawn_as_circles(level, "50")


def test_a_circle_has_the_area_of_its_people_and_stands_at_its_point():
    shapes = drawn_areas(Level.SUBDISTRICT, "50")
    people = population(Level.SUBDISTRICT)["population"][shapes.index].to_numpy(dtype=float)
    metric = geometries_to_metric(shapes.to_numpy())
    per_person = shapely.area(metric) / people
    assert np.ptp(per_person) / per_person.mean() < 1e-3
    middle = shapely.centroid(shapes.to_numpy())
    places = areas(Level.SUBDISTRICT).loc[shapes.index]
    assert np.abs(shapely.get_x(middle) - places["longitude"]).max() < 1e-3
    assert np.abs(shapely.get_y(middle) - places["latitude"]).max() < 1e-3


def test_the_typical_circle_leaves_its_neighbours_room():
    shapes = geometries_to_metric(drawn_areas(Level.SUBDISTRICT, "46").to_numpy())
    tree = shapely.STRtree(shapes)
    touching = {
        int(one) for one, other in zip(*tree.query(shapes, predicate="intersects"), strict=True) if one != other
    }
    assert len(touching) < 0.9 * len(shapes)
    assert shapely.area(shapely.union_all(shapes)) > 0.7 * shapely.area(shapes).sum()


def test_a_subdistrict_without_a_point_has_no_circle_and_the_place_of_its_district():
    shapes = drawn_areas(Level.SUBDISTRICT, "1050")
    lost = [code for code in shapes.index if areas(Level.SUBDISTRICT).loc[[code], "longitude"].isna().all()]
    assert lost
    assert list(shapes.index[shapes.is_empty]) == lost
    packed = {area["code"]: area for area in packed_areas(Level.SUBDISTRICT, "1050")["areas"]}
    assert packed[lost[0]]["rings"] == []
    assert packed[lost[0]]["at"] == list(
        areas(Level.DISTRICT).loc["1050", ["longitude", "latitude"]].astype(float).round(4)
    )
    assert bounds_of(lost[0]) == bounds_of("1050")


@pytest.mark.parametrize(("scope", "code"), [("5001", "500101"), ("50", "500101"), ("50", "502501"), ("TH", "460101")])
def test_a_chosen_circle_has_room_around_it(scope, code):
    """A large circle alone fills a phone and tells nothing of its neighbours."""
    of_map = scope if scope != "TH" else code[:4]
    west, south, east, north = bounds_of(code, scope)
    left, bottom, right, top = drawn_areas(Level.SUBDISTRICT, of_map)[code].bounds
    assert 3 * (right - left) == pytest.approx(east - west, rel=0.01) or 3 * (right - left) < east - west
    assert (west + east) / 2 == pytest.approx((left + right) / 2, abs=1e-3)
    assert south < bottom < top < north


def test_the_bounds_of_a_subdistrict_hold_its_point():
    west, south, east, north = bounds_of("500101")
    row = areas(Level.SUBDISTRICT).loc["500101"]
    assert west < row["longitude"] < east
    assert south < row["latitude"] < north
