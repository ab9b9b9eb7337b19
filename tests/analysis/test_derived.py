"""Centres by the rule: one a tambon outside Bangkok, less the named ones, counted apart and closing no gap."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd
import pytest

from analysis.centre_filter import CentreFilter
from analysis.coverage import coverage
from analysis.derived import ONE_A_SUBDISTRICT, derived_by_rule
from analysis.gaps import gaps
from analysis.selection import filtered
from analysis.standing import standing
from geodata.codes import Level
from registry.store import Register
from registry.tables import Tables

# 7,436 subdistricts less the 180 khwaeng of Bangkok, less the 135 of Kalasin that are named.
DERIVED = 7436 - 180 - 135
OWN = CentreFilter(programmes=(ONE_A_SUBDISTRICT,))


@pytest.fixture(scope="module")
def tables() -> Tables:
    return Register.in_memory().tables()


@pytest.mark.parametrize("level", [Level.COUNTRY, Level.REGION, Level.REGION6, Level.PROVINCE, Level.DISTRICT])
def test_every_level_sums_to_the_same_number(tables: Tables, level: Level) -> None:
    assert derived_by_rule(level, [ONE_A_SUBDISTRICT], tables.centres).sum() == DERIVED
    assert derived_by_rule(level, ["public-library"], tables.centres).sum() == 0


def test_kalasin_has_named_ones_bangkok_is_out_of_scope_and_elsewhere_nothing_is_concluded(tables: Tables) -> None:
    table = coverage(Level.PROVINCE, OWN, tables)
    assert table.loc["46", ["claim", "centre_count", "derived_count"]].tolist() == ["has_one", 135, 0]
    assert table.loc["10", ["claim", "derived_count"]].tolist() == ["out_of_scope", 0]
    others = table.drop(["10", "46"])
    assert set(zip(others["claim"], others["claim_reason"], strict=True)) == {("unknown", "derived")}
    assert others["centre_count"].sum() == 0
    assert others["derived_count"].sum() == DERIVED
    assert gaps(Level.DISTRICT, OWN, tables).ranked.empty


def test_a_named_centre_takes_the_place_of_a_derived_one_of_its_district(tables: Tables) -> None:
    row = tables.centres[tables.centres["programme_id"] == ONE_A_SUBDISTRICT].head(1)
    more = row.assign(centre_id="new", site_id="new", member_id="new", province_code="50", district_code="5011")
    told = replace(tables, centres=pd.concat([tables.centres, more], ignore_index=True))
    before, after = (coverage(Level.DISTRICT, OWN, one) for one in (tables, told))
    assert before.loc["5011", ["claim", "derived_count"]].tolist() == ["unknown", 11]  # Phrao's eleven tambons
    assert after.loc["5011", ["claim", "derived_count"]].tolist() == ["has_one", 10]


@pytest.mark.parametrize(("wanted", "number"), [
    ({}, DERIVED), ({"programmes": ()}, DERIVED), ({"basis": ("derived",)}, DERIVED), ({"basis": ("reported",)}, 0),
    ({"status": ("planned",)}, 0), ({"access": ("residents",)}, 0), ({"text": "ศกร"}, 0), ({"provinces": ("50",)}, 204),
    ({"districts": ("5011",)}, 11), ({"programmes": ("public-library",)}, 0), ({"opened_from_be": 2560}, DERIVED),
    ({"opened_from_be": 2560, "include_year_unknown": False}, 0), ({"precision": ("site",)}, 0),
])  # fmt: skip
def test_a_filter_leaves_or_hides_them_all(tables: Tables, wanted: dict[str, object], number: int) -> None:
    asked = filtered(replace(OWN, **wanted), tables)
    assert asked.derived_by_rule(Level.COUNTRY).sum() == number


def test_they_are_counted_apart_where_the_programme_stands(tables: Tables) -> None:
    row = standing(tables.centres, tables.programmes).loc[ONE_A_SUBDISTRICT]
    assert row[["listed", "named", "placed_site", "derived"]].tolist() == [135, 135, 0, DERIVED]
    assert pd.isna(row["reported"])
