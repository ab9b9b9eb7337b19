"""Deeper analysis without a browser: the numbers of the command line, the reasons where none are told, benchmarks."""

from __future__ import annotations

import pandas as pd
import pytest

from analysis.ages import Age
from analysis.centre_filter import CentreFilter
from analysis.curve import curve
from analysis.spread import spread
from answers.mapping.diverging import disparity_classes
from geodata.codes import Level
from geodata.paths import data_dir
from registry.store import Register
from registry.tables import Tables
from tests.ui.drawing import draw, said
from ui import cached
from ui.deeper.benchmark import benchmark_name
from ui.text import t

KHET = {"programme": ("bma-library",), "area": "10", "level": Level.DISTRICT}


@pytest.fixture(params=["real", "empty"])
def register(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Register:
    found = Register.in_memory() if request.param == "real" else Register.empty()
    monkeypatch.setattr(cached, "_open_register", lambda: (found, ()))
    return found


@pytest.mark.parametrize("lang", ["th", "en"])
@pytest.mark.parametrize("shown", [{}, KHET])
def test_the_page_is_drawn_whatever_is_looked_at(lang: str, register: Register, shown: dict[str, object]) -> None:
    words = said(draw(lang, "analysis", **shown))
    assert t("page.analysis.title", lang=lang) in words
    assert t("deeper.curve.title", lang=lang) in words


def test_a_curve_that_too_few_positions_bear_is_replaced_by_the_reason() -> None:
    page = draw("en", "analysis", programme=("relearning",))
    assert not page.error
    assert any("Only 2 of the 9 listed or reported have a known position" in note.value for note in page.info)


def test_the_numbers_are_those_of_the_command_line(tables: Tables) -> None:
    wanted = CentreFilter(programmes=("bma-library",))
    found = spread(Level.DISTRICT, wanted, tables)
    words = said(draw("en", "analysis", **KHET))
    assert f"{found.gini:.2f}" in words
    assert f"{found.hoover:.1%} of the centres (about {found.to_move:.0f} of 35)" in words
    assert f"{found.theil.between / found.theil.total:.1%} of the inequality lies between district groups" in words
    whole = curve(wanted, tables, area_code="10").table.set_index("radius_km")["share"]
    assert f"{whole[2.0]:.1%} of the people are within 2 km" in words.replace("**", "")
    assert f"more than half of them at 3 km ({whole[3.0]:.1%})" in words.replace("**", "")


@pytest.mark.parametrize("lang", ["th", "en"])
def test_where_the_list_is_not_complete_the_reason_stands_there(lang: str) -> None:
    page = draw(lang, "analysis", programme=("public-library", "bma-library"))
    name, other = {
        "th": ("ห้องสมุดประชาชน", "ห้องสมุดเพื่อการเรียนรู้ กทม."),
        "en": ("Public libraries", "BMA learning libraries"),
    }[lang]
    assert name in page.info[0].value
    assert "public-library" not in page.info[0].value
    assert other not in page.info[0].value
    assert t("deeper.lorenz.title", lang=lang) not in said(page)


def test_what_may_be_looked_at_instead_is_one_click_away() -> None:
    page = draw("th", "analysis", programme=("public-library",))
    page.button(key="example-bma-library").click().run()
    words = said(page)
    assert "35 แห่ง ใน 50 พื้นที่" in words
    assert not page.info


def test_a_chosen_area_says_its_shares(tables: Tables) -> None:
    row = spread("district", CentreFilter(programmes=("bma-library",)), tables).areas.loc["1042"]
    words = said(draw("en", "analysis", chosen="1042", **KHET))
    assert f"0 of the centres (0.0%) for {row['people_share']:.1%} of the people, 0.00 times its share" in words


def test_a_radius_and_an_age_change_what_hangs_on_them() -> None:
    usual, wide = (said(draw("en", "analysis", radius=radius, **KHET)) for radius in (2.0, 5.0))
    assert "within 2 km where all people around share them" in usual
    assert "within 5 km where all people around share them" in wide
    assert "5,422,568 registered people" in usual
    old = said(draw("en", "analysis", age=Age.ELDERLY, **KHET))
    assert "5,422,568 registered people" not in old


def test_no_benchmark_is_applied_until_one_is_chosen() -> None:
    words = said(draw("en", "analysis", **KHET))
    assert "No Thai statutory norm was found" in words
    assert "Reaches the benchmark" not in words


@pytest.mark.parametrize(
    ("benchmark", "words"),
    [
        ("norm:centre_count:1", ("Reaches the benchmark 29", "Does not reach half of it 21", "Netherlands")),
        ("national:centres_per_100k", ("Benchmark 0.65 per 100,000",)),
    ],
)
def test_a_chosen_benchmark_classes_the_khet(benchmark: str, words: tuple[str, ...]) -> None:
    text = said(draw("en", "analysis", benchmark=benchmark, **KHET)).replace("**", "")
    for phrase in words:
        assert phrase in text


@pytest.mark.parametrize(
    ("benchmark", "key"),
    [("target:centre_count", "no_targets"), ("national:presence_share_areas", "level")],
)
def test_a_benchmark_that_cannot_be_applied_says_why(benchmark: str, key: str) -> None:
    page = draw("en", "analysis", benchmark=benchmark, **KHET)
    assert page.info[-1].value.startswith(t(f"deeper.benchmark.{key}", lang="en", level="").split("{")[0][:30])


def test_a_wrong_target_is_a_sentence_and_the_rest_stands(
    tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    import shutil

    data = tmp_path_factory.mktemp("targets") / "data"
    shutil.copytree(data_dir(), data)
    with (data / "targets.csv").open("a", encoding="utf-8") as file:
        file.write("9999,bma-library,centre_count,2575,1,plan,\n")
    monkeypatch.setenv("KLAIBAAN_DATA", str(data))
    page = draw("en", "analysis", benchmark="target:centre_count", **KHET)
    assert "no area '9999'" in page.error[0].value
    assert t("deeper.curve.title", lang="en") in "".join(element.value for element in page.markdown)


def test_every_benchmark_has_its_words() -> None:
    from analysis.benchmark import BENCHMARKS
    from geodata.codes import Level

    names = [benchmark_name(key, Level.DISTRICT) for key in ("", *BENCHMARKS)]
    assert len(set(names)) == len(names)


def test_below_and_above_are_classed_alike_on_both_sides() -> None:
    values = pd.Series([-9.0, -4.0, -1.0, -0.04, 0.0, 1.0, 4.0, 9.0])
    assert "".join(disparity_classes(values)) == "ABCSSDEF"
    assert "".join(disparity_classes(pd.Series([-2.0, 2.0]))) == "AF"
    assert disparity_classes(pd.Series([], dtype=float)).empty
