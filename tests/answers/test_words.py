"""Names, numbers and dates: one rule each, in both languages."""

from __future__ import annotations

import itertools
import re
from collections import defaultdict
from string import Formatter

import pandas as pd
import pytest
from rapidfuzz import fuzz

from answers.words import filled, read_strings, t
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


def test_a_latin_name_in_a_thai_sentence_has_a_space_around_it():
    one = t("report.list_date", lang="th", set="Relearning", date="1 มี.ค. 2567")
    assert one == "รายชื่อ Relearning ณ 1 มี.ค. 2567"
    assert t("report.list_date", lang="th", set="ห้องสมุด", date="2567") == "รายชื่อห้องสมุด ณ 2567"
    assert filled("{a}และ{b}", {"a": "TK Park", "b": "CSR"}) == "TK Park และ CSR"
    assert filled("ใน{count}แห่ง", {"count": 3}) == "ใน3แห่ง", "numbers stand as the sentence has them"


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


def own_texts(room: str, lang: str) -> dict[str, str]:
    """Return the texts of a room that are written out, not those that refer to another key."""
    texts = read_strings(room, lang)
    return {key: text for key, text in texts.items() if not text.startswith("@") and not key.startswith("error.")}


def test_what_is_said_twice_is_written_once():
    """No two keys have the same text in both languages: one refers to the other."""
    thai, english = (own_texts("answers.words", lang) | own_texts("ui.text", lang) for lang in ("th", "en"))
    keys = defaultdict(list)
    for key, text in thai.items():
        keys[text, english[key]].append(key)
    assert {texts: both for texts, both in keys.items() if len(both) > 1} == {}


def test_a_reference_leads_to_a_text():
    for lang in ("th", "en"):
        assert [key for key, text in strings(lang).items() if text.startswith("@")] == []


NEARLY_ALIKE = {
    ("report.age.elderly", "age.elderly"),  # within a sentence, and as a choice
    ("answer.known.derived", "panel.derived"),  # alone, and added in brackets
    ("book.column.verified_on", "centre.verified"),  # over a column, and with a day
    ("brief.centres", "place.centres"),  # a heading of a map, and of a list
    ("gap.column.within_after", "deeper.curve.people"),  # after a new centre, and by radius
    ("gap.column.within_before", "deeper.curve.people"),  # before a new centre, and by radius
}
"""Keys of the files and of the screen whose texts may be nearly alike, and why."""
POPULATION = re.compile("registered population|ประชากรตามทะเบียนราษฎร")  # a heading, a sentence, a line with a number


def test_the_screen_says_nothing_nearly_as_the_files_do():
    """Sentences of the screen that are nearly those of a file are theirs, or differ for a stated reason."""
    texts = {room: [own_texts(room, lang) for lang in ("th", "en")] for room in ("answers.words", "ui.text")}
    alike = set()
    for ours, theirs in itertools.product(texts["answers.words"][0], texts["ui.text"][0]):
        pairs = [
            (_words_of(of_files[ours]), _words_of(of_screen[theirs]))
            for of_files, of_screen in zip(texts["answers.words"], texts["ui.text"], strict=True)
        ]
        stated = all(POPULATION.search(text) for pair in pairs for text in pair)
        if not stated and all(min(map(len, pair)) >= 15 and fuzz.ratio(*pair) >= 85 for pair in pairs):
            alike.add((ours, theirs))
    assert alike == NEARLY_ALIKE


def _words_of(text: str) -> str:
    return re.sub(r"\{[^}]*\}", "{}", text.lower()).replace("*", "").strip(" .")
