"""The subdistrict as a level: what may be claimed of it, whose people it has, and how far they live."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.centre_filter import CentreFilter
from analysis.claims import claims, programmes_of
from analysis.commands import main
from analysis.coverage import coverage
from analysis.demand import population
from analysis.field.cache import demand_points
from analysis.field.points import Demand
from analysis.field.reach import reach_of
from analysis.places import parent_codes, touches, within
from analysis.selection import filtered
from analysis.subdistrict_people import share_people
from geodata.areas import ancestors, area, areas, children, contains
from geodata.codes import LAYER_LEVELS, Level, level_of, province_of
from geodata.errors import AreaError
from registry.population import read_district_population, read_subdistrict_population
from tests.analysis.making import made_centres, made_counts, made_programmes, made_tables

SUBDISTRICT = Level.SUBDISTRICT
IN_TAMBON = {"province_code": "52", "district_code": "5201", "subdistrict_code": "520103"}
IN_DISTRICT = {"province_code": "52", "district_code": "5201"}
IN_PROVINCE = {"province_code": "52"}


def claim(*rows, counts=None, programmes=None, level=SUBDISTRICT):
    chosen = programmes_of(made_programmes() if programmes is None else programmes, ())
    return claims(level, chosen, made_centres(*rows), made_counts(counts or {}))["claim"]


def test_a_code_of_six_digits_is_a_subdistrict_in_its_district():
    assert level_of("520103") is SUBDISTRICT
    assert province_of("520103") == "52"
    assert area("520103").parent_code == "5201"
    assert ancestors("520103") == ["5201", *ancestors("5201")]
    assert contains("R4-N", "520103")
    assert not contains("520103", "5201")
    assert children("5201", level=SUBDISTRICT) == [code for code in areas(SUBDISTRICT).index if code[:4] == "5201"]
    assert sum(len(children(code, level=SUBDISTRICT)) for code in areas(Level.PROVINCE).index) == 7436
    for code in ("520199", "52010", 520103, None):
        with pytest.raises(AreaError):
            area(code)


@pytest.mark.parametrize("level", LAYER_LEVELS)
def test_every_subdistrict_lies_where_its_district_does(level):
    if level is Level.DISTRICT:
        assert (parent_codes(SUBDISTRICT, level) == areas(SUBDISTRICT).index.str[:4]).all()
        return
    expected = parent_codes(SUBDISTRICT, Level.DISTRICT).map(parent_codes(Level.DISTRICT, level))
    found = parent_codes(SUBDISTRICT, level)
    assert (found.fillna("") == expected.fillna("")).all()


def test_what_lies_inside_and_what_is_touched():
    assert within(SUBDISTRICT, ["5201"]).sum() == len(children("5201", level=SUBDISTRICT))
    assert within(SUBDISTRICT, ["520103"]).sum() == 1
    assert not within(Level.DISTRICT, ["520103"]).any()
    assert list(touches(Level.DISTRICT, ["520103"]).pipe(lambda found: found.index[found])) == ["5201"]


def test_a_centre_makes_its_subdistrict_have_one_and_the_others_none():
    found = claim(IN_TAMBON)
    assert found["520103"] == "has_one"
    assert found["520101"] == found["500101"] == "has_none"


def test_a_centre_known_to_its_district_or_province_leaves_no_subdistrict_there_without():
    found = claim(IN_DISTRICT)
    assert set(found[found.index.str[:4] == "5201"]) == {"unknown"}
    assert set(found[found.index.str[:4] != "5201"]) == {"has_none"}
    found = claim(IN_PROVINCE)
    assert set(found[found.index.str[:2] == "52"]) == {"unknown"}
    assert set(found[found.index.str[:2] != "52"]) == {"has_none"}


def test_a_code_that_there_is_no_more_says_no_more_than_its_district():
    assert set(claim(IN_TAMBON | {"subdistrict_code": "520199"})[children("5201", level=SUBDISTRICT)]) == {"unknown"}


def test_counts_by_subdistrict_make_claims_there_and_above():
    counts = {"520101": 2, "520103": 0}
    partial = made_programmes({"list_status": "partial"})
    found = claim(counts=counts, programmes=partial)
    assert (found["520101"], found["520103"], found["520102"]) == ("has_one", "has_none", "unknown")
    assert claim(counts=counts, programmes=partial, level=Level.DISTRICT)["5201"] == "has_one"
    nothing = dict.fromkeys(children("5201", level=SUBDISTRICT), 0)
    assert claim(counts=nothing, programmes=partial, level=Level.DISTRICT)["5201"] == "has_none"
    assert claim(counts={"5201": 0}, programmes=partial)["520103"] == "has_none"
    assert set(claim(counts={"5201": 1})[children("5201", level=SUBDISTRICT)]) == {"unknown"}


def test_counts_beside_names_are_not_added_up_twice():
    tables = made_tables(IN_TAMBON, IN_TAMBON, IN_DISTRICT, counts={"520103": 1, "520101": 2, "5201": 3})
    below = coverage(SUBDISTRICT, CentreFilter(), tables, measures=["centre_count"])["centre_count"]
    above = coverage(Level.DISTRICT, CentreFilter(), tables, measures=["centre_count"])["centre_count"]
    assert (below["520103"], below["520101"], below.sum()) == (2, 2, 4)
    assert above["5201"] == 4, "two named and two counted are more than the district's own count of three"


CENTRE = st.sampled_from([IN_TAMBON, IN_TAMBON | {"subdistrict_code": "520101"}, IN_DISTRICT, IN_PROVINCE])
COUNTS = st.dictionaries(st.sampled_from(["520101", "520103", "5201", "52"]), st.integers(0, 3), max_size=3)


@settings(max_examples=60, deadline=None)
@given(st.lists(CENTRE, max_size=4), COUNTS, st.sampled_from(["complete", "partial"]))
def test_a_claim_about_a_part_holds_of_the_whole(rows, counts, status):
    programmes = made_programmes({"list_status": status})
    below = claim(*rows, counts=counts, programmes=programmes)
    above = claim(*rows, counts=counts, programmes=programmes, level=Level.DISTRICT)
    homes = parent_codes(SUBDISTRICT, Level.DISTRICT)
    assert set(above[homes[below == "has_one"].unique()]) <= {"has_one"}
    whole = above.index[above == "has_none"]
    assert set(below[homes.isin(whole)]) <= {"has_none"}
    for row in rows:
        parts = below[homes == "5201"] if "district_code" in row else below[homes.str[:2] == "52"]
        code = row.get("subdistrict_code")
        assert (below[code] == "has_one") if code else not (parts == "has_none").any() or counts


def test_the_people_of_a_district_are_those_of_its_subdistricts():
    people = population(SUBDISTRICT)
    sums = people["population"].groupby(parent_codes(SUBDISTRICT, Level.DISTRICT).to_numpy()).sum()
    assert (sums == population(Level.DISTRICT)["population"]).all()
    assert people["estimated"].all()
    assert people["age_0_14"].isna().all()


@given(st.lists(st.integers(0, 10_000), min_size=1, max_size=12), st.integers(0, 1_000_000))
def test_shares_are_whole_and_exact(counted, total):
    codes = [f"5201{position:02d}" for position in range(1, len(counted) + 1)]
    parts = pd.DataFrame({"district_code": "5201", "population_2021": counted}, index=codes)
    shares = share_people(pd.Series({"5201": total}), parts)
    assert shares.sum() == total
    assert (shares >= 0).all()
    if sum(counted):
        assert (np.abs(shares - np.array(counted) / sum(counted) * total) < 1.001).all()


@pytest.fixture(scope="module")
def reach():
    rng = np.random.default_rng(7)
    places = {"longitude": rng.uniform(98, 104, 300), "latitude": rng.uniform(6, 19, 300)}
    return reach_of(pd.DataFrame(places), points=demand_points(Demand.SUBDISTRICT))


@pytest.mark.parametrize("radius", [2.0, 10.0, 40.0])
def test_people_within_a_radius_sum_to_those_of_the_district(reach, radius):
    below, above = reach.within(radius, SUBDISTRICT), reach.within(radius, Level.DISTRICT)
    homes = parent_codes(SUBDISTRICT, Level.DISTRICT).to_numpy()
    whole = ~below["share"].isna().groupby(homes).any()
    for column in ("people", "people_within", "people_beyond"):
        sums = below[column].groupby(homes).sum()
        assert np.allclose(sums[whole], above[column][whole])
    assert (reach.within(radius / 2, SUBDISTRICT)["share"].dropna() <= below["share"].dropna()).all()


def test_a_subdistrict_without_a_point_has_people_and_no_distance(reach):
    subdistricts = read_subdistrict_population()
    young = subdistricts.index[subdistricts["longitude"].isna()]
    found = reach.within(5.0, SUBDISTRICT)
    assert len(young) == 14
    assert found.index[found["share"].isna()].equals(young.rename("admin_code"))
    assert (found["people"][young] > 0).all()
    for values in (reach.mean_km(SUBDISTRICT), reach.quantile_km(SUBDISTRICT, 0.5)):
        assert values.index[values.isna()].equals(young.rename("admin_code"))
    table = coverage(SUBDISTRICT, CentreFilter(programmes=("libraries",)), made_tables({"longitude": 100.5,
                     "latitude": 13.75, "location_precision": "site", "district_code": "1001"}))  # fmt: skip
    assert table.loc[young, ["population_within_km", "people_beyond_km", "nearest_centre_km"]].isna().all(axis=None)


def test_distances_within_a_subdistrict_are_around_its_point(reach):
    table = areas(SUBDISTRICT).join(read_district_population()["population"], on="parent_code")
    points = reach.points
    first, part = points.subdistrict_runs
    assert len(points.subdistrict_codes) == len(table)
    position = int(points.subdistrict_codes.get_loc("520103"))
    own = np.repeat(part, np.diff(first, append=len(points))) == position
    assert points.people[own].sum() == pytest.approx(population(SUBDISTRICT)["population"]["520103"])
    radius = np.sqrt(table["area_km2"]["520103"] / np.pi) / 111
    away = np.hypot(points.longitude[own] - table["longitude"]["520103"],
                    points.latitude[own] - table["latitude"]["520103"])  # fmt: skip
    assert np.median(away) < 1.5 * radius


def test_a_filter_by_district_keeps_to_its_subdistricts(tables):
    found = filtered(CentreFilter(districts=("1001",)), tables).claims(SUBDISTRICT)["claim"]
    inside = within(SUBDISTRICT, ["1001"])
    assert set(found[~inside]) == {"out_of_scope"}
    assert "out_of_scope" not in set(found[inside])


def test_the_command_line_lists_the_subdistricts_of_an_area(capsys):
    arguments = ["--level", "subdistrict", "--programme", "bma-library", "--list", "ranked"]
    assert main(["gaps", *arguments, "--area", "1042"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert len(lines) == 4
    assert all(",1042," in line for line in lines[1:])
    assert main(["gaps", *arguments]) == 2
    assert "7,436 tambons, too many for one list" in capsys.readouterr().err
    assert main(["gaps", *arguments, "--area", "1042", "--demand", "even"]) == 2
    assert "Choose --demand tambon" in capsys.readouterr().err
