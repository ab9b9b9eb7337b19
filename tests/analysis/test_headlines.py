from __future__ import annotations

import csv
import shutil
from dataclasses import replace
from datetime import date

import pytest

from analysis.conflicts import Headline, conflicts, touching
from analysis.demand import population
from analysis.figures import age_years, figures_of, latest, period
from analysis.headlines import (
    BMA_LIBRARY,
    areas_with_named_centre,
    khet_table,
    reach,
    relearning_areas,
    relearning_table,
)
from analysis.profile import programme_profile
from analysis.standing import standing
from geodata.codes import Level
from geodata.paths import data_dir
from registry.errors import DataFileError, UnknownProgrammeError
from registry.tables import Tables
from tests.analysis.making import made_counts


def test_bangkok_has_29_khet_with_a_bma_library_and_21_without(tables):
    found = reach(Level.DISTRICT, ("bma-library",), tables)
    assert (len(found.with_one), len(found.with_none), found.unknown, found.areas_in_scope) == (29, 21, (), 50)
    assert (found.people_without, found.people_with) == (1_894_738, 5_422_568 - 1_894_738)
    with (data_dir() / "bangkok_district_age.csv").open(encoding="utf-8") as file:
        ages = {row["district_code"]: row for row in csv.DictReader(file)}
    for attribute, column in (("children_without", "age_0_14"), ("elderly_without", "age_60_plus"),
                              ("outside_age_without", "outside_age_series")):  # fmt: skip
        assert getattr(found, attribute) == sum(int(ages[code][column]) for code in found.with_none)
    assert found.year_ce == 2025


def test_ages_are_not_known_outside_bangkok(tables):
    found = reach(Level.PROVINCE, ("relearning",), tables)
    assert len(found.with_one) == found.areas_in_scope == 9
    everywhere = reach(Level.DISTRICT, ("relearning",), tables)
    assert everywhere.with_none == ()
    assert population(Level.PROVINCE)["age_0_14"].notna().sum() == 1


def test_relearning_is_in_four_of_four_regions_and_nine_provinces(tables):
    where = relearning_areas(tables.centres)
    assert where["provinces"] == ("34", "40", "52", "53", "67", "71", "75", "84", "95")
    assert where["regions"] == where["all_regions"] == ("R4-C", "R4-N", "R4-NE", "R4-S")
    table = relearning_table(tables.centres)
    assert len(table) == 9
    assert table["name_th"].notna().sum() == 2
    assert table.loc["relearning-003", "name_th"] is None
    assert table.loc["relearning-003", "province_name_en"] == "Lampang"


def test_khet_with_a_named_centre_and_with_a_derived_corner(tables):
    khet = khet_table(tables)
    assert len(khet) == 50
    assert (khet["named_open_count"] > 0).sum() == 32
    assert (khet["derived_count"] > 0).sum() == 50
    assert (khet["bma_library_claim"] == "has_one").sum() == 29
    assert khet["bma_library_count"].sum() == 35
    assert khet["book_house_count"].sum() == 4
    assert len([code for code in areas_with_named_centre("district", tables.centres) if code[:2] == "10"]) == 32
    assert len(areas_with_named_centre("province", tables.centres)) == 51


def test_a_partners_count_tells_of_a_khet_in_the_table_as_in_the_headline(tables):
    counts = made_counts({"1042": 2}, BMA_LIBRARY)
    told = replace(tables, area_counts=counts)
    khet, found = khet_table(told), reach(Level.DISTRICT, (BMA_LIBRARY,), told)
    assert khet.index[khet["bma_library_claim"] == "has_one"].tolist() == list(found.with_one)
    assert (khet.loc["1042", "bma_library_count"], len(found.with_one)) == (2, 30)


def test_standing_keeps_four_numbers_apart(tables):
    table = standing(tables.centres, tables.programmes)
    columns = [
        "reported", "placed_province", "named", "placed_district", "placed_town", "placed_inferred", "placed_site",
        "derived", "planned",
    ]  # fmt: skip
    assert table.loc["relearning", columns].tolist() == [9, 9, 2, 0, 2, 7, 0, 0, 0]
    assert table.loc["bma-library", columns].tolist() == [35, 35, 35, 35, 0, 0, 35, 0, 0]
    assert table.loc["district-corner", columns].tolist() == [51, 0, 0, 0, 0, 0, 0, 50, 0]
    # Phuket's two buildings are one member; two parks are only planned.
    assert table.loc["tk-park", ["listed", "planned"]].tolist() == [18, 2]
    assert table.loc["relearning", "named_share"] == pytest.approx(2 / 9)
    # "More than 627" is no denominator, and a training has no places.
    assert table.loc[["public-library", "high-rise-training"], "named_share"].isna().all()
    assert table.loc["near-home", columns].tolist() == [200, 1, 1, 1, 1, 0, 0, 0, 0]
    assert table["reported"].isna().sum() == 2


def test_the_latest_figure_is_dated_and_says_more_than(tables):
    trained = latest(tables.figures, "relearning", "people_trained_cumulative")
    assert (trained.value, trained.more_than, trained.date) == (70_000, True, "2024-03")
    libraries = latest(tables.figures, "relearning", "libraries_in_project")
    assert (libraries.value, libraries.more_than, libraries.date) == (9, False, "2024-04-01")
    assert latest(tables.figures, "public-library", "public_libraries") is None
    dates = [figure.date for figure in figures_of(tables.figures, "relearning")]
    assert dates[0] == "2020"
    assert dates[-2:] == [None, None]


@pytest.mark.parametrize(("iso", "today", "age"), [
    ("2024", date(2025, 12, 31), 1), ("2024", date(2025, 12, 30), 0.99), ("2024-02", date(2025, 2, 28), 0.99),
    ("2024-02-29", date(2028, 2, 29), 4), ("2024-03-28", date(2026, 3, 28), 2), ("2024-03", date(2024, 3, 5), 0),
    ("2030", date(2026, 1, 1), 0),
])  # fmt: skip
def test_age_counts_from_the_last_day_a_date_may_mean(iso, today, age):
    assert age_years(iso, today=today) == pytest.approx(age, abs=0.02)


def test_an_undated_figure_has_no_age():
    assert age_years(None, today=date(2026, 1, 1)) is None
    assert age_years("", today=date(2026, 1, 1)) is None
    assert period("2023-12-05") == (date(2023, 12, 5), date(2023, 12, 5))


def test_conflicts_show_both_sides(tables):
    found = {c.key: c for c in conflicts(tables)}
    values = {key: [value.value for value in conflict.values] for key, conflict in found.items()}
    assert values == {
        "district_offices": [51, 50], "book_houses": [117, 139, 135, 116],
        "near_home_agencies": [8, 7], "bma_libraries": [36, 35, 34],
        "people_trained": [70_000, 500_000], "tk_park_basis": [29, 18, 22, 43, 30, 35, 32, 34],
    }  # fmt: skip
    assert found["people_trained"].values[1].date is None
    assert all(value.source for conflict in found.values() for value in conflict.values)


def test_a_conflict_that_touches_a_headline_says_so(tables):
    found = conflicts(tables)
    assert [conflict.key for conflict in touching(Headline.TRAINED, found)] == ["people_trained"]
    assert [conflict.key for conflict in touching(Headline.BANGKOK, found)] == ["bma_libraries"]


def test_a_conflict_that_is_resolved_in_the_tables_goes(tables):
    figures = tables.figures
    agreed = figures[~figures["metric"].str.match("book_houses_(trained|built|in_use)")]
    keys = [c.key for c in conflicts(replace(tables, figures=agreed))]
    assert "book_houses" not in keys


def test_every_programme_has_a_profile(tables):
    for programme_id in tables.programmes["programme_id"]:
        profile = programme_profile(programme_id, tables)
        assert profile.programme["programme_id"] == programme_id
        assert profile.standing.name == programme_id
    relearning = programme_profile("relearning", tables)
    assert {kind: len(rows) for kind, rows in relearning.details.items()} == {
        "partner": 2, "target": 1, "trainee-group": 6, "sales-channel": 3, "product": 2, "event": 3, "idea": 1,
    }  # fmt: skip
    assert [conflict.key for conflict in relearning.conflicts] == ["people_trained"]
    with pytest.raises(UnknownProgrammeError):
        programme_profile("none", tables)


def test_an_empty_register_has_headlines_of_nothing():
    empty = Tables()
    assert relearning_areas(empty.centres)["provinces"] == ()
    assert relearning_table(empty.centres).empty
    assert standing(empty.centres, empty.programmes).empty
    assert conflicts(empty) == []
    assert latest(empty.figures, "relearning", "sales_cumulative") is None
    found = reach(Level.DISTRICT, ("bma-library",), empty)
    assert (found.areas_in_scope, found.people_without) == (0, 0)
    assert khet_table(empty)["named_open_count"].sum() == 0


@pytest.mark.parametrize("level", list(Level))
def test_population_is_known_of_every_area(level):
    people = population(level)
    assert people["population"].notna().all()
    estimated = {Level.DISTRICT: 10, Level.SUBDISTRICT: len(people)}
    assert people["estimated"].sum() == estimated.get(level, 0)


def test_a_damaged_population_file_is_a_sentence(tmp_path, monkeypatch):
    shutil.copytree(data_dir(), tmp_path / "data")
    monkeypatch.setenv("KLAIBAAN_DATA", str(tmp_path / "data"))
    path = tmp_path / "data" / "province_population.csv"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("5422568", "many", 1), encoding="utf-8")
    with pytest.raises(DataFileError, match="row 2, column population: 'many'"):
        population(Level.PROVINCE)
    path.write_text("a,b\n", encoding="utf-8")
    with pytest.raises(DataFileError, match="lacks the column"):
        population(Level.PROVINCE)
    path.unlink()
    with pytest.raises(DataFileError, match="is missing"):
        population(Level.PROVINCE)
