"""Counts that a partner gives by area, beside centres that are named."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.centre_filter import CentreFilter
from analysis.claims import claims
from analysis.counts import Counts
from analysis.counts_in_filter import counts_in_filter
from analysis.coverage import coverage
from analysis.sites import count_by_area, sites
from geodata.areas import areas, children
from geodata.codes import Level
from tests.analysis.making import made_centres, made_counts, made_programmes, made_tables

KHET = children("10")
WHERE = st.sampled_from([*KHET[:6], "5201", "5202", "10", "52", "100101", "100102"])


def unnamed(level, counts, *rows):
    return Counts(made_centres(*rows), made_counts(counts), ["libraries"]).unnamed(level)


def claim(code, level, counts, *rows, list_status="partial"):
    return claims(level, made_programmes({"list_status": list_status}), made_centres(*rows), made_counts(counts))[
        "claim"
    ][code]


def test_a_count_says_what_the_names_leave_open():
    named = {"province_code": "10", "district_code": "1001"}
    assert unnamed("district", {"1001": 5}, named, named)["1001"] == 3
    assert unnamed("province", {"1001": 5}, named, named)["10"] == 3
    assert unnamed("country", {"1001": 5}, named, named)["TH"] == 3
    assert unnamed("bma_group", {"1001": 5}, named, named)[areas(Level.DISTRICT).loc["1001", "bma_group_code"]] == 3


def test_more_names_than_the_count_are_all_there():
    named = {"province_code": "10", "district_code": "1001"}
    assert unnamed("district", {"1001": 1}, named, named)["1001"] == 0


def test_subdistricts_add_up_to_their_district_and_a_larger_count_of_the_district_stands():
    assert unnamed("district", {"100101": 2, "100102": 1})["1001"] == 3
    assert unnamed("district", {"100101": 2, "1001": 7})["1001"] == 7


def test_a_province_may_count_more_than_its_districts_tell():
    counts = {"10": 9, "1001": 2, "1002": 3}
    assert unnamed("province", counts)["10"] == 9
    assert unnamed("district", counts)[["1001", "1002", "1003"]].tolist() == [2, 3, 0]


def test_a_named_centre_of_unknown_khet_may_be_one_of_those_counted_by_khet():
    assert unnamed("province", {"1001": 2}, {"province_code": "10"})["10"] == 1


def test_another_programmes_counts_are_not_looked_at():
    counts = made_counts({"1001": 5}, "others")
    assert Counts(made_centres(), counts, ["libraries"]).unnamed(Level.DISTRICT).sum() == 0


def test_a_count_of_an_area_is_a_centre_there_and_a_count_of_zero_is_none():
    counts = {"1001": 2, "1002": 0}
    assert claim("1001", "district", counts) == "has_one"
    assert claim("1002", "district", counts) == "has_none"
    assert claim("1003", "district", counts) == "unknown"
    assert claim("10", "province", counts) == "has_one"
    assert claim("52", "province", {"52": 0}) == "has_none"


def test_a_named_centre_outweighs_a_count_of_zero():
    assert claim("1002", "district", {"1002": 0}, {"province_code": "10", "district_code": "1002"}) == "has_one"


def test_zero_in_every_khet_is_zero_in_bangkok_and_in_its_groups():
    counts = dict.fromkeys(KHET, 0)
    assert claim("10", "province", counts) == "has_none"
    assert claim("BMA-BKC", "bma_group", counts) == "has_none"
    assert claim("10", "province", {**counts, KHET[0]: 1}) == "has_one"


def test_a_complete_list_is_not_complete_by_khet_where_the_province_counts_more():
    assert claim("1003", "district", {"10": 4}, list_status="complete") == "unknown"
    assert claim("1003", "district", {"10": 4, "1003": 0}, list_status="complete") == "has_none"
    assert claim("5201", "district", {"10": 4}, list_status="complete") == "has_none"


@settings(max_examples=40, deadline=None)
@given(
    counts=st.dictionaries(WHERE, st.integers(0, 9), max_size=6),
    named=st.lists(st.sampled_from([*KHET[:6], "5201", None]), max_size=6),
)
def test_an_area_has_at_least_what_its_parts_its_names_and_its_own_count_say(counts, named):
    rows = [{"province_code": "10" if code is None else code[:2], "district_code": code} for code in named]
    found = sites(made_centres(*rows))
    total = {
        level: unnamed(level, counts, *rows) + count_by_area(found, level, areas(level).index)
        for level in (Level.COUNTRY, Level.PROVINCE, Level.DISTRICT)
    }
    for code, count in counts.items():
        level = Level.PROVINCE if len(code) == 2 else Level.DISTRICT
        assert total[level][code[:4]] >= count
    by_province = total[Level.DISTRICT].groupby(total[Level.DISTRICT].index.str[:2]).sum()
    assert (total[Level.PROVINCE] >= by_province).all()
    assert total[Level.COUNTRY]["TH"] == total[Level.PROVINCE].sum()


def test_the_table_counts_what_partners_count_and_says_how_much_of_it_is_unnamed():
    tables = made_tables({"province_code": "10", "district_code": "1001"}, counts={"1001": 4, "1002": 0})
    wanted = CentreFilter(programmes=("libraries",))
    table = coverage(Level.DISTRICT, wanted, tables, measures=["centre_count", "centres_per_100k"])
    row = table.loc["1001"]
    assert (row["centre_count"], row["unnamed_count"], row["unplaced_in_area"]) == (4, 3, 4)
    assert row["unplaced_count"] == 4
    assert row["centres_per_100k"] == pytest.approx(4e5 / row["population"])
    assert (table.loc["1002", "claim"], table.loc["1002", "centre_count"]) == ("has_none", 0)


@pytest.mark.parametrize(
    ("wanted", "kept"),
    [({}, 3), ({"precision": ("site",)}, 0), ({"text": "วัด"}, 0), ({"access": ("residents",)}, 0), ({"access": ()}, 3),
     ({"opened_from_be": 2550}, 0), ({"opened_from_be": 2550, "include_year_unknown": False}, 0),
     ({"districts": ("1001",)}, 2), ({"provinces": ("10",)}, 3), ({"groups": ("BMA-BKC",)}, 2)],
)  # fmt: skip
def test_a_filter_for_what_a_count_does_not_say_leaves_it_out(wanted, kept):
    counts = made_counts({"10": 4, "1001": 2, "100101": 1})
    assert len(counts_in_filter(counts, CentreFilter(programmes=("libraries",), **wanted))) == kept


@pytest.mark.parametrize("rows", [0, 1])
def test_a_filter_by_area_keeps_the_columns_of_counts_without_a_row_left(rows):
    counts = made_counts({"52": 4}).head(rows)
    wanted = CentreFilter(programmes=("libraries",), provinces=("10",))
    assert list(counts_in_filter(counts, wanted).columns) == list(counts.columns)
    tables = replace(made_tables({"province_code": "10", "district_code": "1001"}), area_counts=counts)
    table = coverage(Level.PROVINCE, wanted, tables, measures=["centre_count"])
    assert table.loc["10", "centre_count"] == 1


def test_presence_is_not_told_where_a_province_counts_more_than_its_districts():
    for counts, known in (({"10": 4, "1001": 4}, True), ({"10": 4, "1001": 1}, False)):
        table = coverage(Level.PROVINCE, CentreFilter(), made_tables(counts=counts), measures=["presence_share_areas"])
        assert pd.notna(table.loc["10", "presence_share_areas"]) is known
