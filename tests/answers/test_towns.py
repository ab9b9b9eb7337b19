"""What helps to find a place: towns from near on, the nearest centre in view, and how rough its borders are."""

from __future__ import annotations

import pytest

from answers.mapping.maps import bounds_with_nearest, coarse_words, extent_of, map_model
from answers.mapping.towns import CAPITALS_FROM, DISTRICTS_FROM, packed_towns, towns
from geodata.areas import areas
from geodata.codes import Level
from tests.reports.conftest import facts_of


def test_the_towns_of_provinces_come_first_and_bangkok_has_none() -> None:
    found = towns()
    assert [town.named_from for town in found] == sorted(town.named_from for town in found)
    capitals = [town for town in found if town.named_from == CAPITALS_FROM]
    assert {"5001", "9501"} <= {town.code for town in capitals}
    assert all(town.code.endswith("01") for town in capitals)
    assert not [town for town in found if town.code.startswith("10")]
    betong = next(one for one in packed_towns() if one["name"]["en"] == "Betong")
    assert betong["from"] == DISTRICTS_FROM
    assert betong["at"] == pytest.approx([101.07, 5.77], abs=0.05)


def test_a_district_is_looked_at_with_the_centre_nearest_to_it() -> None:
    model = map_model(facts_of(programme="bma-library", area="10", mode="gaps"))
    alone = extent_of("1042")
    west, south, east, north = bounds_with_nearest(alone, model)
    assert model.rings is not None
    inside = [(x, y) for x, y in model.rings.places if west <= x <= east and south <= y <= north]
    assert inside
    assert not [(x, y) for x, y in inside if y > alone.bounds[1]]  # Sai Mai itself has none
    far = extent_of("5001")
    assert bounds_with_nearest(far, model) == far.bounds


def test_rough_borders_are_said_to_be_so() -> None:
    khet = [code for code in areas(Level.DISTRICT).index if str(code).startswith("10")]
    assert coarse_words(khet, lang="th") == "เส้นเขตโดยสังเขป"
    assert coarse_words(areas(Level.PROVINCE).index, lang="en") == ""
    assert coarse_words([], lang="en") == ""
    legend = map_model(facts_of(programme="bma-library", area="10", measure="claim")).legend
    assert legend.areas is not None
    assert legend.areas.note.endswith("เส้นเขตโดยสังเขป")
