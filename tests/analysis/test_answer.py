"""What is known of a place: by hand on a few centres, and on the real register against its own files."""

from __future__ import annotations

import pandas as pd
import pytest

from analysis.answer import MEASURES, Answer, PlaceError, place_answer
from analysis.answer_facts import ProgrammeFact
from analysis.claims import Claim
from analysis.coverage import coverage
from geodata.areas import areas
from geodata.codes import Level
from geodata.paths import data_dir
from tests.analysis.making import made_tables

LIBRARIES = {"list_status": "complete", "scope_codes": "10"}


def fact(answer: Answer, programme_id: str = "libraries") -> ProgrammeFact:
    return next(found for found in answer.facts if found.programme_id == programme_id)


def test_a_subdistrict_answers_with_its_district_and_the_centres_recorded_in_it():
    tables = made_tables(
        {"district_code": "1042", "subdistrict_code": "104202", "location_precision": "district"},
        {"district_code": "1042", "location_precision": "district"},
        {"district_code": "1005", "location_precision": "district"},
        programmes=[LIBRARIES],
    )
    answer = place_answer("104202", tables)
    assert (answer.place.code, answer.area_code) == ("104202", "1042")
    assert list(answer.in_subdistrict["centre_id"]) == ["c0000"]
    assert list(answer.centres["centre_id"]) == ["c0000", "c0001"]
    assert (fact(answer).claim, fact(answer).count, fact(answer).unplaced) == (Claim.HAS_ONE, 2, 2)


def test_what_stands_apart_is_never_in_the_count():
    tables = made_tables(
        {"district_code": "1042", "longitude": 100.65, "latitude": 13.9, "location_precision": "site"},
        {"district_code": "1042", "status": "planned", "location_precision": "district"},
        {"district_code": "1042", "basis": "derived", "location_precision": "district"},
        {"district_code": "1042", "access": "residents", "location_precision": "district"},
        {"district_code": "1042", "access": "unknown", "location_precision": "district"},
        {"name_status": "province-only"},
        {"district_code": "1042", "status": "closed", "location_precision": "district"},
        programmes=[LIBRARIES],
    )
    answer = place_answer("1042", tables)
    found = fact(answer)
    assert (found.count, found.planned, found.derived, found.restricted, found.access_unknown) == (1, 1, 1, 1, 1)
    assert (found.above, found.unplaced, found.name_unknown) == (1, 0, 0)
    assert found.nearest_id == ""  # one known position of three that may count is too few for a distance
    assert len(answer.centres) == 5  # the closed one is gone, the one of an unknown khet is in none
    assert fact(place_answer("10", tables)).name_unknown == 1


def test_a_partial_list_and_one_of_residents_alone_are_not_decisive():
    residents = {"district_code": "1042", "access": "residents", "location_precision": "district"}
    whole = place_answer("1005", made_tables(residents, programmes=[LIBRARIES]))
    assert fact(whole).claim == Claim.HAS_NONE
    assert not fact(whole).decisive
    part = place_answer("1005", made_tables(programmes=[{"list_status": "partial"}]))
    assert (fact(part).claim, fact(part).decisive) == (Claim.UNKNOWN, False)


def test_programmes_not_meant_for_the_area_and_services_stand_apart():
    programmes = [LIBRARIES, {"programme_id": "bus", "list_status": "not-a-place"}]
    answer = place_answer("5001", made_tables(programmes=programmes))
    assert (answer.facts, answer.elsewhere, answer.services) == ((), ("libraries",), ("bus",))


def test_counts_of_partners_are_those_of_the_place_and_its_area():
    tables = made_tables(programmes=[LIBRARIES], counts={"1042": 3, "104202": 1, "1005": 9})
    answer = place_answer("104202", tables)
    assert list(answer.partner_counts["count"]) == [3, 1]
    assert (fact(answer).claim, fact(answer).count, fact(answer).unnamed) == (Claim.HAS_ONE, 3, 3)


@pytest.mark.parametrize("code", ["", "9999", "99", "104299", "R4-X", "<b>"])
def test_a_code_of_no_place_is_a_sentence(code):
    with pytest.raises(PlaceError, match="Search for it by name"):
        place_answer(code, made_tables())


def test_the_real_register_says_has_none_of_exactly_the_khet_without_a_library(tables):
    made = {}

    def table_of(level, wanted):
        key = (level, wanted)
        if key not in made:
            made[key] = coverage(level, wanted, tables, measures=MEASURES)
        return made[key]

    khet = [code for code in areas(Level.DISTRICT).index if code.startswith("10")]
    answers = {code: place_answer(code, tables, table_of=table_of) for code in khet}
    rows = pd.read_csv(data_dir() / "centres.csv", dtype=str)
    libraries = rows[(rows["programme_id"] == "bma-library") & (rows["status"] == "open")]
    without = {code for code, answer in answers.items() if fact(answer, "bma-library").claim == Claim.HAS_NONE}
    assert without == set(khet) - set(libraries["district_code"])
    assert len(without) == 21
    counts = libraries.groupby("district_code").size()
    for code, answer in answers.items():
        assert fact(answer, "bma-library").count == counts.get(code, 0)
        assert fact(answer, "district-corner").derived == 1
    ages = pd.read_csv(data_dir() / "bangkok_district_age.csv", dtype={"district_code": str}).set_index("district_code")
    assert answers["1042"].people == ages.at["1042", "population"]
    assert (answers["1042"].children, answers["1042"].elderly) == (
        ages.at["1042", "age_0_14"],
        ages.at["1042", "age_60_plus"],
    )
