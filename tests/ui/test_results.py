"""A year of results comes in from a partner's sheet: the cards say so, and the total stays what it was."""

from __future__ import annotations

import io

import pytest
import streamlit as st
from openpyxl import load_workbook

from answers.sections.headline import headline_cards
from registry.store import Register
from registry.tables import Tables
from reports.book import book_xlsx
from tests.registry.batches import ADMIN
from tests.registry.importing.making import csv_bytes, planned
from tests.reports.conftest import facts_of
from tests.ui.drawing import draw, said

RESULTS = [
    ["โครงการ", "ปี พ.ศ.", "จังหวัด", "ผู้ผ่านการอบรม (คน)", "ยอดขาย (บาท)"],
    ["Relearning Space @ Library", "2568", "ลำปาง", "1,200", "500000"],
    ["Relearning Space @ Library", "2568", "ยะลา", "800", "250000"],
]


@pytest.fixture
def with_results() -> Tables:
    """The app's own register after the import."""
    st.cache_resource.clear()
    register = Register.open()
    register.imports.commit(planned(csv_bytes(RESULTS), register=register).batch, author=ADMIN)
    st.cache_resource.clear()
    return register.tables()


@pytest.mark.parametrize("page", ["overview", "programmes"])
@pytest.mark.parametrize(
    ("lang", "words"),
    [
        ("th", ["มากกว่า 70,000 คน", "2568: เพิ่มอีก 2,000 คน จาก 2 จังหวัด ไม่รวมในยอด", "เพิ่มอีก 750,000 บาท"]),
        (
            "en",
            ["more than 70,000", "2025: 2,000 people more from 2 provinces, not in", "750,000 baht more"],
        ),
    ],
)
def test_the_cards_tell_the_year(with_results: Tables, lang: str, words: list[str], page: str) -> None:
    shown = said(draw(lang, page))
    for word in words:
        assert word in shown


def test_what_one_takes_away_tells_it_too(with_results: Tables) -> None:
    facts = facts_of(with_results, lang="th")
    trained, sales = headline_cards(facts)[1:3]
    assert trained.value == "มากกว่า 70,000 คน"
    assert "อีก 2,000 คน จาก 2 จังหวัด" in trained.detail
    assert "อีก 750,000 บาท" in sales.detail
    figures = load_workbook(io.BytesIO(book_xlsx(facts)))["ตัวเลขหลัก"]
    assert {2_000, 750_000} <= {cell for row in figures.iter_rows(values_only=True) for cell in row}
