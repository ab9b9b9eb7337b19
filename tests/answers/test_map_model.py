"""What a map says: its classes, its legend, its names; each decided once for every surface."""

from __future__ import annotations

import json
from dataclasses import replace

import pandas as pd
import pytest

from analysis.after import MOVED_MEASURES
from analysis.benchmark_status import Status
from analysis.centre_filter import CentreFilter
from analysis.measures import AREA_MEASURES
from answers.mapping.characters import BENCHMARK_CLASSES, OUTSIDE
from answers.mapping.fill import benchmark_fill, fill_after, gap_fill, measure_fill
from answers.mapping.legend import area_entries, class_label, statements
from answers.mapping.looks import PRECISION_LOOKS, looks, style
from answers.mapping.maps import map_model, register_map
from answers.question import MEASURES
from answers.words.measures import unit_of
from registry.schema import Precision
from tests.reports.conftest import facts_of

BANGKOK = {"programme": "bma-library", "area": "10", "lang": "en"}
CENTRE = "bma-library-001"


def _table(values: list[float | None], measure: str, claim: str = "has_one") -> pd.DataFrame:
    columns = {measure: values, "claim": claim, "claim_reason": ""}
    return pd.DataFrame(columns, index=[str(code) for code in range(10, 10 + len(values))])


def _labels(table: pd.DataFrame, measure: str) -> list[str]:
    fill, unit = measure_fill(table, measure), unit_of(measure, lang="en")
    return [class_label(character, bounds, unit, lang="en") for character, bounds in fill.bounds.items()]


def test_the_bounds_of_classes_meet() -> None:
    kilometres = [2.7, 30.0, 88.7, 90.7, 120.0, 251.4, 300.0, 410.0, 500.0, 611.0]
    assert _labels(_table(kilometres, "nearest_centre_km"), "nearest_centre_km") == [
        "2.7–30.0", "30.0–90.7", "90.7–251.4", "251.4–410.0", "410.0–611.0",
    ]  # fmt: skip


def test_counts_are_told_one_by_one_and_follow_each_other() -> None:
    counts = [0, 1, 1, 1, 2, 3, 4, 5, 6, 7, 9, 12]
    assert _labels(_table([float(one) for one in counts], "centre_count"), "centre_count") == [
        "0", "1", "2–3", "4–5", "6–7", "8–12",
    ]  # fmt: skip
    assert _labels(_table([0.0, 1.0, 3.0], "centre_count"), "centre_count") == ["0", "1", "3"]


def test_classes_about_a_middle_leave_no_bound_out() -> None:
    labels = _labels(_table([-9.0, -1.0, 0.0, 2.0, 5.0], "disparity"), "disparity")
    assert labels == [
        "Above: 2.00–5.00", "Above: up to 2.00", "At the share of people", "Below: up to 2.00",
        "Below: 2.00–5.00", "Below: 5.00–9.00",
    ]  # fmt: skip


def test_gaps_are_told_apart_from_areas_that_have_one() -> None:
    claims = ["has_one", "has_none", "has_none", "unknown", "out_of_scope"]
    columns = {"claim": claims, "claim_reason": "", "people_beyond_km": [5.0, 0.0, 812.0, 40.0, None]}
    table = pd.DataFrame(columns, index=list("vwxyz"))
    fill = gap_fill(table)
    assert "".join(fill.classes) == "xkd?o"
    words = statements(fill, CentreFilter(), lang="en")
    assert [entry.label for entry in area_entries(fill, words, lang="en")] == [
        "0", "812", "Has one", "Data incomplete, no conclusion", "Outside the programme's area",
    ]  # fmt: skip
    assert fill.values.isna().tolist() == [False, False, False, True, True]


def test_a_benchmark_is_told_by_label_and_pattern() -> None:
    table = _table([4.0, 2.0, 1.0, None, 7.0], "centre_count")
    standing = pd.Series(["good", "moderate", "poor", "unknown", "no_target"], index=table.index)
    fill = benchmark_fill(table, "centre_count", standing)
    assert "".join(fill.classes) == "GMP?n"
    words = statements(fill, CentreFilter(), lang="en")
    assert words["n"] == "No target set"
    assert [entry.swatch.area_class for entry in area_entries(fill, words, lang="en")] == list("GMP?n")
    patterns = {looks("light")[BENCHMARK_CLASSES[one]].pattern for one in (Status.MODERATE, Status.POOR)}
    assert patterns == {"dots", "cross"}


@pytest.mark.parametrize("measure", MEASURES)
def test_every_class_on_a_map_has_a_look_and_a_line_in_its_legend(measure: str) -> None:
    model = map_model(facts_of(**BANGKOK, measure=measure))
    classes = set(model.classes) - {OUTSIDE}
    assert classes
    assert model.legend.areas is not None
    assert classes <= {entry.swatch.area_class for entry in model.legend.areas.entries}
    for theme in ("light", "dark"):
        assert set(model.classes) <= set(looks(theme))
    assert len(model.classes) == len(model.codes) == len(model.values) == 928


def test_a_map_of_gaps_names_the_worst_first_and_draws_the_radius() -> None:
    facts = facts_of(**BANGKOK, mode="gaps")
    model = map_model(facts)
    worst = facts.table.loc[facts.table["claim"] == "has_none", "people_beyond_km"].astype(float).idxmax()
    assert model.names[0] == worst
    assert model.rings is not None
    assert model.rings.radius_km == 2.0
    assert len(model.rings.places) == 35
    assert map_model(facts_of(**BANGKOK, measure="centre_count")).rings is None


def test_an_area_with_another_centre_says_which_and_is_no_gap() -> None:
    facts = facts_of(programme="high-rise", area="10", measure="claim", lang="en")
    model = map_model(facts)
    said = dict(zip(model.codes, zip(model.classes, model.remarks, strict=True), strict=True))
    assert said["1020"] == ("h", "Has one, for residents only")
    assert "z" not in model.classes


def test_a_model_is_plain_json_in_both_languages() -> None:
    for lang in ("th", "en"):
        model = map_model(facts_of(lang=lang, mode="gaps", at="100.5,13.75"))
        assert json.loads(json.dumps(model.to_json()))["pins"] == [
            {"label": "1", "longitude": 100.5, "latitude": 13.75}
        ]
    assert json.dumps(style("dark", ["relearning"]))


def test_the_map_of_the_register_claims_nothing() -> None:
    model = register_map(facts_of())
    assert model.legend.areas is None
    assert set(model.classes) == {"i"}
    assert model.marks


def test_every_precision_is_drawn_apart() -> None:
    assert set(PRECISION_LOOKS) >= {str(one) for one in Precision}
    assert len(set(PRECISION_LOOKS.values())) == len(PRECISION_LOOKS)


def test_the_map_of_a_scenario_is_that_of_today_with_its_pins_and_without_what_it_closes() -> None:
    base = {**BANGKOK, "measure": "centre_count", "radius": "2"}
    before, after = (
        map_model(facts_of(**base, **more)) for more in ({"at": "100.6,13.8"}, {"at": "100.5,13.75", "closed": CENTRE})
    )
    assert [(pin.label, pin.longitude, pin.latitude) for pin in after.pins] == [("1", 100.5, 13.75)]
    assert after.closed == (CENTRE,)
    assert before.rings is not None
    assert after.rings is not None
    assert len(before.rings.places) - len(after.rings.places) == 1
    assert after.legend.marks[1:] == before.legend.marks[1:]
    assert replace(after, pins=before.pins, closed=(), rings=before.rings, legend=before.legend) == before


SAI_MAI = {"at": "100.65,13.92"}


@pytest.mark.parametrize("measure", [one for one in MOVED_MEASURES if one in AREA_MEASURES])
def test_the_colours_follow_the_scenario_where_they_are_of_distances(measure: str) -> None:
    base = {**BANGKOK, "measure": measure, "radius": "2"}
    before, after = (map_model(facts_of(**base, **more)) for more in ({}, SAI_MAI))
    place = before.codes.index("1042")
    assert before.values[place] != after.values[place]
    assert (before.classes == after.classes) == (measure == "people_beyond_km")
    far = before.codes.index("1003")
    assert (before.values[far], before.classes[far]) == (after.values[far], after.classes[far])
    assert before.legend.areas is not None
    assert after.legend.areas is not None
    words = "Scenario: as it would be with 1 centre opened"
    assert after.legend.areas.note.startswith(words)
    assert after.subtitle.startswith(words)
    assert "cenario" not in before.legend.areas.note + before.subtitle + "".join(before.notes)
    assert after.notes == before.notes
    present = {one for one in after.classes if one != OUTSIDE}
    assert present <= {entry.swatch.area_class for entry in after.legend.areas.entries}


@pytest.mark.parametrize("more", [{"measure": "claim"}, {"measure": "centre_count"}, {"mode": "gaps"}])
def test_what_the_register_says_stays_in_a_scenario(more: dict[str, str]) -> None:
    before, after = (map_model(facts_of(**BANGKOK, **more, **scenario)) for scenario in ({}, SAI_MAI))
    for name in ("classes", "values", "statements", "subtitle", "title"):
        assert getattr(before, name) == getattr(after, name)
    left_out = "These values are of the register as it is: the scenario does not change them"
    assert after.notes == (*before.notes, left_out)


def test_a_map_without_distances_does_not_say_that_it_follows_the_scenario() -> None:
    base = {"programme": "public-library", "area": "50", "measure": "population_within_km", "lang": "en"}
    before, after = (map_model(facts_of(**base, **scenario)) for scenario in ({}, {"at": "98.98,18.79"}))
    assert before.legend.areas == after.legend.areas
    assert before.subtitle == after.subtitle


def test_the_values_after_a_scenario_are_those_of_the_before_and_after() -> None:
    facts = facts_of(**BANGKOK, measure="population_within_km", radius="2", closed=CENTRE, **SAI_MAI)
    model, openings = map_model(facts), facts.openings
    assert openings is not None
    table = openings.whole.areas
    unit = unit_of("population_within_km", lang="en")
    for code in table.index[table["level"] == "district"]:
        assert model.values[model.codes.index(code)] == unit.text(float(table.loc[code, "share_after"]))


def test_values_after_a_change_stand_in_the_classes_of_before() -> None:
    measure = "mean_distance_km"
    shares = [float(one) for one in range(1, 21)]
    before = measure_fill(_table(shares, measure), measure)
    after = fill_after(before, _table([0.5, 25.0, *shares[2:]], measure))
    assert list(after.classes[2:]) == list(before.classes[2:])
    highs = [one.high for one in before.bounds.values()]
    assert [one.high for one in after.bounds.values()] == [*highs[:-1], 25.0]
    assert next(iter(after.bounds.values())).low == 0.5


def test_the_legend_has_the_signs_of_a_scenario_only_where_the_map_has_them() -> None:
    def signs(**more: str) -> list[tuple[bool, bool]]:
        entries = map_model(facts_of(**BANGKOK, **more)).legend.marks[0].entries
        return [(one.swatch.pin, one.swatch.strike) for one in entries if one.swatch.pin or one.swatch.strike]

    site, strike = (True, False), (False, True)
    assert signs() == []
    assert signs(at="100.5,13.75") == [site]
    assert signs(closed=CENTRE) == [strike]
    assert signs(at="100.5,13.75", closed=CENTRE) == [site, strike]
    assert signs(closed="tk-park-001") == []
    assert signs(measure="centre_count", at="100.5,13.75") == [site]
