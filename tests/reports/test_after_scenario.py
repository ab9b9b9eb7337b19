"""Every table, list and chart of a question with a scenario has the values after it, and says so."""

from __future__ import annotations

from dataclasses import replace

import pytest
from pandas.testing import assert_frame_equal

from analysis.after import MOVED_MEASURES
from answers.mapping.maps import map_model
from answers.provenance import provenance
from answers.sections.areas import areas_section
from answers.story.slides.standing_out import standing_out
from answers.words.measures import unit_of
from reports.book import book_sheets
from reports.picture.catalogue import picture_sheet
from tests.reports.conftest import facts_of, tables

LIBRARIES = {"programme": "bma-library", "area": "10", "radius": "2", "lang": "en"}
SAI_MAI = "1042"
SCENARIO = {"at": "100.65,13.92", "closed": "bma-library-001"}
WORDS = "Scenario: as it would be with 1 centre opened and 1 closed"
MEASURE = "population_within_km"


def _share(**more: str) -> float:
    table = facts_of(**LIBRARIES, measure=MEASURE, **more).table
    return float(table[MEASURE].astype(float)[SAI_MAI])


def test_a_closed_centre_leaves_the_values_of_a_register_without_it() -> None:
    register = tables()
    rows = register.centres
    without = replace(register, centres=rows[rows["centre_id"] != "bma-library-001"].reset_index(drop=True))
    for measure in (one for one in MOVED_MEASURES if one != "distance_bands"):
        closed = facts_of(**LIBRARIES, measure=measure, closed="bma-library-001").table
        gone = facts_of(without, **LIBRARIES, measure=measure).table
        shown = [name for name in MOVED_MEASURES if name in closed]
        assert measure in shown
        assert_frame_equal(closed[shown], gone[shown])


def test_list_charts_tables_and_files_have_the_value_of_the_map() -> None:
    facts = facts_of(**LIBRARIES, measure=MEASURE, **SCENARIO)
    model = map_model(facts)
    value = model.values[model.codes.index(SAI_MAI)]
    unit = unit_of(MEASURE, lang="en")
    today, after = _share(), _share(**SCENARIO)
    assert after > today
    assert unit.text(after) == value
    (area_row,) = [row for row in areas_section(facts).tables[0].rows if row[0] == "Sai Mai"]
    (slide_row,) = [row for row in standing_out(facts, most=60).rows if row[0] == "Sai Mai"]
    assert area_row[-1] == slide_row[-1] == unit.number(after)
    (districts,) = [
        one.table
        for one in book_sheets(facts)
        if {"admin_code", "distance_bands"} <= set(one.table) and SAI_MAI in set(one.table["admin_code"])
    ]
    assert float(districts.set_index("admin_code")[MEASURE].loc[SAI_MAI]) == pytest.approx(after)


def test_bars_have_the_values_after() -> None:
    measure = "people_beyond_km"
    facts = facts_of(**LIBRARIES, measure=measure, **SCENARIO)
    unit = unit_of(measure, lang="en")
    after, today = (unit.number(float(one.table[measure][SAI_MAI])) for one in (facts, facts.register))
    bars = [word.text for word in picture_sheet(facts, "bars").words]
    assert after in bars
    assert today not in bars


def test_each_surface_says_that_it_is_as_it_would_be() -> None:
    facts = facts_of(**LIBRARIES, measure=MEASURE, **SCENARIO)
    assert map_model(facts).subtitle.startswith(WORDS)
    assert areas_section(facts).lead.startswith(WORDS)
    assert WORDS in provenance(facts).filter_phrases
    assert WORDS in " ".join(word.text for word in picture_sheet(facts, "bars").words)


@pytest.mark.parametrize("more", [{"measure": "centre_count"}, {"mode": "gaps"}, {"measure": "claim"}])
def test_what_does_not_follow_a_scenario_says_so(more: dict[str, str]) -> None:
    facts = facts_of(**LIBRARIES, **more, **SCENARIO)
    left_out = "These values are of the register as it is: the scenario does not change them"
    assert left_out in areas_section(facts).notes
    assert left_out in map_model(facts).notes
    assert left_out not in map_model(facts.register).notes


def test_gaps_and_other_sets_are_of_the_register() -> None:
    facts = facts_of(**LIBRARIES, measure=MEASURE, **SCENARIO)
    assert_frame_equal(facts.own_gaps.ranked, facts.register.own_gaps.ranked)
    other = facts_of(programme="bma-library|tk-park").question.centre_filter
    level = facts.question.map_level
    names = {"measures": (MEASURE,)}
    assert_frame_equal(facts.coverage(level, other, **names), facts.register.coverage(level, other, **names))
    assert "Scenario" not in " ".join(word.text for word in picture_sheet(facts, "curve").words)
