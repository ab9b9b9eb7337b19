"""The map page in both languages, with the real and an empty register; its numbers are those of the command line."""

from __future__ import annotations

import io
import subprocess
import sys

import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

from analysis.reported import reported_values
from answers.question import Question
from geodata.codes import Level
from registry.store import Register
from ui import cached
from ui.charts.bars import ranked_bars
from ui.text import set_language, t


def _page(lang: str, module: str, changes: dict[str, object], *, opened: bool = True) -> AppTest:
    """Draw a page with its filters, and with charts and further filters opened, or closed as at first."""

    def script(lang: str, module: str, changes: dict[str, object], opened: bool) -> None:  # noqa: FBT001
        from importlib import import_module

        import streamlit as st

        from answers.question import Question
        from ui.text import set_language
        from ui.widgets.controls import sidebar

        st.session_state.setdefault("selection", Question(lang=lang, **changes))
        if opened:
            st.session_state["charts"] = st.session_state["more-filters"] = True
        set_language(lang)
        import_module(f"pages.{module}").render()
        sidebar()

    return AppTest.from_function(script, default_timeout=120, args=(lang, module, changes, opened)).run()


@pytest.fixture(params=["real", "empty"])
def register(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    found = Register.in_memory() if request.param == "real" else Register.empty()
    monkeypatch.setattr(cached, "_open_register", lambda: (found, ()))
    return str(request.param)


@pytest.mark.parametrize("lang", ["th", "en"])
@pytest.mark.parametrize("module", ["overview", "map"])
def test_the_page_draws(lang: str, module: str, register: str) -> None:
    page = _page(lang, module, {})
    assert not page.exception
    assert not page.error


@pytest.mark.parametrize(
    "changes",
    [
        {"programme": ("bma-library",), "area": "10", "measure": "claim"},
        {"programme": ("public-library", "tk-park"), "measure": "nearest_centre_km", "level": Level.DISTRICT},
        {"programme": ("relearning",), "level": Level.REGION, "measure": "presence_share_areas"},
        {"programme": ("relearning",), "level": Level.REGION, "scheme": "6"},
        {"area": "BMA-BKC", "programme": ("bma-library",)},
        {"area": "1001", "programme": ("bma-library",), "chosen": "1001"},
        {"chosen": "relearning-001"},
        {"q": "ไม่มีชื่อนี้แน่นอน"},
        {"programme": ("mobile-library",)},
    ],
)
def test_every_kind_of_view_draws(changes: dict[str, object]) -> None:
    page = _page("th", "map", changes)
    assert not page.exception
    assert not page.error


def test_charts_and_further_filters_are_made_when_they_are_opened() -> None:
    closed, opened = (_page("th", "map", {"programme": ("bma-library",)}, opened=one) for one in (False, True))
    assert {"w-programme", "w-area", "w-measure"} <= keys(closed) <= keys(opened)
    further = keys(opened) - keys(closed)
    assert {"w-province", "w-district", "w-access", "w-from_year", "w-q"} <= further
    assert not closed.get("vega_lite_chart")
    assert len(opened.get("vega_lite_chart")) == 2


def keys(page: AppTest) -> set[str]:
    """Return the keys of the fields on a page."""
    return {str(field.key) for kind in (page.multiselect, page.selectbox, page.text_input) for field in kind}


@pytest.mark.parametrize(("lang", "day"), [("th", "21 พ.ย. 2569"), ("en", "21 Nov 2026")])
def test_a_centre_has_its_date_in_words_and_its_source_by_name(lang: str, day: str) -> None:
    page = _page(lang, "map", {"chosen": "relearning-001"})
    assert any(day in caption.value for caption in page.caption)
    source = next(text.value for text in page.markdown if text.value.startswith(f"**{t('centre.source', lang=lang)}**"))
    assert "Bangkok Today" in source
    assert "http" not in source
    recorded = next(part for part in page.expander if part.label == t("centre.as_recorded", lang=lang))
    assert "iflamirror" in recorded.markdown[0].value
    assert "founding libraries" in recorded.markdown[1].value


def test_every_bar_of_the_charts_has_its_name() -> None:
    frame = pd.DataFrame({"code": ["a", "b"], "area": ["ก", "ข"], "value": [1, 2], "claim": ["", ""]})
    drawn = ranked_bars(frame, title="", name="").to_dict()
    assert all(layer["encoding"]["y"]["axis"]["labelOverlap"] is False for layer in drawn["layer"])


def test_a_filter_that_leaves_nothing_says_so() -> None:
    page = _page("th", "map", {"q": "ไม่มีชื่อนี้แน่นอน"})
    assert any("ไม่มีแหล่งเรียนรู้ที่ตรงกับตัวกรองนี้" in info.value for info in page.info)


def test_what_fell_out_for_want_of_a_value_is_said() -> None:
    page = _page("th", "map", {"programme": ("public-library",), "from_year": 2550, "year_unknown": "0"})
    assert any("ไม่ถูกนับเพราะไม่มีค่า" in caption.value for caption in page.caption)


@pytest.mark.parametrize(
    ("level", "programme"), [("province", "relearning"), ("district", "bma-library"), ("region", "public-library")]
)
def test_the_screen_shows_what_the_command_line_prints(level: str, programme: str) -> None:
    command = [
        sys.executable,
        "-m",
        "analysis",
        "coverage",
        "--level",
        level,
        "--programme",
        programme,
        "--format",
        "csv",
    ]
    printed = subprocess.run(command, capture_output=True, check=True, text=True, encoding="utf-8").stdout
    lines = pd.read_csv(io.StringIO(printed), dtype={"admin_code": str}).set_index("admin_code")
    view = cached.facts(Question(programme=(programme,), level=Level(level)))
    assert list(view.table.index) == list(lines.index)
    for column in ("population", "centre_count", "centres_per_100k", "people_per_centre", "nearest_centre_km"):
        pd.testing.assert_series_equal(
            pd.to_numeric(view.table[column]).astype(float), lines[column].astype(float), check_names=False, rtol=1e-6
        )
    assert list(view.table["claim"].astype(str)) == list(lines["claim"])


def test_no_value_is_told_outside_the_scope_nor_a_count_where_the_list_is_incomplete() -> None:
    view = cached.facts(Question(programme=("public-library",), level=Level.DISTRICT))
    told = reported_values(view.table, view.shown_measure)
    assert told[view.table["claim"] == "unknown"].isna().all()
    assert (told[view.table["claim"] == "has_one"] >= 1).all()
    relearning = cached.facts(Question(programme=("relearning",)))
    assert reported_values(relearning.table, relearning.shown_measure).notna().sum() == 9


def test_the_overview_states_the_headline_numbers() -> None:
    page = _page("th", "overview", {})
    said = " ".join(element.value for element in page.markdown)
    for number in ("9 จังหวัด", "29 จาก 50 เขต", "1,894,738", "มากกว่า 70,000 คน", "มากกว่า 4,000,000 บาท", "4/4 ภาค"):
        assert number in said
    assert t("common.missing") not in said.split()


def test_where_no_years_are_known_there_is_no_slider() -> None:
    assert not _page("th", "map", {"programme": ("district-corner",)}).select_slider


@pytest.mark.parametrize("lang", ["th", "en"])
def test_two_measures_stand_on_two_maps(lang: str) -> None:
    changes = {"programme": ("bma-library",), "area": "10", "second_measure": "mean_distance_km"}
    page = _page(lang, "map", changes)
    assert not page.exception
    headings = [text.value for text in page.markdown]
    for measure in ("centre_count", "mean_distance_km"):
        assert f"**{t(f'measure.{measure}.name', lang=lang)}**" in headings
    set_language(lang)  # the test itself looks up the names of the choices
    page.selectbox(key="w-second_measure").set_value("").run()
    assert page.session_state["selection"].second_measure == ""
