"""The selection and the URL: what is written is read back, and nonsense is named and left out."""

from __future__ import annotations

from dataclasses import fields, replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from streamlit.testing.v1 import AppTest

from analysis.ages import Age
from answers.question import DEFAULT, Question, Vocabulary, params_of, read_question
from geodata.areas import areas
from geodata.codes import Level

KNOWN = Vocabulary(programmes=("relearning", "bma-library", "tk-park"), partners=("ก", "ข"), owners=("ค",))

selections = st.builds(
    Question,
    lang=st.sampled_from(["th", "en"]),
    programme=st.lists(st.sampled_from(KNOWN.programmes), unique=True, min_size=1).map(tuple),
    area=st.sampled_from(["TH", "R4-N", "10", "1001", "BMA-BKC"]),
    level=st.sampled_from([None, Level.REGION, Level.PROVINCE, Level.DISTRICT]),
    measure=st.sampled_from(["claim", "centre_count", "nearest_centre_km"]),
    province=st.lists(st.sampled_from(list(areas(Level.PROVINCE).index)), unique=True, max_size=4).map(tuple),
    status=st.sampled_from([(), ("open",), ("open", "planned")]),
    from_year=st.sampled_from([0, 2540, 2563]),
    year_unknown=st.sampled_from(["0", "1"]),
    mode=st.sampled_from(["", "gaps"]),
    radius=st.sampled_from([0.0, 0.5, 2.5, 10.0, 50.0]),
    age=st.sampled_from(Age),
    weights=st.sampled_from([(), (1.0, 0.0, 0.0), (0.2, 0.3, 0.5)]),
    at=st.lists(st.sampled_from([(100.5, 13.75), (98.98, 18.79), (100.60123, 7.2)]), unique=True, max_size=3).map(
        tuple
    ),
    q=st.text(st.characters(exclude_categories=["Cs"]), max_size=30),
)


@given(selections)
def test_a_link_reopens_the_same_view(selection: Question) -> None:
    read, refused = read_question(params_of(selection), KNOWN)
    assert read == selection
    assert refused == ()


def test_only_what_differs_from_the_defaults_is_written() -> None:
    assert params_of(DEFAULT) == {}
    assert params_of(replace(DEFAULT, area="10", programme=("relearning", "tk-park"))) == {
        "area": "10",
        "programme": "relearning|tk-park",
    }


@given(st.sampled_from([field.name for field in fields(Question)]), st.text(max_size=40))
def test_no_text_in_a_link_breaks_the_page(name: str, text: str) -> None:
    read, refused = read_question({name: text}, KNOWN)
    assert read == DEFAULT or getattr(read, name) != getattr(DEFAULT, name) or refused == ()


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("radius", "0"), ("radius", "-3"), ("radius", "abc"), ("radius", "51"), ("radius", "nan"),
        ("weights", "0|0|0"), ("weights", "1|-1|0"), ("weights", "1|1"), ("weights", "a|b|c"), ("weights", "inf|1|1"),
        ("at", "100.5"), ("at", "x,y"), ("at", "200,13"), ("at", "nan,13"),
        ("at", "|".join(f"100.{n:02},13.7" for n in range(51))), ("at", "100.5,13.75,1"),
        ("age", "15"), ("mode", "gap"),
    ],
)  # fmt: skip
def test_nonsense_of_the_gaps_is_refused(name: str, text: str) -> None:
    assert read_question({name: text}, KNOWN)[0] == DEFAULT
    assert [str(refusal) for refusal in read_question({name: text}, KNOWN)[1]] == [f"{name}={text[:60]}"]


def test_nonsense_is_left_out_and_named() -> None:
    read, refused = read_question(
        {"area": "ZZ", "from_year": "many", "measure": "x", "programme": "relearning|nope", "lang": "th"}, KNOWN
    )
    assert read == DEFAULT
    assert {refusal.name for refusal in refused} == {"area", "from_year", "measure", "programme"}


@pytest.mark.parametrize(
    ("before", "programme", "area"),
    [("TH", "bma-library", "10"), ("1042", "bma-library", "1042"), ("40", "high-rise", "10"), ("40", "tk-park", "40")],
)
def test_choosing_a_programme_of_a_part_of_the_country_opens_that_part(before: str, programme: str, area: str) -> None:
    def script(before: str, programme: str) -> None:
        import streamlit as st

        from answers.question import Question
        from ui import selection

        st.session_state["selection"] = Question(area=before)
        selection.update(programme=(programme,))

    page = AppTest.from_function(script, default_timeout=120, args=(before, programme)).run()
    assert not page.exception
    assert page.session_state["selection"].area == area
