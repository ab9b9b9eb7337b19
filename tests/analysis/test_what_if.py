"""One more here, on a street of four homes where the answer can be read off, and on the register."""

from __future__ import annotations

import csv
import io
import json
import math
from dataclasses import replace

import numpy as np
import pytest

from analysis.ages import people_of
from analysis.commands import main
from analysis.field.cache import demand_points
from analysis.field.distances import distance_field, with_one_more
from analysis.field.points import Demand, points_of
from analysis.selection import Selection, situation_for
from analysis.what_if import EVERY_LEVEL, Place, PlaceError, open_here, openings, openings_table, place_at
from geodata.areas import areas
from geodata.codes import Level
from tests.analysis.making import made_tables

# Along a parallel, one home every 0.05° (5.4 km): two in Bang Rak, two in Mueang Nonthaburi.
STEP_KM = 5.41
CODES = areas(Level.DISTRICT).index
HOMES = points_of(
    CODES,
    CODES.get_indexer(["1004", "1004", "1205", "1205"]),
    [100.5, 100.55, 100.6, 100.65],
    [13.7] * 4,
    [100, 200, 300, 400],
)
CENTRE = {"centre_id": "old", "longitude": 100.5, "latitude": 13.7, "location_precision": "site"}


def street(*centres, radius_km=6, age="all", scope="10 12"):
    asked = Selection(made_tables(*centres, programmes=[{"scope_codes": scope}]))
    return replace(situation_for(Level.COUNTRY, asked, radius_km=radius_km, age=age), demand=HOMES)


def at(longitude):
    return Place(longitude, 13.7, "1004")


def test_who_is_newly_within_and_for_whom_it_is_nearer():
    found = open_here(street(CENTRE), at(100.65))
    assert (found.newly_within, found.people_nearer) == (700, 700)
    assert found.nearer_before_km == pytest.approx((300 * 2 + 400 * 3) * STEP_KM / 700, rel=0.001)
    assert found.nearer_after_km == pytest.approx(300 * STEP_KM / 700, rel=0.001)
    country = found.areas.loc["TH"]
    assert (country["people"], country["within_before"], country["within_after"]) == (1000, 300, 1000)
    assert (country["share_before"], country["share_after"]) == (0.3, 1.0)
    assert country["mean_before_km"] == pytest.approx((200 + 300 * 2 + 400 * 3) * STEP_KM / 1000, rel=0.001)


def test_the_farthest_people_and_how_unequally_districts_are_reached_stand_before_and_after():
    found = open_here(street(CENTRE), at(100.65), levels=EVERY_LEVEL)
    country = found.areas.loc["TH"]
    assert country["worst_before_km"] == pytest.approx(3 * STEP_KM, rel=0.001)
    assert country["worst_after_km"] == pytest.approx(STEP_KM, rel=0.001)
    # Before, all of Bang Rak's 300 people are within and none of Nonthaburi's 700; after, everybody.
    assert [found.inequality_before, found.inequality_after] == pytest.approx([0.7, 0])
    nothing = open_here(street({"centre_id": "old", "district_code": "1004"}), at(100.5), levels=EVERY_LEVEL)
    assert math.isnan(nothing.inequality_after)


def test_a_whole_scenario_has_its_region_and_the_subdistricts_that_come_within(tables):
    libraries = Selection(tables, programmes=("bma-library",))
    situation = situation_for(Level.COUNTRY, libraries, radius_km=2)
    whole = openings(situation, [place_at(100.65, 13.92)]).whole
    assert set(whole.areas["level"]) == {"subdistrict", "district", "province", "region", "country"}
    small = whole.areas[whole.areas["level"] == "subdistrict"]
    assert ((small["within_after"] - small["within_before"]) >= 1).all()
    assert (small["within_after"] - small["within_before"]).sum() == pytest.approx(whole.newly_within, rel=0.01)
    assert whole.covered == ("104201",)
    closing = openings(situation, [], closed=("bma-library-001",)).whole
    assert closing.covered == ()
    assert closing.losing > 0


def test_where_there_is_none_yet_the_first_one_is_nearer_for_everybody():
    found = open_here(street(), at(100.5))
    assert (found.newly_within, found.people_nearer) == (300, 1000)
    assert math.isnan(found.nearer_before_km)
    assert np.isnan(found.areas.loc["TH", "mean_before_km"])


def test_what_was_before_is_missing_where_no_position_is_known():
    found = open_here(street({"centre_id": "old", "district_code": "1004"}), Place(100.5, 13.7, "1004"))
    assert found.areas[["within_before", "share_before", "mean_before_km"]].isna().all(axis=None)
    assert found.areas.loc["1004", "within_after"] == 300


def test_a_second_one_in_the_same_place_changes_nothing():
    found = open_here(street(CENTRE), at(100.5))
    assert (found.newly_within, found.people_nearer) == (0, 0)
    assert found.areas.loc["TH", "mean_after_km"] == found.areas.loc["TH", "mean_before_km"]


def test_side_by_side_each_stands_alone_and_together_nobody_counts_twice():
    found = openings(street(CENTRE), [at(100.6), at(100.65)])
    assert [one.newly_within for one in found.each] == [700, 700]
    assert found.together is not None
    assert found.together.newly_within == 700
    table = openings_table(found)
    assert table["place"].tolist() == ["1"] * 3 + ["2"] * 3 + ["together"] * 4
    assert openings(street(CENTRE), [at(100.6)]).together is None


def test_children_and_the_elderly_are_those_of_bangkok():
    found = open_here(street(radius_km=20), at(100.55))
    assert found.newly_within_bangkok == 300
    # The field says where, registration how many: every home of the khet is within.
    assert found.children == people_of(Level.DISTRICT, "0-14")["1004"]
    beyond = open_here(street(radius_km=0.5), at(100.65))
    assert (beyond.newly_within, beyond.children, beyond.elderly) == (400, None, None)
    elderly = open_here(street(radius_km=20, age="60+"), at(100.55))
    assert elderly.newly_within == people_of(Level.DISTRICT, "60+")["1004"]


def test_everybody_within_the_radius_is_counted_whatever_the_programme_is_meant_for():
    assert open_here(street(scope="50", radius_km=20), at(100.55)).newly_within == 1000
    assert open_here(street(scope="10 12", radius_km=20), at(100.55)).newly_within == 1000


def test_places_outside_the_area_of_a_programme_can_be_compared(tables):
    """Ten km around Chiang Mai, in which Relearning has no library: people of several districts live there."""
    relearning = Selection(tables, programmes=("relearning",))
    situation = replace(situation_for(Level.COUNTRY, relearning, radius_km=10), demand=demand_points(Demand.EVEN))
    found = open_here(situation, place_at(99.0, 18.8), levels=(Level.PROVINCE,))
    everywhere = open_here(
        replace(situation, scope=situation.scope | True), place_at(99.0, 18.8), levels=(Level.PROVINCE,)
    )
    assert found.newly_within == everywhere.newly_within
    assert found.newly_within == pytest.approx(253_978, rel=0.001)


def test_the_areas_of_a_place_out_of_scope_are_whole():
    inside = replace(at(100.65), district_code="1205")
    assert open_here(street(scope="12"), inside).areas.loc["TH", "people"] == 700
    assert open_here(street(scope="12"), at(100.55)).areas.loc["TH", "people"] == 1000


@pytest.mark.parametrize(("longitude", "latitude", "key"), [
    (100.9, 12.5, "place_outside"), (102.6, 18.1, "place_outside"), (0, 0, "place_outside"),
    (500, 13, "place_outside"), ("here", 13, "place_text"), ("nan", 13, "place_text"), ("inf", "13", "place_text"),
])  # fmt: skip
def test_a_click_in_the_sea_or_abroad_is_a_sentence(longitude, latitude, key):
    with pytest.raises(PlaceError) as refused:
        place_at(longitude, latitude)
    assert refused.value.key == key
    assert "{" not in str(refused.value)


def test_a_harbour_just_off_the_drawn_coast_still_belongs_to_its_district():
    assert place_at(98.2965, 7.8905).district_code == "8302"  # Patong, a little off the simplified coast


def test_no_place_and_too_many_are_sentences():
    with pytest.raises(PlaceError, match="No place"):
        openings(street(), [])
    with pytest.raises(PlaceError, match="at most 50"):
        openings(street(), [at(100.5)] * 51)


def test_one_more_is_the_field_with_one_more():
    points = demand_points()
    lon, lat = [99.0, 100.5, 102.8], [18.8, 13.7, 16.4]
    stepwise = distance_field(points, lon[:1], lat[:1])
    before = stepwise.copy()
    for one in range(1, 3):
        stepwise = with_one_more(stepwise, points, lon[one], lat[one])
    assert np.abs(stepwise - distance_field(points, lon, lat)).max() < 0.001
    assert np.array_equal(before, distance_field(points, lon[:1], lat[:1]))


def run(capsys, *arguments):
    code = main(["open-here", *arguments])
    out, err = capsys.readouterr()
    return code, out, err


def test_the_command_prints_what_the_function_says(capsys):
    chosen = ("--programme", "bma-library", "--lon", "100.6415", "--lat", "13.919")
    code, out, _ = run(capsys, *chosen, "--radius-km", "2")
    rows = list(csv.DictReader(io.StringIO(out)))
    assert (code, [row["admin_code"] for row in rows]) == (0, ["1042", "10", "TH"])
    _, out, _ = run(capsys, *chosen, "--format", "json")  # 2 km is what fits a programme of Bangkok
    told = json.loads(out)
    of_group = json.loads(run(capsys, *chosen, "--level", "bma_group", "--format", "json")[1])
    assert [(row["admin_code"], row["newly_within"]) for row in of_group] == [("BMA-BKN", told[0]["newly_within"])]
    for row, same in zip(rows, told, strict=True):
        assert float(row["newly_within"]) == same["newly_within"] > 0
        assert float(row["share_after"]) == same["share_after"] > same["share_before"]
    elsewhere = ("--lon", "98.98", "--lat", "18.79", "--level", "bma_group")
    assert run(capsys, *elsewhere)[1].splitlines() == [",".join(rows[0])]  # no group there: the header alone
    assert {len(row[name].rstrip("0")) <= 3 for row in rows for name in ("newly_within", "within_after")} == {True}


@pytest.mark.parametrize(("arguments", "sentence"), [
    ([], "No place was given"),
    (["--lon", "100.5"], "1 and 0 were given"),
    (["--lon", "100.9", "--lat", "12.5"], "in the sea"),
    (["--lon", "100.5", "--lat", "13.7", "--radius-km", "0"], "not above 0"),
    (["--lon", "100.5", "--lat", "13.7", "--radius-km", "far"], "not a number"),
    (["--lon", "100.5", "--lat", "13.7", "--level", "subdistrict", "--demand", "even"], "Choose --demand tambon"),
])  # fmt: skip
def test_wrong_input_is_a_sentence_and_exit_2(capsys, arguments, sentence):
    code, out, err = run(capsys, *arguments)
    assert (code, out) == (2, "")
    assert sentence in err
