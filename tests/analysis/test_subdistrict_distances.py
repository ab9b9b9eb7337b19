"""Which subdistricts of a district are far from a programme's centres, in numbers and in words."""

from __future__ import annotations

from functools import partial

import pytest

from analysis.centre_filter import CentreFilter
from analysis.coverage import coverage
from analysis.demand import population
from analysis.subdistrict_distances import subdistrict_distances
from answers.sections.subdistrict_tables import far_lines, own_lines, subdistrict_table
from geodata.areas import children
from geodata.codes import Level
from registry.store.register import Register


@pytest.fixture(scope="module")
def tables():
    return Register.in_memory().tables()


def of(district, tables, radius_km):
    return subdistrict_distances(district, tables, partial(coverage, tables=tables), radius_km=radius_km)


def test_people_beyond_sum_to_those_of_the_district(tables):
    (libraries,) = of("1042", tables, 5.0)
    assert libraries.programme_id == "bma-library"
    assert list(libraries.table.index) == children("1042", level=Level.SUBDISTRICT)
    chosen = CentreFilter(programmes=("bma-library",))
    district = coverage(Level.DISTRICT, chosen, tables, measures=["people_beyond_km"], radius_km=5.0).loc["1042"]
    assert libraries.table["people_beyond_km"].sum() == pytest.approx(district["people_beyond_km"], abs=150)
    assert libraries.table["people"].sum() == population(Level.DISTRICT)["population"]["1042"]


def test_far_is_where_more_than_half_live_beyond_and_more_are_with_a_smaller_radius(tables):
    (near,), (far,) = of("1042", tables, 2.0), of("1042", tables, 5.0)
    assert len(near.far) == 3
    assert list(far.far.index) == ["104201"]
    assert (far.table["people_beyond_km"] <= near.table["people_beyond_km"]).all()


def test_nothing_is_told_of_a_programme_of_which_too_few_positions_are_known(tables):
    assert of("5007", tables, 5.0) == ()


@pytest.mark.parametrize(
    ("lang", "far", "own"),
    [
        ("th", "1 จาก 3 แขวงอยู่ไกลกว่า 5 กม.", "แห่งที่ใกล้ที่สุดห่างจากจุดกลาง 6.3 กม."),
        ("en", "1 of 3 subdistricts lie beyond 5 km", "the nearest is 6.3 km from its point"),
    ],
)
def test_it_is_told_in_words_and_as_a_table(tables, lang, far, own):
    distances, terms = of("1042", tables, 5.0), {"programmes": tables.programmes, "lang": lang}
    (line,) = far_lines("1042", distances, **terms)
    assert far in line
    (line,) = own_lines("104201", distances, **terms)
    assert own in line
    table = subdistrict_table("1042", population(Level.SUBDISTRICT)["population"], distances, **terms)
    assert table.shape == (3, 3)
    assert len(far_lines("5007", (), **terms)) == 1
