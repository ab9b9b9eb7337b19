"""Requests: the same parameters as a page's address mean the same, and nonsense is a sentence."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.radius import RadiusError
from answers.errors import ReportError
from answers.question import PARAMETERS, params_of_link, question_of
from geodata.codes import Level
from tests.reports.conftest import facts_of, tables
from ui import selection

KNOWN = tables()
VALUES = {
    "lang": ["th", "en"],
    "programme": ["relearning", "bma-library", "bma-library|tk-park"],
    "area": ["TH", "10", "R4-N", "1042"],
    "level": ["region", "province", "district", "bma_group"],
    "measure": ["claim", "centre_count", "people_beyond_km"],
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
def test_a_report_takes_an_address_as_the_screen_does(params):
    ours = question_of(params, KNOWN)
    screen, refused = selection.parse(params, {"programme": list(KNOWN.programmes["programme_id"])})
    assert refused == ()
    assert ours.wanted == screen.centre_filter()
    assert (ours.lang, ours.area, ours.measure) == (screen.lang, screen.area, screen.measure)
    shown = screen.shown_level()
    assert ours.level == (Level.REGION6 if shown == Level.REGION and screen.scheme == "6" else shown)
    assert ours.gaps == (screen.mode == selection.GAPS)
    assert ours.weights == screen.weights
    assert ours.places == screen.at
    assert ours.radius_asked == bool(screen.radius)
    if screen.radius:
        assert ours.radius_km == screen.radius


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
    with pytest.raises(ReportError) as told:
        question_of({name: value}, KNOWN)
    assert str(told.value).startswith(f"{name} cannot be")


def test_a_radius_out_of_range_says_the_range():
    with pytest.raises(RadiusError, match=r"0\.5 to 50 km"):
        question_of({"radius": "80"}, KNOWN)


def test_parameters_of_the_screen_alone_are_passed_over():
    asked = question_of({"tiles": "1", "chosen": "52", "place": "1042"}, KNOWN)
    assert asked == question_of({}, KNOWN)
    assert {"tiles", "chosen"}.isdisjoint(PARAMETERS)


def test_a_link_gives_its_parameters():
    assert params_of_link("https://example.org/map?programme=bma-library&area=10&access=") == {
        "programme": "bma-library",
        "area": "10",
        "access": "",
    }
    for wrong in ("programme=relearning", "ftp://example.org/?a=1", "http://[broken"):
        with pytest.raises(ReportError, match="is no link of this app"):
            params_of_link(wrong)


def test_a_view_is_asked_for_by_anything_but_the_terms_it_is_told_in():
    assert not question_of({"lang": "en", "radius": "3"}, KNOWN).chosen
    assert all(question_of({name: value}, KNOWN).chosen for name, value in (("area", "52"), ("measure", "claim")))
    first_visit = facts_of(radius="3")
    assert first_visit.gap_question.wanted.programmes == ("bma-library",), "the gaps that a first visit shows"
    assert first_visit.gap_view.radius_km == 3.0
    assert facts_of(area="52").gap_question.wanted.programmes == ("relearning",)


def test_the_radius_is_the_one_of_the_screen():
    assert facts_of().radius_km == 10.0
    assert facts_of(programme="bma-library").radius_km == 2.0, "a programme of Bangkok only"
    assert facts_of(programme="public-library", area="10").radius_km == 2.0
    assert facts_of(programme="bma-library", radius="7").radius_km == 7.0
    assert facts_of(programme="public-library", age="60+").age == "all", "ages are known in Bangkok only"
