"""Text of others is text on every page: no link, no picture, no markup comes of a name, a note or an address."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator

import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

from answers.story.sequence_file import SequenceError
from geodata.paths import data_dir
from registry.store import Register
from tests.ui.drawing import draw
from ui import cached
from ui.errors import sentence
from ui.text import set_language
from ui.widgets.plain import plain

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


def markdown_of(page: AppTest) -> Iterator[str]:
    """Yield every text of a page that is drawn as Markdown: bodies, labels and helps."""
    kinds = (
        page.markdown, page.caption, page.info, page.warning, page.success, page.error, page.button, page.expander,
        page.checkbox, page.toggle, page.selectbox, page.multiselect, page.text_input, page.toast, page.tabs,
    )  # fmt: skip
    for elements in kinds:
        for element in elements:
            for name in ("value", "label", "help"):
                text = getattr(element, name, None)
                if isinstance(text, str) and not (name == "value" and elements in (page.selectbox, page.text_input)):
                    yield text
    for table in page.table:  # a table's cells and heads are Markdown
        frame = table.value.reset_index()
        yield from map(str, [*frame.columns, *frame.to_numpy().ravel()])


MARKUP = re.compile(r"(?<!\\)(?:\]\(http://example|!\[|<b>|\$y|:red\[)")
"""What Markdown acts on, where nothing stands before it that takes that away."""
LINK = re.compile(r"(?:https?://|www\.|@)example")
"""What Markdown makes a link of, escaped or not."""


def assert_plain(text: str) -> None:
    assert not MARKUP.search(text), text
    assert not LINK.search(text.replace("\\", "")), text


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


@pytest.mark.parametrize(
    "text",
    [
        "http://example.invalid/a", "www.example.invalid", "someone@example.invalid", HOSTILE,
        "![](http://example.invalid/s.png)", "[open](http://example.invalid/v)",
        "[กู้คืนข้อมูล](http://example.invalid/login)", "&lt;b&gt;", "a\n# b",
    ],
)  # fmt: skip
def test_text_is_drawn_as_it_is(text: str) -> None:
    shown = plain(text)
    assert_plain(shown)
    assert re.sub(r"\\(?=[^\w\s])|\u2060", "", shown) == text.replace("\n", " ")


@pytest.mark.parametrize("lang", ["th", "en"])
@pytest.mark.parametrize(
    ("key", "params"),
    [
        ("sequence_view_page", {"number": 1, "page": "![](http://example.invalid/s.png)"}),
        ("sequence_version", {"version": "[open](http://example.invalid/v)", "known": 1}),
    ],
)
def test_an_error_quotes_a_file_as_text(lang: str, key: str, params: dict[str, object]) -> None:
    set_language(lang)
    assert_plain(plain(sentence(SequenceError(key, **params))))
