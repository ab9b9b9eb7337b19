"""The selection and the URL: what is written is read back, and nonsense is named and left out."""

from __future__ import annotations

from dataclasses import fields, replace

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


def test_nonsense_is_left_out_and_named() -> None:
    read, refused = parse(
        {"area": "ZZ", "from_year": "many", "measure": "x", "programme": "relearning|nope", "lang": "th"}, KNOWN
    )
    assert read == DEFAULT
    assert {text.split("=")[0] for text in refused} == {"area", "from_year", "measure", "programme"}
