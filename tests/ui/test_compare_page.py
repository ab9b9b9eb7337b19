"""The page of areas side by side: its numbers are those of the coverage table, its limits hold."""

from __future__ import annotations

import pytest

from analysis.centre_filter import CentreFilter
from analysis.coverage import coverage
from registry.store import Register
from tests.ui.drawing import draw, said
from ui import cached

BMA = ("bma-library",)


@pytest.mark.parametrize(
    ("lang", "codes"), [("th", ()), ("th", ("1042", "1005", "90", "4001")), ("en", ("TH", "R6-E", "BMA-BKC"))]
)
def test_one_to_four_areas_of_any_level_are_drawn(lang: str, codes: tuple[str, ...], real: Register) -> None:
    page = draw(lang, "compare", compare=codes, programme=BMA)
    said(page)
    assert bool(page.info) == (not codes)
    if codes:
        assert len(page.table[0].value.columns) == len(codes)


@pytest.mark.parametrize("lang", ["th", "en"])
def test_an_empty_register_shows_people_and_no_claims(lang: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cached, "_open_register", lambda: (Register.empty(), ()))
    words = said(draw(lang, "compare", compare=("1042", "5001")))
    assert "212,912" in words


def test_the_numbers_are_those_of_the_coverage_table(real: Register) -> None:
    table = coverage("district", CentreFilter(programmes=BMA), real.tables(), radius_km=5.0)
    shown = draw("en", "compare", compare=("1042", "1005"), programme=BMA, radius=5.0).table[0].value
    for column, code in zip(shown.columns, ("1042", "1005"), strict=True):
        cells = [str(cell).replace("\\", "") for cell in shown[column]]
        row = table.loc[code]
        assert f"{row['population']:,}" in cells
        assert str(row["centre_count"]) in cells
        assert f"{row['population_within_km'] * 100:.1f} (within 5 km)" in cells
        assert f"{row['mean_distance_km']:.1f}" in cells
        assert f"{row['nearest_centre_km']:.1f}" in cells


def test_each_radius_stands_beside_its_share(real: Register) -> None:
    words = said(draw("en", "compare", compare=("1042", "84"), programme=("relearning", "bma-library")))
    assert "(within 2 km)" in words
    assert "(within 10 km)" in words


def test_two_districts_of_one_name_are_told_apart(real: Register) -> None:
    columns = list(draw("en", "compare", compare=("1404", "1413")).table[0].value.columns)
    assert len(set(columns)) == 2


def test_areas_are_taken_away_and_asked_about(real: Register) -> None:
    page = draw("th", "compare", compare=("1042", "1050"), programme=BMA)
    page.button(key="remove-1042").click().run()
    assert page.session_state["selection"].compare == ("1050",)
    page.button(key="ask-1050").click().run()
    assert page.session_state["selection"].place == "1050"


def test_there_is_no_fifth(real: Register) -> None:
    page = draw("th", "compare", compare=("10", "11", "12", "13"))
    assert not page.get("bidi_component")
    added = draw("th", "place", place="1042", compare=("10", "11", "12", "13"))
    assert added.button(key="compare-add-1042").disabled


def test_from_a_place_to_the_comparison(real: Register) -> None:
    page = draw("th", "place", place="104202")
    page.button(key="compare-add-104202").click().run()
    assert page.session_state["selection"].compare == ("104202",)
    assert page.button(key="compare-add-104202").disabled


@pytest.mark.parametrize("lang", ["th", "en"])
def test_subdistricts_are_compared_by_what_is_known_of_themselves(lang: str, real: Register) -> None:
    page = draw(lang, "compare", compare=("104201", "100403", "1042"), programme=BMA)
    assert not page.exception
    numbers, programmes = (table.value for table in page.table)
    people = numbers.iloc[0]
    assert [str(value).startswith(("ประมาณ", "about")) for value in people] == [True, True, False]
    corners = next(row for name, row in programmes.iterrows() if str(name).startswith(("มุมหนังสือ", "District-office")))
    assert not any(character.isdigit() for character in corners.iloc[0])  # the district's estimate is not its own
    assert not draw(lang, "place", place="104201").button(key="compare-add-104201").disabled
