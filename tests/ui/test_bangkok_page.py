"""The Bangkok page: fifty khet, six groups; its numbers are those of analysis and of the files."""

from __future__ import annotations

import pandas as pd
import pytest

from analysis.headlines import khet_table, reach
from geodata.codes import Level
from geodata.paths import data_dir
from registry.store import Register
from tests.ui.drawing import draw, said
from ui import cached
from ui.bangkok.groups import groups_frame
from ui.text import set_language


@pytest.mark.parametrize("lang", ["th", "en"])
def test_an_empty_register_says_there_is_nothing(lang: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cached, "_open_register", lambda: (Register.empty(), ()))
    assert draw(lang, "bangkok").info
    said(draw(lang, "bangkok"))


def test_the_headlines_are_recomputed_from_the_files(real: Register) -> None:
    centres = pd.read_csv(data_dir() / "centres.csv", dtype=str)
    ages = pd.read_csv(data_dir() / "bangkok_district_age.csv", dtype={"district_code": str}).set_index("district_code")
    libraries = centres[(centres["programme_id"] == "bma-library") & (centres["status"] == "open")]
    without = ages[~ages.index.isin(libraries["district_code"])]
    assert len(without) == 21
    words = said(draw("th", "bangkok"))
    for number in (without["population"], without["age_0_14"], without["age_60_plus"], without["outside_age_series"]):
        assert f"{number.sum():,}" in words
    assert "29 จาก 50 เขต" in words
    assert "21 เขต" in words


@pytest.mark.parametrize(
    ("lang", "parts"),
    [
        ("th", ("32 จาก 50 เขต", "50 จาก 50 เขต", "5 จาก 116 แห่ง", "117")),
        ("th", ("รายงาน 51 แห่ง สำหรับสำนักงานเขต 50 แห่ง", "เฉพาะผู้พักอาศัย")),
        ("en", ("32 of 50 districts", "50 of 50 districts", "5 of 116", "117")),
        ("en", ("51 reported for 50 district offices", "residents only")),
    ],
)
def test_each_kind_stands_apart(lang: str, parts: tuple[str, ...], real: Register) -> None:
    words = said(draw(lang, "bangkok"))
    for part in parts:
        assert part in words


def test_the_groups_add_up_to_the_headline(real: Register) -> None:
    set_language("en")
    frame = groups_frame(khet_table(real.tables()))
    found = reach(Level.DISTRICT, ("bma-library",), real.tables())
    sums = frame.groupby("claim")["count"].sum()
    assert sums["has_one"] == len(found.with_one)
    assert sums["has_none"] == len(found.with_none)
    assert frame["code"].nunique() == 6


def test_a_group_filters_the_table(real: Register) -> None:
    everything = draw("th", "bangkok")
    assert len(everything.dataframe[0].value) == 50
    one = draw("th", "bangkok", group=("BMA-BKC",))
    shown = one.dataframe[0].value
    assert set(shown["กลุ่มเขต"]) == {"กลุ่มกรุงเทพกลาง"}
    assert 0 < len(shown) < 50


def test_the_table_says_derived_and_never_counts_it(real: Register) -> None:
    shown = draw("en", "bangkok").dataframe[0].value
    assert set(shown["Book corner (derived)"]) == {"derived"}
    assert (shown["BMA library"] == "Has none").sum() == 21
    assert shown["People"].sum() == 5_422_568


def test_a_clicked_khet_names_what_is_in_it(real: Register) -> None:
    words = said(draw("th", "bangkok", chosen="1004"))
    assert "เขตบางรัก" in words
    table = khet_table(real.tables())
    empty = table.index[table["named_open_count"] == 0][0]
    assert "ยังไม่มีแหล่งเรียนรู้ที่แหล่งข้อมูลระบุในเขตนี้" in said(draw("th", "bangkok", chosen=str(empty)))
