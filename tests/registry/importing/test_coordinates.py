from __future__ import annotations

import hypothesis.strategies as st
import numpy as np
import pyproj
import pytest
from hypothesis import given

from registry.importing.place.coordinates import coordinate_pair, degrees_column, one_coordinate
from tests.registry.importing.making import csv_bytes, outcomes, planned

LAT, LON = st.floats(5.7, 20.4), st.floats(97.4, 105.6)


@pytest.mark.parametrize(
    ("text", "degrees"),
    [
        ("13.7563", 13.7563), ("๑๓.๗๕๖๓", 13.7563), ("13,7563", 13.7563), ("N 13.5", 13.5), ("13.5° N", 13.5),
        ("13°30'", 13.5), ("13° 30' 36\"", 13.51), ("13 30 36", 13.51), ("13-30-36 N", 13.51), ("13:30:36", 13.51),
        ("13°30′36″ เหนือ", 13.51), ("13 องศา 30 ลิปดา 36 ฟิลิปดา", 13.51), ("๑๓ องศา ๓๐ ลิปดา", 13.5),
        ("13 30.6", 13.51), ("-13.5", -13.5), ("13.5 S", -13.5), ("665,123.5", 665123.5),
    ],
)  # fmt: skip
def test_a_coordinate_is_read_as_people_write_it(text, degrees):
    assert one_coordinate(text) == pytest.approx(degrees)


@pytest.mark.parametrize(
    "text", ["", "x", "13.5.1", "inf", "-inf", "1e999", "13°61'", "13°30'60\"", "NN 13", "1_3", "13 N E"]
)
def test_what_is_no_coordinate_is_none(text):
    assert one_coordinate(text) is None


@pytest.mark.parametrize(
    "text",
    [
        "13.51, 100.5", "13.51 100.5", "13.51;100.5", "(13.51, 100.5)", "lat 13.51 long 100.5", "13.51N 100.5E",
        "100.5E 13.51N", "13°30'36\"N 100°30'0\"E", "13 30 36, 100 30 0", "13 30 36 100 30 0", "๑๓.๕๑, ๑๐๐.๕",
        "https://www.google.com/maps/@13.51,100.5,17z", "https://maps.google.com/?q=13.51,100.5", "POINT (100.5 13.51)",
        "ละติจูด 13.51 ลองจิจูด 100.5", "13 องศา 30 ลิปดา 36 ฟิลิปดา เหนือ 100 องศา 30 ลิปดา ตะวันออก", "13,51; 100,5",
        "๑๓°๓๐′๓๖″น ๑๐๐°๓๐′๐″อ", "13°30'36\" น. 100°30' อ.",
    ],
)  # fmt: skip
def test_both_in_one_cell_are_latitude_and_longitude(text):
    assert coordinate_pair(text) == pytest.approx((13.51, 100.5))


@pytest.mark.parametrize("text", ["13.51", "วัดโพธิ์", "nan, nan", "inf, 3", "https://goo.gl/maps/abc", "x" * 5000])
def test_what_holds_no_pair_is_none(text):
    assert coordinate_pair(text) is None


@given(LAT, st.sampled_from(["°", " องศา "]), st.sampled_from(["N", "n", " เหนือ", ""]))
def test_degrees_minutes_seconds_say_the_same_as_decimals(degrees, mark, end):
    whole = int(degrees)
    minutes = int((degrees - whole) * 60)
    seconds = (degrees - whole - minutes / 60) * 3600
    if round(seconds, 3) < 60:
        assert one_coordinate(f"{whole}{mark}{minutes}'{seconds:.3f}\"{end}") == pytest.approx(degrees, abs=1e-6)


@given(st.lists(st.one_of(st.floats(-200, 200), st.just(None)), max_size=20))
def test_a_column_is_read_as_its_cells_are(values):
    cells = ["" if value is None else repr(value) for value in values]
    column, unread = degrees_column(cells)
    # One cell in Thai digits sends the whole column another way: the numbers are the same.
    slow, _ = degrees_column([*cells, "๑๓"])
    assert not unread.any()
    np.testing.assert_array_equal(column, [np.nan if value is None else value for value in values])
    np.testing.assert_array_equal(column, slow[:-1])


def places(plan):
    return plan.outcomes[["longitude", "latitude"]].to_numpy()


@given(LAT, LON)
def test_swapped_degrees_are_always_found(lat, lon):
    data = csv_bytes([["ชื่อ", "จังหวัด", "lat", "lon"], ["ก", "", f"{lon:.5f}", f"{lat:.5f}"]])
    plan = planned(data)
    outcome, problems = outcomes(plan)[2]
    assert problems[0] in ("row_swapped", "row_outside_thailand")
    if outcome != "rejected":
        np.testing.assert_allclose(places(plan)[0], [lon, lat], atol=1e-5)


def test_swapped_degrees_are_left_alone_when_somebody_says_so():
    data = csv_bytes([["ชื่อ", "จังหวัด", "lat", "lon"], ["ก", "กทม", "100.493", "13.746"]])
    plan = planned(data, given={"swap": False})
    assert outcomes(plan)[2] == ("warned", ["row_point_unreadable"])
    assert plan.batch.centres["longitude"].isna().all()


# Wat Pho, and a place in Ubon Ratchathani beyond 102° E.
@pytest.mark.parametrize(
    ("lon", "lat", "zone", "province"), [(100.493, 13.746, 47, "กทม."), (104.86, 15.24, 48, "อุบลราชธานี")]
)
@pytest.mark.parametrize("turned", [False, True])
@pytest.mark.parametrize("one_cell", [False, True])
def test_eastings_and_northings_are_known_with_their_zone(  # noqa: PLR0917
    lon, lat, zone, province, turned, one_cell
):
    e, n = pyproj.Transformer.from_crs(4326, 32600 + zone, always_xy=True).transform(lon, lat)
    pair = [f"{e:.1f}", f"{n:.1f}"]
    cells = pair[::-1] if turned else pair
    rows = [["ชื่อ", "จังหวัด", "x", "y"], ["ก", province, *cells]]
    if one_cell:
        rows = [["ชื่อ", "จังหวัด", "พิกัด"], ["ก", province, ", ".join(cells)]]
    plan = planned(csv_bytes(rows))
    assert outcomes(plan)[2] == ("accepted", ["row_utm", "row_area_from_point"])
    assert plan.outcomes["problems"][0][0].params == {"zone": zone, "datum": "WGS 84"}
    np.testing.assert_allclose(places(plan)[0], [lon, lat], atol=1e-5)


def test_a_zone_is_never_guessed():
    # This easting and northing lie in Thailand in either zone, and the row says no more.
    row = ["ก", "", "480000", "1700000"]
    header = ["ชื่อ", "จังหวัด", "x", "y"]
    assert outcomes(planned(csv_bytes([header, row])))[2] == ("rejected", ["row_utm_zone"])
    said = planned(csv_bytes([[*header, "โซน"], [*row, "47N"]]))
    assert outcomes(said)[2][0] == "accepted"
    given = planned(csv_bytes([header, row]), given={"utm_zone": 48})
    assert given.outcomes["problems"][0][0].params == {"zone": 48, "datum": "WGS 84"}


@pytest.mark.parametrize(
    ("lat", "lon", "outcome", "key"),
    [
        ("", "", "accepted", None), ("-", "n/a", "accepted", None), ("0", "0", "warned", "row_point_zero"),
        ("13.75", "", "warned", "row_half_point"), ("x", "y", "warned", "row_point_unreadable"),
        ("nan", "inf", "warned", "row_point_unreadable"), ("999", "13", "warned", "row_point_unreadable"),
        ("48.85", "2.35", "rejected", "row_outside_thailand"), ("17.97", "102.63", "rejected", "row_outside_thailand"),
        ("18.79", "98.98", "rejected", "row_point_far"),
    ],
)  # fmt: skip
def test_points_that_say_nothing_leave_the_row_to_its_area(lat, lon, outcome, key):
    header = ["ชื่อ", "จังหวัด", "อำเภอ/เขต", "ละติจูด", "ลองจิจูด"]
    found, keys = outcomes(planned(csv_bytes([header, ["ก", "กทม", "พระนคร", lat, lon]])))[2]
    assert (found, keys[0] if keys else None) == (outcome, key)


@pytest.mark.parametrize(
    ("text", "zone"),
    [
        ("620000, 2005000", 47), ("47Q 620000 2005000", 47), ("UTM Zone 47N: 620000E 2005000N", 47),
        ("X=620000 Y=2005000", 47), ("โซน ๔๗ E 620000 N 2005000", 47), ("620000 2005000 47Q", 47),
        ("48P 480000mE 1685000mN", 48), ("WGS84 / UTM zone 48N 480000, 1685000", 48),
    ],
)  # fmt: skip
def test_eastings_and_northings_in_one_cell_with_their_zone(text, zone):
    home, x, y = {47: ("แพร่", 620_000, 2_005_000), 48: ("อุบลราชธานี", 480_000, 1_685_000)}[zone]
    plan = planned(csv_bytes([["ชื่อ", "จังหวัด", "พิกัด"], ["ก", home, text]]))
    assert outcomes(plan)[2] == ("accepted", ["row_utm", "row_area_from_point"])
    centre = plan.batch.centres.iloc[0]
    degrees = pyproj.Transformer.from_crs(f"EPSG:326{zone}", "EPSG:4326", always_xy=True).transform(x, y)
    assert (centre["longitude"], centre["latitude"]) == pytest.approx(degrees, abs=1e-6)


def test_the_zone_in_the_cell_decides_where_nothing_else_does():
    rows = [["ชื่อ", "พิกัด"], ["ก", "480000 1685000"], ["ข", "48P 480000 1685000"], ["ค", "47P 480000 1685000"]]
    found = outcomes(planned(csv_bytes(rows)))
    assert found[2] == ("rejected", ["row_utm_zone"])
    assert [found[row][0] for row in (3, 4)] == ["accepted", "accepted"]
