"""Names, numbers and dates: one rule each, in both languages."""

from __future__ import annotations

import re
from string import Formatter

import pandas as pd
import pytest

from answers.words import filled
from answers.words.dates import year_be
from answers.words.names import area_name, bare_name, full_area_name
from answers.words.numbers import amount, distance, number, radius, share
from geodata.areas import areas
from geodata.errors import AreaError
from ui.text import strings


@pytest.mark.parametrize(
    ("code", "thai", "english"),
    [
        ("TH", ("ประเทศไทย", "ประเทศไทย", "ประเทศไทย"), ("Thailand",) * 3),
        ("10", ("กรุงเทพมหานคร",) * 3, ("Bangkok",) * 3),
        ("50", ("จังหวัดเชียงใหม่", "จังหวัดเชียงใหม่", "เชียงใหม่"), ("Chiang Mai",) * 3),
        ("1042", ("เขตสายไหม", "เขตสายไหม", "สายไหม"), ("Sai Mai",) * 3),
        ("5008", ("อำเภอสะเมิง", "อำเภอสะเมิง จังหวัดเชียงใหม่", "สะเมิง"), ("Samoeng", "Samoeng, Chiang Mai", "Samoeng")),
    ],
)
def test_an_area_has_a_name_alone_in_full_and_bare(code, thai, english):
    for lang, names in (("th", thai), ("en", english)):
        assert (area_name(code, lang=lang), full_area_name(code, lang=lang), bare_name(code, lang=lang)) == names


def test_no_two_areas_of_a_level_have_the_same_full_name():
    for level in ("region", "region6", "bma_group", "province", "district"):
        names = [full_area_name(code, lang="th") for code in areas(level).index]
        assert len(set(names)) == len(names) > 0


def test_an_unknown_area_is_an_error():
    with pytest.raises(AreaError):
        area_name("9999", lang="th")


@pytest.mark.parametrize("missing", [None, float("nan"), pd.NA])
def test_what_is_missing_is_a_dash_or_not_stated(missing):
    assert number(missing, lang="th") == share(missing, lang="en") == distance(missing, lang="en") == "–"
    assert amount(missing, None, lang="en") == "not stated in the source"


def test_numbers_have_separators_and_one_rule_for_decimals():
    assert number(215427, lang="th") == "215,427"
    assert number(pd.array([1234567], dtype="Int64")[0], lang="en") == "1,234,567"
    assert (share(0.12345, lang="th"), share(1, lang="en")) == ("12.3%", "100.0%")
    assert (distance(1234.56, lang="th"), distance(10.0, lang="en")) == ("1,234.6", "10")
    assert (radius(2.25), radius(10.0)) == ("2.25", "10")
    assert (year_be(2567, lang="th"), year_be(2567, lang="en")) == ("2567", "2024")


def test_a_word_for_one_and_a_word_for_others_are_chosen_by_their_number():
    assert filled("{n} {n:centre has|centres have} none", {"n": "1"}) == "1 centre has none"
    assert filled("{n} {n:centre has|centres have} none", {"n": number(1234, lang="en")}) == "1,234 centres have none"
    assert filled("{n} {n:{kind}|{kinds}}", {"n": 2, "kind": "khet", "kinds": "khet both"}) == "2 khet both"


COUNTED = (
    "areas|books|buildings|centres|children|districts|groups|libraries|members|months|parks|people|places|programmes|"
    "provinces|regions|residents|rows|seconds|sheets|sites|slides|sources|views|years"
)


def test_every_counted_noun_has_a_form_for_one():
    """No English string has a number with a plural noun fixed behind it: it would read "1 centres"."""
    fixed = re.compile(rf"\{{\w+\}}\**(?: (?:more|of|other|registered|open|named))* (?:{COUNTED})\b|\w\(s\)")
    assert {key: text for key, text in strings("en").items() if fixed.search(text)} == {}


@pytest.mark.parametrize("count", ["0", "1", "2", "1,000"])
def test_every_string_with_a_count_reads_well(count):
    for key, text in strings("en").items():
        counts = {name: count for _, name, form, _ in Formatter().parse(text) if form and "|" in form}
        if counts:
            others = {name: "x" for _, name, _, _ in Formatter().parse(text) if name and name not in counts}
            words = filled(text, {"kind": "place", "kinds": "places", "name": "x", **others, **counts})
            assert not re.search(r"\||\b1 \w+ (are|have)\b", words), (key, words)
