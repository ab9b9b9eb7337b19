"""The programmes page: each profile in both languages; its numbers are those of analysis."""

from __future__ import annotations

import shutil
from pathlib import Path

import pandas as pd
import pytest

from analysis.figures import latest
from analysis.headlines import relearning_areas, relearning_table
from analysis.profile import Profile, programme_profile
from analysis.standing import standing
from answers.question import params_of
from geodata.paths import data_dir
from registry.store import Register
from tests.ui.drawing import draw, said
from ui import cached
from ui.charts.standing import standing_frame, standing_rows
from ui.programmes.figures import ledger_frames, line_frame
from ui.text import set_language
from ui.widgets.beside import beside_words

LANGUAGES = ("th", "en")
ELEVEN = (
    "relearning", "near-home", "book-house", "district-corner", "army-library", "high-rise", "high-rise-training",
    "mobile-library", "tk-park", "bma-library", "public-library", "subdistrict-centre",
)  # fmt: skip


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("programme", ELEVEN)
def test_every_profile_draws(lang: str, programme: str, real: Register) -> None:
    words = said(draw(lang, "programmes", programme=(programme,)))
    row = real.programmes().set_index("programme_id").loc[programme]
    assert str(row["name_th" if lang == "th" else "name_en"]) in words
    assert "nan" not in words.split()
    assert "None" not in words.split()


def test_an_empty_register_says_there_is_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cached, "_open_register", lambda: (Register.empty(), ()))
    assert "ยังไม่มีโครงการในทะเบียน" in said(draw("th", "programmes"))
    assert "no programme in the register" in said(draw("en", "programmes"))


def test_relearning_keeps_more_than_date_and_age(real: Register) -> None:
    words = said(draw("th", "programmes"))
    trained = latest(real.figures(), "relearning", "people_trained_cumulative")
    assert trained is not None
    assert trained.more_than
    assert f"มากกว่า {trained.value:,} คน" in words
    assert "มากกว่า 4,000,000 บาท" in words
    assert "4 ผลิตภัณฑ์" in words
    assert "มี.ค. 2567" in words
    assert "ข้อมูลเก่ากว่า 2 ปี" in words
    assert "2 แห่งใน พ.ศ. 2563 เพิ่มเป็น 9 แห่งใน พ.ศ. 2567" in words
    assert "more than 70,000" in said(draw("en", "programmes"))


def test_the_target_of_four_regions_is_computed(real: Register) -> None:
    where = relearning_areas(real.centres())
    assert (len(where["regions"]), len(where["all_regions"])) == (4, 4)
    assert "บรรลุแล้ว 4 จาก 4 ภาค" in said(draw("th", "programmes"))


def test_the_nine_provinces_say_what_no_source_tells(real: Register) -> None:
    page = draw("th", "programmes")
    nine = page.table[0].value
    found = relearning_table(real.centres())
    assert len(nine) == len(found) == 9
    assert nine["ห้องสมุด"].str.contains("แหล่งข้อมูลไม่ได้ระบุ").sum() == found["name_th"].isna().sum() == 7
    assert nine["ปีที่เข้าร่วม"].tolist().count("2563") == 2
    assert set(nine["ตำแหน่ง"]) == {"ระบุถึงตัวเมือง", "อนุมานว่าอยู่ในตัวเมือง"}


@pytest.mark.parametrize("programme", ELEVEN)
def test_the_four_numbers_are_those_of_analysis(programme: str, real: Register) -> None:
    set_language("en")
    row = standing(real.centres(), real.programmes()).loc[programme]
    rows = {bar["kind"]: bar["value"] for bar in standing_rows(programme, row)}
    assert rows["reported"] == (None if pd.isna(row["reported"]) else row["reported"])
    if row["list_status"] in {"not-a-place", "none"}:
        assert set(rows) == {"reported", "note"}
    else:
        assert [rows[kind] for kind in ("named", "placed_district", "placed_site")] == [
            row[kind] for kind in ("named", "placed_district", "placed_site")
        ]


def test_what_is_missing_is_not_zero(real: Register, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    folder = tmp_path / "data"
    shutil.copytree(data_dir(), folder, ignore=shutil.ignore_patterns("layers"))
    programmes = pd.read_csv(folder / "programmes.csv", dtype=str)
    programmes.loc[programmes["programme_id"] == "near-home", "reported_count"] = None
    programmes.to_csv(folder / "programmes.csv", index=False)
    without_a_count = Register.in_memory(folder)
    monkeypatch.setattr(cached, "_open_register", lambda: (without_a_count, ()))
    assert "ไม่แสดงเป็นศูนย์" in said(draw("th", "programmes", programme=("near-home",)))
    monkeypatch.setattr(cached, "_open_register", lambda: (real, ()))
    assert "ไม่มีสถานที่ตั้งของตนเอง" in said(draw("th", "programmes", programme=("mobile-library",)))


def test_derived_and_planned_stand_apart(real: Register) -> None:
    set_language("en")
    table = standing(real.centres(), real.programmes())
    assert "50 derived" in beside_words(table.loc["district-corner"])
    assert "2 planned" in beside_words(table.loc["tk-park"])


def test_no_bar_sums_programmes(real: Register) -> None:
    set_language("en")
    table = standing(real.centres(), real.programmes())
    frame = standing_frame(table, {})
    assert set(frame["programme_id"]) == set(ELEVEN)
    total = int(table["reported"].sum())
    assert not (frame["value"] == total).any()
    assert frame["length"].max() == 1


def test_choosing_a_programme_opens_it_and_goes_into_the_link(real: Register) -> None:
    page = draw("th", "programmes")
    page.selectbox(key="w-profile").select("tk-park").run()
    assert "อุทยานการเรียนรู้ TK park และเครือข่าย" in said(page)
    assert params_of(page.session_state["selection"]) == {"programme": "tk-park"}


def test_figures_in_the_page_are_those_of_the_file(real: Register) -> None:
    page = draw("en", "programmes", programme=("tk-park",))
    own = pd.read_csv(data_dir() / "figures.csv")
    own = own[own["programme_id"] == "tk-park"]
    shown = page.table[-1].value.reset_index()
    assert len(shown) == len(own)
    told = {value.removeprefix("more than ").split()[0] for value in shown["Value"]}
    assert told == {f"{value:,}" for value in own["value"]}
    assert {"more than 32 sites", "35 sites"} <= set(shown["Value"])


def test_a_hostile_name_is_text(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    folder = tmp_path / "data"
    shutil.copytree(data_dir(), folder, ignore=shutil.ignore_patterns("layers"))
    programmes = pd.read_csv(folder / "programmes.csv", dtype=str)
    programmes.loc[programmes["programme_id"] == "tk-park", "name_th"] = "<img src=x onerror=alert(1)> **หนา**"
    programmes.to_csv(folder / "programmes.csv", index=False)
    hostile = Register.in_memory(folder)
    monkeypatch.setattr(cached, "_open_register", lambda: (hostile, ()))
    page = draw("th", "programmes", programme=("tk-park",))
    assert any(r"\<img src=x onerror=alert(1)\> \*\*หนา\*\*" in block.value for block in page.markdown)


def profile_of(programme_id: str) -> Profile:
    return programme_profile(programme_id, Register.in_memory().tables())


def test_a_line_joins_values_that_are_counted_in_one_way() -> None:
    (line,) = profile_of("relearning").lines()
    assert {figure.metric for figure in line} == {"libraries_in_project"}
    frame = line_frame(line)
    assert frame["value"].tolist() == [2, 9]
    assert frame["day"].is_monotonic_increasing
    # TK Park's network is counted in another way from year to year.
    assert profile_of("tk-park").lines() == []


def test_the_ledger_shows_each_figure_on_its_date_and_undated_ones_on_none() -> None:
    frame, years = ledger_frames(profile_of("book-house"))
    dated = frame[frame["dated"]]
    assert dict(zip(dated["amount"], dated["start"], strict=True)) == {
        "117": "2022-01-01", "139": "2024-01-01", "4": "2024-01-01", "135": "2024-01-01", "76": "2024-01-01",
    }  # fmt: skip
    assert set(dated["end"]) == {"2022-12-31", "2024-12-31"}  # the whole year that the source names
    assert frame.loc[~frame["dated"], "amount"].tolist() == ["116", "15"]
    assert set(frame.loc[~frame["dated"], "start"]) == {years["start"].iloc[0]}
    assert years["label"].tolist() == ["ไม่ระบุวันที่", "2565", "2566", "2567"]
