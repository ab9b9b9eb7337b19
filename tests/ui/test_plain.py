"""Text of others is text on every page: no link, no picture, no markup comes of a name, a note or an address."""

from __future__ import annotations

import shutil

import pandas as pd
import pytest

from geodata.paths import data_dir
from registry.store import Register
from tests.ui.drawing import draw
from tests.ui.plain_text import assert_plain, markdown_of
from ui import cached

HOSTILE = "![](http://example.invalid/p.png) [x](http://example.invalid) <b>b</b> $y$ :red[z] www.example.invalid"
PAGES = ("overview", "map", "programmes", "bangkok", "sources", "data", "present", "analysis")
COLUMNS = {
    "programmes.csv": [
        "name_th",
        "name_en",
        "short_th",
        "short_en",
        "owner",
        "partners",
        "notes",
        "reported_unit_th",
        "source",
    ],
    "centres.csv": ["name_th", "name_en", "source", "notes", "products"],
    "figures.csv": ["notes", "source"],
    "programme_details.csv": ["name_th", "name_en", "notes", "source"],
}


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Register:
    """Return a register in which every free text holds markup."""
    folder = tmp_path_factory.mktemp("hostile") / "data"
    shutil.copytree(data_dir(), folder, ignore=shutil.ignore_patterns("layers"))
    for file, columns in COLUMNS.items():
        table = pd.read_csv(folder / file, dtype=str)
        for name in table.columns.intersection(columns):
            table[name] = table[name].where(table[name].isna(), table[name] + " " + HOSTILE)
        table.to_csv(folder / file, index=False)
    return Register.in_memory(folder)


@pytest.mark.parametrize("lang", ["th", "en"])
@pytest.mark.parametrize(
    "module", ["overview", "map", "programmes", "bangkok", "sources", "data", "present", "analysis"]
)
def test_markup_in_the_register_is_text(
    hostile: Register, module: str, lang: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cached, "_open_register", lambda: (hostile, ()))
    page = draw(lang, module)
    assert not page.exception
    for text in markdown_of(page):
        assert_plain(text)


@pytest.mark.parametrize("changes", [{"place": "1042"}, {"place": "50"}])
def test_markup_in_the_register_is_text_in_an_answer(
    hostile: Register, changes: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cached, "_open_register", lambda: (hostile, ()))
    for text in markdown_of(draw("th", "place", **changes)):
        assert_plain(text)


def test_a_chosen_centre_and_gaps_keep_their_text_plain(hostile: Register, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cached, "_open_register", lambda: (hostile, ()))
    centre = str(hostile.centres()["centre_id"].iloc[0])
    for changes in (
        {"chosen": centre},
        {"mode": "gaps", "programme": ("bma-library",), "area": "10", "chosen": "1042"},
    ):
        for text in markdown_of(draw("en", "map", **changes)):
            assert_plain(text)
