"""A radius from whatever a person types, and ages by name."""

from __future__ import annotations

import pytest

from analysis.ages import AgeError, as_age, people_of
from analysis.radius import PRESETS, RADIUS_RANGE_KM, RadiusError, as_radius_km, default_radius_km, default_radius_over
from geodata.codes import Level


@pytest.mark.parametrize(("typed", "km"), [("5", 5), (" 2.5 km", 2.5), (0.5, 0.5), (50, 50), ("๑๐ กม.", 10)])
def test_a_radius_is_read(typed, km):
    assert as_radius_km(typed) == km


@pytest.mark.parametrize(("typed", "key"), [
    (0, "radius_not_positive"), (-1, "radius_not_positive"), ("-inf", "radius_not_positive"), (0.4, "radius_range"),
    (50.01, "radius_range"), ("inf", "radius_range"), ("", "radius_text"), ("ten", "radius_text"),
    ("nan", "radius_text"), (None, "radius_text"), ("1,5", "radius_text"),
])  # fmt: skip
def test_what_is_no_radius_is_a_sentence(typed, key):
    with pytest.raises(RadiusError) as refused:
        as_radius_km(typed)
    assert refused.value.key == key
    assert "{" not in str(refused.value)


def test_bangkok_starts_with_a_walk():
    assert [default_radius_km(code) for code in ("10", "1004", "BMA-BKC")] == [2, 2, 2]
    assert [default_radius_km(code) for code in ("TH", "R4-C", "12", "5001")] == [10, 10, 10, 10]
    assert default_radius_over(["1001", "1050"]) == 2
    assert default_radius_over(["1001", "1201"]) == default_radius_over([]) == 10


def test_presets_are_radii():
    assert all(RADIUS_RANGE_KM[0] <= preset.radius_km <= RADIUS_RANGE_KM[1] for preset in PRESETS)
    assert len({preset.id for preset in PRESETS}) == len(PRESETS)


def test_ages_are_known_for_bangkok_only():
    assert as_age("60+") == "60+"
    with pytest.raises(AgeError, match="no age group 'old'"):
        as_age("old")
    children = people_of(Level.DISTRICT, "0-14")
    assert children.notna().sum() == 50
    assert people_of(Level.COUNTRY, "0-14").isna().all()
    assert people_of(Level.PROVINCE, "0-14")["10"] == children.sum() < people_of(Level.PROVINCE)["10"]
