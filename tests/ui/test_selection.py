"""The selection and the URL: what is written is read back, and nonsense is named and left out."""

from __future__ import annotations

from dataclasses import fields, replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geodata.areas import areas
from geodata.codes import Level
from ui.selection import DEFAULT, Selection, parse, to_params

KNOWN = {"programme": ("relearning", "bma-library", "tk-park"), "partner": ("ก", "ข"), "owner": ("ค",)}

selections = st.builds(
    Selection,
    lang=st.sampled_from(["th", "en"]),
    programme=st.lists(st.sampled_from(KNOWN["programme"]), unique=True, min_size=1).map(tuple),
    area=st.sampled_from(["TH", "R4-N", "10", "1001", "BMA-BKC"]),
    level=st.sampled_from(["", "region", "province", "district"]).map(str),
    measure=st.sampled_from(["claim", "centre_count", "nearest_centre_km"]),
    province=st.lists(st.sampled_from(list(areas(Level.PROVINCE).index)), unique=True, max_size=4).map(tuple),
    status=st.sampled_from([(), ("open",), ("open", "planned")]),
    from_year=st.sampled_from([0, 2540, 2563]),
    year_unknown=st.sampled_from(["0", "1"]),
    mode=st.sampled_from(["", "gaps"]),
    radius=st.sampled_from([0.0, 0.5, 2.5, 10.0, 50.0]),
    age=st.sampled_from(["all", "0-14", "60+"]),
    weights=st.sampled_from([(), (1.0, 0.0, 0.0), (0.2, 0.3, 0.5)]),
    at=st.lists(st.sampled_from([(100.5, 13.75), (98.98, 18.79), (100.60123, 7.2)]), unique=True, max_size=3).map(
        tuple
    ),
    q=st.text(st.characters(exclude_categories=["Cs"]), max_size=30),
)


@given(selections)
def test_a_link_reopens_the_same_view(selection: Selection) -> None:
    read, refused = parse(to_params(selection), KNOWN)
    assert read == selection
    assert refused == ()


def test_only_what_differs_from_the_defaults_is_written() -> None:
    assert to_params(DEFAULT) == {}
    assert to_params(replace(DEFAULT, area="10", programme=("relearning", "tk-park"))) == {
        "area": "10",
        "programme": "relearning|tk-park",
    }


@given(st.sampled_from([field.name for field in fields(Selection)]), st.text(max_size=40))
def test_no_text_in_a_link_breaks_the_page(name: str, text: str) -> None:
    read, refused = parse({name: text}, KNOWN)
    assert read == DEFAULT or getattr(read, name) != getattr(DEFAULT, name) or refused == ()


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("radius", "0"), ("radius", "-3"), ("radius", "abc"), ("radius", "51"), ("radius", "nan"), ("radius", ""),
        ("weights", "0|0|0"), ("weights", "1|-1|0"), ("weights", "1|1"), ("weights", "a|b|c"), ("weights", "inf|1|1"),
        ("at", "100.5"), ("at", "x,y"), ("at", "200,13"), ("at", "nan,13"),
        ("at", "100.1,13.7|100.2,13.7|100.3,13.7|100.4,13.7"), ("at", "100.5,13.75,1"),
        ("age", "15"), ("mode", "gap"), ("whatif", "yes"),
    ],
)  # fmt: skip
def test_nonsense_of_the_gaps_is_refused(name: str, text: str) -> None:
    assert parse({name: text}, KNOWN) == (DEFAULT, (f"{name}={text}",))


def test_nonsense_is_left_out_and_named() -> None:
    read, refused = parse(
        {"area": "ZZ", "from_year": "many", "measure": "x", "programme": "relearning|nope", "lang": "th"}, KNOWN
    )
    assert read == DEFAULT
    assert {text.split("=")[0] for text in refused} == {"area", "from_year", "measure", "programme"}
