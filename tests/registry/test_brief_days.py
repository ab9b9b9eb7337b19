"""When the last brief of an area was made: remembered by whoever may write, read by everybody."""

from __future__ import annotations

from datetime import date

import pytest

from registry.author import Author, Role
from registry.brief_days import KIND, NAME, last_days, remember
from registry.store import Register
from tests.registry.batches import ADMIN

FIRST, SECOND, THIRD = date(2026, 10, 1), date(2026, 11, 2), date(2026, 11, 20)
VIEWER = Author("มาลี", Role.VIEWER)


@pytest.fixture
def documents():
    return Register.in_memory().documents


def test_an_area_without_a_brief_has_no_day(documents):
    assert last_days(documents, today=FIRST) == {}


def test_the_next_brief_is_compared_with_the_day_of_the_last(documents):
    assert remember(documents, ["1042", "50"], today=FIRST, author=ADMIN)
    assert last_days(documents, today=SECOND) == {"1042": FIRST, "50": FIRST}
    assert remember(documents, ["1042"], today=SECOND, author=ADMIN)
    assert last_days(documents, today=THIRD) == {"1042": SECOND, "50": FIRST}


def test_a_second_brief_on_one_day_is_compared_with_the_same_day_as_the_first(documents):
    remember(documents, ["1042"], today=FIRST, author=ADMIN)
    remember(documents, ["1042"], today=SECOND, author=ADMIN)
    remember(documents, ["1042"], today=SECOND, author=ADMIN)
    assert last_days(documents, today=SECOND) == {"1042": FIRST}


def test_two_on_the_first_day_leave_that_day(documents):
    for _ in range(2):
        remember(documents, ["1042"], today=FIRST, author=ADMIN)
    assert last_days(documents, today=FIRST) == {"1042": FIRST}


def test_nothing_is_written_where_it_stands_already():
    register = Register.in_memory()
    remember(register.documents, ["1042"], today=FIRST, author=ADMIN)
    entries = len(register.journal.table())
    remember(register.documents, ["1042"], today=FIRST, author=ADMIN)
    assert len(register.journal.table()) == entries


def test_a_viewer_leaves_no_note_and_has_no_fault(documents):
    remember(documents, ["1042"], today=FIRST, author=ADMIN)
    assert not remember(documents, ["1042"], today=SECOND, author=VIEWER)
    assert last_days(documents, today=THIRD) == {"1042": FIRST}


def test_what_is_no_list_of_days_is_as_if_it_were_not_there(documents):
    documents.save(KIND, NAME, {"1042": ["yesterday"]}, version=0, author=ADMIN)
    assert last_days(documents, today=FIRST) == {}
    assert remember(documents, ["1042"], today=FIRST, author=ADMIN)
    assert last_days(documents, today=SECOND) == {"1042": FIRST}
