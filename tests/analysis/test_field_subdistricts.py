"""A district's people live where its subdistricts' people do, and their sums stay exact."""

from __future__ import annotations

import io

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.commands import main
from analysis.field.power_diagram import power_diagram
from analysis.field.subdistricts import LEAST_PART_POINTS, subdistrict_points
from geodata.areas import areas
from geodata.codes import Level
from registry.population import read_district_population, read_subdistrict_population

SQUARE = np.column_stack([axis.ravel() for axis in np.meshgrid(np.arange(20.0), np.arange(20.0))])


def test_the_parts_are_as_large_as_they_are_known_to_be():
    part = power_diagram(SQUARE, [[4.5, 9.5], [14.5, 9.5]], [1.0, 3.0])
    assert np.bincount(part).tolist() == [100, 300]
    assert set(part[SQUARE[:, 0] == 0]) == {0}
    assert set(part[SQUARE[:, 0] == 19]) == {1}


def test_one_site_has_everything_and_equal_sites_share():
    assert set(power_diagram(SQUARE, [[3.0, 3.0]], [7.0])) == {0}
    assert np.bincount(power_diagram(SQUARE, [[4.5, 9.5], [14.5, 9.5]], [1.0, 1.0])).tolist() == [200, 200]


@given(
    st.lists(st.tuples(st.floats(0, 19), st.floats(0, 19)), min_size=1, max_size=6, unique=True),
    st.lists(st.floats(0.5, 5), min_size=6, max_size=6),
)
def test_every_point_belongs_to_one_site(sites, sizes):
    part = power_diagram(SQUARE, sites, sizes[: len(sites)])
    assert len(part) == len(SQUARE)
    assert set(part) <= set(range(len(sites)))


def plain_power_diagram(points, sites, areas):
    """The definition written down, a step at a time, without regard to what it costs."""
    squared = np.array([[(x - a) ** 2 + (y - b) ** 2 for a, b in sites] for x, y in points])
    target = np.array(areas) / np.sum(areas) * len(points)
    step, weights = float(squared.min(axis=1).mean()) or 1.0, np.zeros(len(sites))
    best, least = np.zeros(len(points), dtype=int), np.inf
    for _ in range(80):
        part = np.array([int(np.argmin(row - weights)) for row in squared])
        lacking = target - np.bincount(part, minlength=len(sites))
        if np.abs(lacking).sum() < least:
            best, least = part, np.abs(lacking).sum()
        if least <= 0.5 * len(sites):
            break
        weights = weights + step * np.clip(lacking / np.maximum(target, 1.0), -1.0, 1.0)
        step *= 0.96
    return best


def test_the_parts_are_those_of_the_definition_to_the_last_point():
    draw = np.random.default_rng(4408)
    for count in (1, 2, 5, 9, 14):
        points, sites = (draw.uniform([500_000, 1_500_000], [530_000, 1_530_000], (rows, 2)) for rows in (260, count))
        areas = draw.uniform(5, 200, count)
        assert power_diagram(points, sites, areas).tolist() == plain_power_diagram(points, sites, areas).tolist()


@pytest.fixture(scope="module")
def people() -> pd.DataFrame:
    return read_district_population()


@pytest.fixture(scope="module")
def points(people):
    return subdistrict_points(people["population"], read_subdistrict_population(), year_ce=2025)


def test_the_sums_are_the_registered_people_of_every_district(people, points):
    sums = np.add.reduceat(points.people, points.starts[:-1])
    assert sums == pytest.approx(people["population"].reindex(points.district_codes).to_numpy(dtype=float))
    assert points.total == people["population"].sum()
    assert (points.people >= 0).all()


def test_people_live_around_their_subdistrict(points):
    district = int(points.district_codes.get_loc("4408"))
    own = slice(points.starts[district], points.starts[district + 1])
    subdistricts = read_subdistrict_population()
    town = subdistricts[subdistricts["district_code"] == "4408"].nlargest(1, "population_2021").iloc[0]
    away = np.hypot(points.longitude[own] - town["longitude"], points.latitude[own] - town["latitude"])
    near = away < np.sqrt(town["area_km2"] / np.pi) / 111
    share = points.people[own][near].sum() / points.people[own].sum()
    area_share = near.sum() / len(near)
    assert share > area_share


def test_a_subdistrict_without_a_point_shares_the_whole_district(people):
    subdistricts = read_subdistrict_population()
    whole = subdistricts.copy()
    whole[["longitude", "latitude", "area_km2"]] = np.nan
    points = subdistrict_points(people["population"], whole, year_ce=2025)
    first = points.people[points.starts[0] : points.starts[1]]
    assert np.ptp(first) == pytest.approx(0.0)


def test_a_small_subdistrict_is_a_disc_of_its_area(people):
    subdistricts = read_subdistrict_population()
    code = areas(Level.DISTRICT).index[500]
    own = subdistricts[subdistricts["district_code"] == code]
    tiny = subdistricts.copy()
    tiny.loc[own.index[0], "area_km2"] = 0.01
    tiny.loc[own.index, "population_2021"] = 0
    tiny.loc[own.index[0], "population_2021"] = 1
    points = subdistrict_points(people["population"], tiny, year_ce=2025)
    district = int(points.district_codes.get_loc(code))
    weights = points.people[points.starts[district] : points.starts[district + 1]]
    assert (weights > 0).sum() == LEAST_PART_POINTS
    assert weights.sum() == pytest.approx(people["population"][code])


def test_the_command_line_chooses_where_people_live(capsys):
    def within(*options):
        arguments = ["coverage", "--level", "province", "--programme", "bma-library", "--radius-km", "2", *options]
        assert main(arguments) == 0
        table = pd.read_csv(io.StringIO(capsys.readouterr().out), dtype={"admin_code": str}).set_index("admin_code")
        return table.loc["10", "demand_source"], table.loc["10", "population_within_km"]

    in_use, even = within(), within("--demand", "even")
    assert within("--demand", "tambon") == in_use
    assert (in_use[0], even[0]) == ("subdistrict", "registration")
    assert in_use[1] > even[1], "libraries stand where people live"
    assert main(["coverage", "--level", "province", "--demand", "grid"]) == 2
    assert "No population grid is installed" in capsys.readouterr().err
