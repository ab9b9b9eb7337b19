"""Questions: an address means the same on every surface, is written as it is read, and nonsense is a sentence."""

from __future__ import annotations

from dataclasses import fields

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.radius import RadiusError
from analysis.ranking import WeightsError
from analysis.what_if import PlaceError
from answers.errors import ReportError
from answers.question import (
    DEFAULT,
    PARAMETERS,
    SCREEN_ONLY,
    Question,
    params_of,
    params_of_link,
    question_of,
    read_question,
    vocabulary_of,
)
from geodata.codes import Level
from geodata.errors import KlaiBaanError
from tests.reports.conftest import facts_of, tables

KNOWN = tables()
VALUES = {
    "lang": ["th", "en"],
    "programme": ["relearning", "bma-library", "bma-library|tk-park"],
    "area": ["TH", "10", "R4-N", "1042"],
    "level": ["region", "province", "district", "bma_group"],
    "measure": ["claim", "centre_count", "people_beyond_km"],
    "beside": ["claim", "mean_distance_km"],
    "scheme": ["4", "6"],
    "region": ["R4-N", "R6-E"],
    "province": ["52|53"],
    "district": ["1042"],
    "group": ["BMA-BKE"],
    "status": ["open|planned", ""],
    "access": ["public", "residents|public", ""],
    "precision": ["site"],
    "basis": ["derived"],
    "from_year": ["2560"],
    "to_year": ["2568"],
    "year_unknown": ["0", "1"],
    "q": ["ลำปาง"],
    "mode": ["gaps"],
    "radius": ["5", "2.5"],
    "weights": ["1|0|0"],
    "at": ["100.5,13.75"],
    "age": ["0-14", "60+"],
}


@given(st.fixed_dictionaries({}, optional={name: st.sampled_from(values) for name, values in VALUES.items()}))
def test_an_address_is_read_as_it_was_written(params):
    question = question_of(params, KNOWN)
    again, refusals = read_question(params_of(question), vocabulary_of(KNOWN))
    assert refusals == ()
    assert again == question
    at_home = question.area != params.get("area", DEFAULT.area)
    for name, value in params.items():
        if not (at_home and name in ("area", "level")):
            assert params_of(question).get(name, value) in (value, "|".join(reversed(value.split("|"))))


CHANGES = {
    "lang": "en", "programme": "bma-library", "area": "10", "level": "district", "measure": "claim", "scheme": "6",
    "chosen": "1042", "region": "R4-N", "province": "52", "district": "1042", "partner": "", "owner": "",
    "status": "planned", "access": "residents", "precision": "site", "basis": "derived", "group": "BMA-BKE",
    "from_year": "2560", "to_year": "2568", "year_unknown": "0", "q": "ลำปาง", "mode": "gaps", "radius": "5",
    "age": "60+", "weights": "1|0|0", "at": "100.5,13.75", "opens": "bma-library", "closed": "relearning-001",
    "benchmark": "norm:people_per_centre:40000", "beside": "claim", "bounds": "1", "inferred": "1",
}  # fmt: skip


def test_every_parameter_is_the_screens_alone_or_of_every_surface():
    assert set(PARAMETERS) == set(CHANGES)
    names = {"second_measure" if name == "beside" else name for name in CHANGES}
    assert {field.name for field in fields(Question)} == {*names, *SCREEN_ONLY}
    for name, value in CHANGES.items():
        if value:
            changed = question_of({name: value}, KNOWN)
            assert changed.on_paper == changed != DEFAULT
    alone = {"tiles": "1", "section": "history", "place": "1042", "with": "10|52"}
    assert question_of(alone, KNOWN).on_paper == DEFAULT


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("lang", "de"),
        ("programme", "nonsense"),
        ("programme", "|"),
        ("area", "99"),
        ("level", "village"),
        ("measure", "score"),
        ("status", "opened"),
        ("from_year", "1900"),
        ("from_year", "last year"),
        ("weights", "1|2"),
        ("weights", "a|b|c"),
        ("at", "1,2,3"),
        ("at", "200,100"),
        ("at", "1,1|2,2|3,3|4,4"),
        ("year_unknown", "maybe"),
        ("scheme", "5"),
        ("mode", "map"),
    ],
)
def test_nonsense_is_named(name, value):
    with pytest.raises(KlaiBaanError) as error:
        question_of({name: value}, KNOWN)
    if isinstance(error.value, ReportError):
        assert str(error.value).startswith(f"{name} cannot be")
    else:
        assert isinstance(error.value, (WeightsError, PlaceError))


def test_a_radius_out_of_range_says_the_range():
    with pytest.raises(RadiusError, match=r"0\.5 to 50 km"):
        question_of({"radius": "80"}, KNOWN)


def test_a_link_gives_its_parameters():
    assert params_of_link("https://example.org/map?programme=bma-library&area=10&access=") == {
        "programme": "bma-library",
        "area": "10",
        "access": "",
    }
    for wrong in ("programme=relearning", "ftp://example.org/?a=1", "http://[broken"):
        with pytest.raises(ReportError, match="is no link of this app"):
            params_of_link(wrong)


def test_a_link_without_parameters_asks_for_what_its_page_shows_first():
    first = {"programme": "bma-library", "area": "10", "mode": "gaps"}
    assert params_of_link("https://example.org/map") == first
    assert params_of_link("https://example.org/map?lang=en&view=13.7,100.5,11") == {
        **first, "lang": "en", "view": "13.7,100.5,11",
    }  # fmt: skip
    assert params_of_link("https://example.org/map?measure=claim") == {"measure": "claim"}
    assert params_of_link("https://example.org/") == {}


@pytest.mark.parametrize(
    ("params", "area", "level"),
    [
        ({"programme": "bma-library"}, "10", None),
        ({"programme": "bma-library", "area": "TH", "level": "province"}, "10", None),
        ({"programme": "bma-library", "area": "R4-C", "level": "district"}, "10", Level.DISTRICT),
        ({"programme": "bma-library|district-corner"}, "10", None),
        ({"programme": "bma-library", "area": "1042"}, "1042", None),
        ({"programme": "bma-library", "area": "50"}, "50", None),
        ({"programme": "bma-library|relearning"}, "TH", None),
        ({"programme": "relearning"}, "TH", None),
    ],
)
def test_programmes_meant_for_a_part_of_the_country_are_asked_about_there(params, area, level):
    question = question_of(params, KNOWN)
    assert (question.area, question.level) == (area, level)


def test_a_view_is_asked_for_by_anything_but_the_manner_it_is_drawn_in():
    assert question_of({"lang": "en", "radius": "3"}, KNOWN).is_first_view
    for name, value in (("area", "52"), ("measure", "claim")):
        assert not question_of({name: value}, KNOWN).is_first_view
    first_visit = facts_of(radius="3")
    assert first_visit.gap_question.programme == ("bma-library",), "the gaps that a first visit shows"
    assert first_visit.gap_view.radius_km == 3.0
    assert facts_of(area="52").gap_question.programme == ("relearning",)


def test_the_radius_is_the_one_of_the_screen():
    assert facts_of().radius_km == 10.0
    assert facts_of(programme="bma-library").radius_km == 2.0, "a programme of Bangkok only"
    assert facts_of(programme="public-library", area="10").radius_km == 2.0
    assert facts_of(programme="bma-library", radius="7").radius_km == 7.0
    assert facts_of(programme="public-library", age="60+").age == "all", "ages are known in Bangkok only"
