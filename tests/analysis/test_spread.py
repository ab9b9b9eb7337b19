"""The spread of real programmes over real areas, and every reason for which it is not told."""

from __future__ import annotations

import pytest

from analysis.centre_filter import CentreFilter
from analysis.complete import IncompleteError
from analysis.spread import spread
from geodata.codes import Level
from registry.tables import Tables
from tests.analysis.making import IN_BANGKOK, made_tables

TWO_KHET = ({"district_code": "1001"}, {"district_code": "1002"})


def made(level, *centres, wanted=None, programme=IN_BANGKOK, counts=None, **options):
    tables = made_tables(*centres, programmes=[programme], counts=counts)
    return spread(level, wanted or CentreFilter(), tables, **options)


def test_the_bma_libraries_over_the_khet(tables):
    """Recomputed from the tables alone, khet by khet."""
    found = spread(Level.DISTRICT, CentreFilter(programmes=("bma-library",)), tables)
    centres = tables.centres
    counts = centres[centres["programme_id"] == "bma-library"].groupby("district_code")["site_id"].nunique()
    assert len(found.areas) == 50
    assert found.areas["centres"].to_dict() == counts.reindex(found.areas.index, fill_value=0).to_dict()
    assert (found.areas["centres"] == 0).sum() == 21
    assert found.regions_level is Level.BMA_GROUP
    assert len(found.theil.regions) == 6
    assert found.theil.total == pytest.approx(found.theil.between + found.theil.within)
    assert found.areas["disparity"].sum() == pytest.approx(0)
    assert found.hoover == pytest.approx(found.areas["disparity"].abs().sum() / 200)
    assert found.to_move == pytest.approx(found.hoover * found.centres)
    assert found.people == 5_422_568


def test_relearning_over_its_nine_provinces(tables):
    found = spread(Level.PROVINCE, CentreFilter(programmes=("relearning",)), tables)
    assert len(found.areas) == found.centres == 9
    assert found.regions_level is Level.REGION
    six = spread(Level.PROVINCE, CentreFilter(programmes=("relearning",)), tables, scheme=Level.REGION6)
    assert six.regions_level is Level.REGION6
    assert six.theil.total == pytest.approx(found.theil.total)


def test_above_the_scope_only_the_people_within_it_count(tables):
    """Four regions, each with the people of the Relearning provinces in it, not with all its people."""
    found = spread(Level.REGION, CentreFilter(programmes=("relearning",)), tables)
    provinces = spread(Level.PROVINCE, CentreFilter(programmes=("relearning",)), tables)
    assert len(found.areas) == 4
    assert found.people == provinces.people
    assert found.theil.within == 0
    assert found.theil.total == pytest.approx(provinces.theil.between)


def test_a_part_of_bangkok_is_spread_over_its_own_khet():
    khet = [{"district_code": code} for code in ("1001", "1002", "1044")]
    inside = made(Level.DISTRICT, *khet, area_code="BMA-BKC")
    assert set(inside.areas["region_code"]) == {"BMA-BKC"}
    assert inside.theil.between == pytest.approx(0)
    assert inside.areas["centres"].sum() == sum(code in inside.areas.index for code in ("1001", "1002", "1044"))


def test_children_are_weighed_by_their_own_number(tables):
    everyone = spread(Level.DISTRICT, CentreFilter(programmes=("bma-library",)), tables)
    children = spread(Level.DISTRICT, CentreFilter(programmes=("bma-library",)), tables, age="0-14")
    assert children.centres == everyone.centres
    assert children.people < everyone.people / 5
    assert children.gini != everyone.gini
    with pytest.raises(IncompleteError, match="not known"):
        spread(Level.PROVINCE, CentreFilter(programmes=("relearning",)), tables, age="0-14")


def test_the_curve_says_what_the_worst_off_half_has(tables):
    found = spread(Level.DISTRICT, CentreFilter(programmes=("bma-library",)), tables)
    assert found.centre_share_at(0) == 0
    assert found.centre_share_at(1) == pytest.approx(1)
    without = found.areas.loc[found.areas["centres"] == 0, "people_share"].sum()
    assert found.centre_share_at(without) == pytest.approx(0)
    assert 0 < found.centre_share_at(0.5) < 0.5


def test_every_programme_tells_its_spread_or_why_not(tables):
    """What the shipped lists allow from districts to regions."""
    told = {}
    for programme_id in tables.programmes["programme_id"]:
        for level in (Level.DISTRICT, Level.PROVINCE, Level.REGION, Level.BMA_GROUP):
            try:
                spread(level, CentreFilter(programmes=(programme_id,)), tables)
            except IncompleteError:
                continue
            told.setdefault(programme_id, set()).add(str(level))
    assert told == {"bma-library": {"district", "bma_group"}, "relearning": {"province", "region"}}


NOT_TOLD = {
    "incomplete_list": {"programme": {**IN_BANGKOK, "list_status": "partial"}, "centres": TWO_KHET},
    "incomplete_scope": {"programme": {**IN_BANGKOK, "list_status": "not-a-place"}, "centres": ()},
    "incomplete_filter": {"wanted": CentreFilter(text="ห้องสมุด"), "centres": TWO_KHET},
    "incomplete_undecided": {"centres": ({"district_code": "1001", "access": "unknown"}, *TWO_KHET)},
    "incomplete_place": {"centres": ({}, *TWO_KHET)},
    "incomplete_no_centres": {"centres": ()},
    "incomplete_one_area": {"level": Level.PROVINCE, "centres": TWO_KHET},
}


@pytest.mark.parametrize(("key", "case"), NOT_TOLD.items(), ids=list(NOT_TOLD))
def test_the_reason_why_not(key, case):
    options = dict(case)
    centres, level = options.pop("centres"), options.pop("level", Level.DISTRICT)
    with pytest.raises(IncompleteError) as reason:
        made(level, *centres, **options)
    assert reason.value.key == key


def test_a_filter_that_keeps_to_an_area_is_no_reason():
    wanted = CentreFilter(districts=("1001", "1002", "1003"))
    found = made(Level.DISTRICT, *TWO_KHET, {"district_code": "1044"}, wanted=wanted)
    assert found.areas["centres"].to_dict() == {"1001": 1, "1002": 1, "1003": 0}


def test_a_partners_count_adds_to_the_spread_where_it_says_in_which_area():
    found = made(Level.DISTRICT, *TWO_KHET, counts={"1001": 3})
    assert found.areas.loc[["1001", "1002"], "centres"].tolist() == [3, 1]
    with pytest.raises(IncompleteError) as reason:
        made(Level.DISTRICT, *TWO_KHET, counts={"10": 9})
    assert reason.value.key == "incomplete_counts"


def test_planned_rows_do_not_count_and_a_derived_one_leaves_it_open_whether_there_is_one():
    assert made(Level.DISTRICT, *TWO_KHET, {"district_code": "1004", "status": "planned"}).centres == 2
    with pytest.raises(IncompleteError) as reason:
        made(Level.DISTRICT, *TWO_KHET, {"district_code": "1003", "basis": "derived"})
    assert reason.value.key == "incomplete_claims"


def test_an_empty_register_has_nothing_to_spread():
    with pytest.raises(IncompleteError) as reason:
        spread(Level.DISTRICT, CentreFilter(programmes=("bma-library",)), Tables())
    assert reason.value.key == "incomplete_scope"
