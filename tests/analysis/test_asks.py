"""What is asked of whom: hand-worked tables, and the shipped register."""

from __future__ import annotations

import pandas as pd
import pytest

from analysis.asks import Ask, AskKind, asks
from analysis.partners import partners
from registry.store import Register


@pytest.fixture(scope="module")
def register() -> Register:
    return Register.in_memory()


def test_every_question_is_counted_from_the_files(register):
    """Recounted here from the rows, member by member, without the analysis."""
    centres, programmes = register.centres(), register.programmes()
    rows = centres[(centres["status"] == "open") & (centres["basis"] != "derived")].drop_duplicates("member_id")
    found = {(ask.programme_id, ask.kind): ask for ask in asks(centres, programmes, register.figures())}
    for programme_id in programmes["programme_id"]:
        own = rows[rows["programme_id"] == programme_id]
        nameless = int((own["name_status"] != "named").sum())
        ask = found.get((programme_id, AskKind.NAMES))
        assert (ask.missing if ask else 0) == nameless, programme_id
    assert found["book-house", AskKind.CENTRES] == Ask("book-house", AskKind.CENTRES, 116 - 5, 116)
    assert found["relearning", AskKind.POINTS] == Ask("relearning", AskKind.POINTS, 9, 9)


def test_more_than_leaves_open_how_many_are_missing(register):
    found = asks(register.centres(), register.programmes(), register.figures())
    (libraries,) = [ask for ask in found if (ask.programme_id, ask.kind) == ("public-library", AskKind.CENTRES)]
    assert (libraries.missing, libraries.of) == (None, 627)


def test_a_service_is_asked_for_its_number_and_never_for_places(register):
    found = asks(register.centres(), register.programmes(), register.figures())
    kinds = {ask.kind for ask in found if ask.programme_id in ("mobile-library", "high-rise-training")}
    assert kinds == {AskKind.COUNT, AskKind.DATE}


def test_an_empty_register_asks_nothing():
    empty = Register.empty()
    assert asks(empty.centres(), empty.programmes(), empty.figures()) == ()
    assert partners(empty.programmes(), empty.programme_details()) == ()


def _programmes(*rows: tuple[str, str, str]) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=["programme_id", "owner", "partners"])


def test_an_organisation_is_one_under_its_long_and_short_name():
    programmes = _programmes(("a", "สมาคมอ่านฯ (RA)", "เมืองหนึ่ง"), ("b", "เมืองหนึ่ง (M1)", ""))
    details = pd.DataFrame(
        [("a", "partner", "สมาคมอ่าน ในพระราชูปถัมภ์ฯ", "Reading Association"), ("a", "partner", "มูลนิธิ", None)],
        columns=["programme_id", "kind", "name_th", "name_en"],
    )
    found = {one.name_th: one for one in partners(programmes, details)}
    assert list(found) == ["สมาคมอ่านฯ (RA)", "มูลนิธิ", "เมืองหนึ่ง"]
    assert (found["สมาคมอ่านฯ (RA)"].name_en, found["สมาคมอ่านฯ (RA)"].owns) == ("Reading Association", ("a",))
    assert (found["เมืองหนึ่ง"].owns, found["เมืองหนึ่ง"].takes_part_in) == (("b",), ("a",))


def test_each_programme_has_its_owner(register):
    found = partners(register.programmes(), register.programme_details())
    owned = [programme_id for one in found for programme_id in one.owns]
    assert sorted(owned) == sorted(register.programmes()["programme_id"])
