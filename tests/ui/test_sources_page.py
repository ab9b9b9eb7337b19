"""The page on sources and methods: every file, every measure, every conflict, in both languages."""

from __future__ import annotations

import pytest

from analysis.conflicts import conflicts
from analysis.demand import population
from analysis.measures import MEASURES
from registry.sources import read_sources
from registry.store import Register
from tests.ui.drawing import draw, said
from ui import cached
from ui.text import t


@pytest.fixture(params=["real", "empty"])
def register(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Register:
    found = Register.in_memory() if request.param == "real" else Register.empty()
    monkeypatch.setattr(cached, "_open_register", lambda: (found, ()))
    return found


@pytest.mark.parametrize("lang", ["th", "en"])
def test_every_file_and_every_measure_has_its_record(lang: str, register: Register) -> None:
    words = said(draw(lang, "sources"))
    for record in read_sources():
        assert record.path in words
        assert (record.title_th if lang == "th" else record.title_en) in words
        assert f"{record.rows:,}" in words
    for key in MEASURES:
        assert t(f"measure.{key}.definition", lang=lang) in words


@pytest.mark.parametrize("lang", ["th", "en"])
def test_every_conflict_stands_with_all_its_values(lang: str, register: Register) -> None:
    words = said(draw(lang, "sources"))
    found = conflicts(register.tables())
    if not found:
        assert t("sources.conflicts.none", lang=lang) in words
    for conflict in found:
        assert t(f"conflict.{conflict.key}", lang=lang) in words
        for value in conflict.values:
            assert f"{value.value:,}" in words


def test_the_limits_are_counted_from_the_data(register: Register) -> None:
    words = said(draw("en", "sources"))
    assert f"{int(population('district')['estimated'].sum())} districts is partly estimated" in words
    assert "142,396 people" in words
    for accuracy in ("0.979", "0.87", "0.862", "0.62", "94.9", "926 of the 928", "Wang Thonglang"):
        assert accuracy in words
