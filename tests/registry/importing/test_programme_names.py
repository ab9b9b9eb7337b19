"""Which programme a cell names: any name under which the register, and so the screen, knows it."""

from __future__ import annotations

import pytest

from registry.importing.columns.programmes import Programmes
from registry.store import Register

NAMES = ("programme_id", "name_th", "name_en", "short_th", "short_en")


@pytest.fixture(scope="module")
def table():
    return Register.in_memory().programmes()


@pytest.mark.parametrize("column", NAMES)
def test_every_name_of_the_register_is_understood(table, column):
    programmes = Programmes(table)
    assert [programmes.find(name) for name in table[column]] == list(table["programme_id"])


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("โครงการบ้านหนังสือ กรุงเทพมหานคร", "book-house"),
        ("ห้องสมุดเพื่อการเรียนรู้", "bma-library"),
        ("relearning space @ library", "relearning"),
        ("ห้องสมุด", ""),
        ("", ""),
    ],
)
def test_a_name_as_people_write_it(table, text, expected):
    assert Programmes(table).find(text) == expected


def test_a_name_that_two_programmes_bear_says_nothing(table):
    twice = table.assign(short_th="ห้องสมุดใกล้บ้าน")
    assert Programmes(twice).find("ห้องสมุดใกล้บ้าน") == ""
