"""A sequence of views as a value and as a file: it comes back as it went out, and a bad file is told what is wrong."""

from __future__ import annotations

import json
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from answers.story.ready_made import AUDIENCES, ready_made
from answers.story.sequence import (
    LONGEST,
    MOST_VIEWS,
    PAGES,
    Sequence,
    View,
    moved,
    pinned,
    timed,
    view_of,
    without,
    worded,
)
from answers.story.sequence_file import MOST_BYTES, SequenceError, read_sequence, sequence_bytes
from answers.story.slides.made import require_drawable
from answers.words import t
from reports.commands import main
from tests.reports.conftest import TODAY, tables
from tests.reports.decks import deck_of, texts, titles
from ui.text import strings

words = st.text(max_size=150)
names = st.from_regex(r"\A[a-z][a-z0-9_]{0,29}\Z")
views = st.builds(
    lambda page, params, title, text: view_of(page, params, title=title, text=text),
    st.sampled_from(PAGES), st.dictionaries(names, words, max_size=6), words, words,
)  # fmt: skip
sequences = st.builds(
    lambda rows, title, seconds: timed(Sequence(tuple(rows), view_of("map", {}, title=title).title), seconds),
    st.lists(views, min_size=1, max_size=8), words, st.integers(-5, 2000),
)  # fmt: skip


@given(sequences)
def test_what_was_saved_comes_back(sequence):
    assert read_sequence(sequence_bytes(sequence)) == sequence


@given(sequences, st.integers(-2, 12), st.integers(-2, 12))
def test_moving_keeps_every_view(sequence, place, to):
    after = moved(sequence, place, to)
    assert sorted(after.views, key=repr) == sorted(sequence.views, key=repr)
    if 0 <= place < len(sequence.views):
        landed = min(max(to, 0), len(sequence.views) - 1)
        assert after.views[landed] == sequence.views[place]
        assert moved(after, landed, place) == sequence


@given(sequences, views)
def test_a_pinned_view_is_last_and_can_be_taken_out_again(sequence, view):
    after = pinned(sequence, view)
    assert after.views[-1] == view
    assert without(after, len(after.views) - 1) == sequence


def test_a_full_sequence_takes_no_more():
    full = Sequence((View("map"),) * MOST_VIEWS)
    assert pinned(full, View("overview")) == full


def test_what_is_the_viewers_own_is_not_pinned():
    view = view_of("map", {"lang": "en", "tiles": "1", "area": "10", "q": ""})
    assert view.values() == {"area": "10"}


def test_words_are_one_line_and_may_be_given_back_to_the_view():
    sequence = worded(Sequence((View("map"),)), 0, title="สาม\nบรรทัด\x00 ", text="x" * 999)
    assert sequence.views[0].title == "สาม บรรทัด"
    assert len(sequence.views[0].text) == LONGEST["text"]
    assert worded(sequence, 0, title="", text="").views == (View("map"),)


def _file(**changes: object) -> bytes:
    content = {"format": "klaibaan-sequence", "version": 1, "title": "", "interval_s": 0, "views": [{"page": "map"}]}
    return json.dumps({**content, **changes}).encode()


BAD = {
    "sequence_not_json": [b"", b"\xff\xfe\x00", b"{", b"[" * 100_000, b"PK\x03\x04"],
    "sequence_not_ours": [b"[]", b"null", b'{"views": []}', _file(format="other"), _file(views=None), _file(views={})],
    "sequence_version": [_file(version=2), _file(version="1"), _file(version=None), _file(version=True)],
    "sequence_empty": [_file(views=[])],
    "sequence_too_many": [_file(views=[{"page": "map"}] * (MOST_VIEWS + 1))],
    "sequence_too_large": [b" " * (MOST_BYTES + 1)],
    "sequence_field": [_file(interval_s=3), _file(interval_s="20"), _file(interval_s=1e9), _file(title=["x"])],
    "sequence_view_form": [_file(views=[view]) for view in ("map", {"page": 1}, {"page": "map", "params": []})],
    "sequence_view_page": [_file(views=[{"page": "../../etc/passwd"}]), _file(views=[{"page": "present"}])],
    "sequence_view_words": [_file(views=[{"page": "map", **row}]) for row in ({"title": "x" * 121}, {"text": 5})],
    "sequence_view_param": [
        _file(views=[{"page": "map", "params": {"area": 10}}]),
        _file(views=[{"page": "map", "params": {"<b>": "x"}}]),
        _file(views=[{"page": "map", "params": {"q": "\ud800"}}]),
    ],
}


@pytest.mark.parametrize(("key", "data"), [(key, data) for key, files in BAD.items() for data in files])
def test_a_bad_file_is_told_what_is_wrong_in_both_languages(key, data):
    with pytest.raises(SequenceError) as caught:
        read_sequence(data)
    assert caught.value.key == key
    assert "{" not in str(caught.value)
    assert "{" not in strings("th")[f"error.{key}"].format(**caught.value.params)


@given(st.binary(max_size=400) | st.recursive(
    st.none() | st.booleans() | st.floats(allow_nan=False) | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.sampled_from(
        ["format", "version", "views", "page", "params", "title", "text", "interval_s", "klaibaan-sequence"]), inner),
).map(lambda value: json.dumps(value).encode()))  # fmt: skip
def test_no_file_is_worse_than_refused(data):
    with suppress(SequenceError):
        assert read_sequence(data).views


def test_a_deck_is_the_sequence_in_its_order_and_with_its_words(tmp_path):
    views = (
        view_of("title", {}, title="ประชุมคณะกรรมการ"),
        view_of("ranking", {"programme": "bma-library", "area": "10", "mode": "gaps"}),
        view_of("place", {"place": "1042"}, title="สายไหมรออยู่", text="ไม่มีแห่งใดในเขตนี้"),
        view_of("sources", {}),
    )
    path, out = tmp_path / "views.json", tmp_path / "deck.pptx"
    path.write_bytes(sequence_bytes(Sequence(views)))
    assert main(["pptx", str(out), "--sequence", str(path), "--lang", "th"]) == 0
    deck = deck_of(out.read_bytes())
    assert titles(deck)[0] == "ประชุมคณะกรรมการ"
    assert titles(deck)[1].startswith("สายไหม บางแค และหนองแขม")
    assert titles(deck)[2] == "สายไหมรออยู่"
    assert "ไม่มีแห่งใดในเขตนี้" in texts(deck.slides[2])
    assert titles(deck)[4] == t("slide.appendix", lang="th")
    whole = t("report.all_programmes", lang="th", area="ประเทศไทย")
    assert any(whole in text for text in texts(deck.slides[0])), "a cover of no question names no programme"


@pytest.mark.parametrize(
    ("audience", "options", "said"),
    [
        ("board", [], "Every number comes from"),
        ("district", ["--area", "1042"], "Sai Mai: 0 of 8 programmes"),
        ("partner", ["--partner", "กรุงเทพมหานคร"], "Bangkok Metropolitan Administration: open questions about 3 of 3"),
    ],
)
def test_each_audience_has_its_ready_made_deck(tmp_path, audience, options, said):
    out = tmp_path / "deck.pptx"
    assert main(["pptx", str(out), "--sequence", audience, "--lang", "en", *options]) == 0
    deck = deck_of(out.read_bytes())
    assert any(one.startswith(said) for one in titles(deck))
    assert len(set(titles(deck))) == len(deck.slides)
    assert not [one for one in titles(deck) if one.endswith("(2)")], "nothing comes twice"


def test_an_audience_without_its_area_is_a_sentence(tmp_path, capsys):
    assert main(["pptx", str(tmp_path / "deck.pptx"), "--sequence", "district"]) == 2
    assert "area cannot be ''" in capsys.readouterr().err


def test_every_view_of_the_ready_made_ones_can_be_shown():
    for audience in AUDIENCES:
        made = ready_made(tables(), audience, area="1042", partner_name="สำนักงานอุทยานการเรียนรู้ (TK Park)")
        require_drawable(made, tables(), today=TODAY)
        assert made.views[0].page == "title"
        assert made.views[-1].page == "sources"
