"""A table of counts by khet comes in: the Bangkok page says so."""

from __future__ import annotations

import pandas as pd
import pytest
import streamlit as st

from geodata.areas import children
from registry.batch import ImportBatch, area_count_id, outcomes_of
from registry.readers import typed
from registry.schema import AREA_COUNTS
from registry.store import Register
from tests.registry.batches import ADMIN
from tests.ui.drawing import draw, said


@pytest.fixture
def with_counts():
    """The app's own register with a count of 2 book houses in every khet but the last, which has none."""
    st.cache_resource.clear()
    khet = children("10")
    rows = [
        {
            "count_id": area_count_id("book-house", code), "programme_id": "book-house", "admin_code": code,
            "count": 0 if code == khet[-1] else 2, "as_of": "2026-10", "source": "แบบสำรวจรายเขต",
        }
        for code in khet
    ]  # fmt: skip
    table = typed(pd.DataFrame(rows, columns=AREA_COUNTS.names, dtype=object), AREA_COUNTS)
    outcomes = outcomes_of([{"sheet": "a", "row": row, "outcome": "accepted"} for row in range(50)])
    Register.open().imports.commit(
        ImportBatch(
            file_name="a.csv", sha256="0", programme_ids=("book-house",), kinds=("area_counts",),
            area_counts=table, outcomes=outcomes,
        )
    , author=ADMIN)  # fmt: skip
    st.cache_resource.clear()


@pytest.mark.parametrize(
    ("lang", "words"),
    [("th", ["98 แห่ง ใน 49 เขต", "ต.ค. 2569", "แบบสำรวจรายเขต"]), ("en", ["98 in 49 districts", "Oct 2026"])],
)
def test_the_bangkok_page_shows_what_was_counted(with_counts, lang, words):
    page = said(draw(lang, "bangkok"))
    for word in words:
        assert word in page
