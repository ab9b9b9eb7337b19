"""Text from outside is data on every screen: each text that Streamlit draws as Markdown went through `ui.markdown`."""

from __future__ import annotations

import ast
import json
from pathlib import Path

import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

from answers.story.sequence_file import SequenceError, read_sequence
from geodata.cells import neutral_table, runs
from geodata.errors import KlaiBaanError
from tests.ui.drawing import draw
from tests.ui.gate import Gate, Promises
from tests.ui.plain_text import HOSTILE, assert_escaped, assert_plain, cells_of, markdown_of
from ui.errors import sentence
from ui.markdown import Markdown, inside, link, plain
from ui.text import set_language, t, text

ROOT = Path(__file__).parents[2]
THE_GATE = {Path("ui/markdown.py"), Path("ui/text/__init__.py")}


def sources() -> dict[Path, ast.Module]:
    files = [*(ROOT / "ui").rglob("*.py"), *(ROOT / "pages").glob("*.py")]
    names = {file.relative_to(ROOT): ast.parse(file.read_text(encoding="utf-8")) for file in files}
    return {name: tree for name, tree in names.items() if name not in THE_GATE}


def faults(source: str) -> list[str]:
    tree = ast.parse(source)
    promises = Promises()
    promises.read(tree)
    gate = Gate(promises)
    gate.visit(tree)
    return gate.faults


def test_every_text_that_is_drawn_as_markdown_went_through_the_gate():
    trees = sources()
    assert len(trees) > 100
    promises = Promises()
    for tree in trees.values():
        promises.read(tree)
    found = []
    for name, tree in trees.items():
        gate = Gate(promises)
        gate.visit(tree)
        found += [f"{name}:{fault}" for fault in gate.faults]
    assert not found, "\n".join(found)


@pytest.mark.parametrize(
    "source",
    [
        "st.markdown(name)",
        "st.markdown(f'**{name}**')",
        "left.caption(' · '.join([t('a'), name]))",
        "words = t('a')\nwords += name\nst.info(words)",
        "st.button(label, key='x')",
        "st.button('x', help=row['name'])",
        "st.pills('x', names)",
        "st.radio('x', names, format_func=str.upper)",
        "st.tabs([t('a'), *names])",
        "st.progress(0.5, text=name)",
        "st.table(frame)",
        "st.dataframe(frame, hide_index=True)",
        "st.data_editor(frame)",
        "st.markdown(Markdown(name))",
        "st.markdown(words.t('a', lang=lang))",
        "def f(name) -> Markdown:\n    return name",
        "def f(name: str):\n    st.markdown(name)",
        "for name in names:\n    st.markdown(name)",
    ],
)
def test_the_proof_finds_what_goes_round_the_gate(source: str) -> None:
    assert faults(source)


@pytest.mark.parametrize(
    "source",
    [
        "st.markdown(t('a', name=name))",
        "st.markdown(f'**{plain(name)}** {t(key)} {count:,}')",
        "lines = [plain(name) for name in names]\nst.markdown('\\n'.join(f'- {line}' for line in lines))",
        "def f(label: Markdown | None = None):\n    st.button(label or t('a'))",
        "def f(name) -> Markdown:\n    return plain(name)\nst.caption(f(1))",
        "st.dataframe(neutral_table(frame))",
        "for label, take in ((t('a'), 1), (plain(b), 2)):\n    st.button(label)",
    ],
)
def test_the_proof_lets_through_what_is_escaped(source: str) -> None:
    assert faults(source) == []


@pytest.mark.parametrize("name", HOSTILE)
def test_a_value_in_a_sentence_is_text(name: str) -> None:
    set_language("en")
    assert_escaped(plain(name))
    for key in ("notice.url", "programmes.opened"):
        words = t(key, name=name)
        assert isinstance(words, Markdown)
        assert words == text(key, name=inside(name))
    assert name in text("notice.url", name=name)


def test_what_was_escaped_is_not_escaped_again() -> None:
    set_language("en")
    assert t("notice.url", name=plain("a*b")) == t("notice.url", name="a*b")
    assert plain(t("notice.url", name="a*b")).count("\\") == 1


def test_numbers_stay_as_people_read_them() -> None:
    for words in ("1,234.5", "-3.5", "75 %", "2.5 กม.", "พ.ศ. 2568", "นนทบุรี (เทศบาล)"):
        assert plain(words) == words


def test_a_link_is_ours_whatever_stands_in_it() -> None:
    assert link("a]b", "https://example.org/a b)(c_d") == "[a\\]b](https://example.org/a%20b%29%28c_d)"


@pytest.mark.parametrize("lang", ["th", "en"])
@pytest.mark.parametrize(
    ("module", "query"),
    [
        ("map", {"level": "![](http://example.invalid/p.png)"}),
        ("map", {"area": "[กู้คืนข้อมูล](http://example.invalid/login)"}),
        ("place", {"place": "[here](http://example.invalid/)"}),
        ("map", {"programme": "www.example.invalid"}),
        ("map", {"access": ":red[z] someone@example.invalid"}),
    ],
)
def test_an_address_is_text(module: str, query: dict[str, str], lang: str) -> None:
    page = AppTest.from_file(str(ROOT / "ui" / "script.py"), default_timeout=60)
    page.query_params.update({**query, "lang": lang})
    page.run()
    assert not page.exception
    assert [one.value for one in page.warning]
    for words in markdown_of(page):
        assert_plain(words)


@pytest.mark.parametrize("lang", ["th", "en"])
@pytest.mark.parametrize(
    "changes",
    [
        {"views": [{"page": "![](http://example.invalid/s.png)", "params": {}, "title": "", "text": ""}]},
        {"version": "[open](http://example.invalid/v)"},
    ],
)
def test_what_is_wrong_with_a_sequence_is_text(changes: dict[str, object], lang: str) -> None:
    set_language(lang)
    with pytest.raises(SequenceError) as fault:
        read_sequence(json.dumps({"format": "klaibaan-sequence", "version": 1, "views": [], **changes}).encode())
    assert_escaped(plain(sentence(fault.value)))


@pytest.mark.parametrize("lang", ["th", "en"])
def test_an_error_quotes_text(lang: str) -> None:
    set_language(lang)
    for name in HOSTILE:
        assert_escaped(plain(sentence(KlaiBaanError("place_unknown", text=name))))


def test_a_table_to_be_downloaded_holds_no_formula() -> None:
    names = ["=cmd|'/c calc'!A0", "+1+1", "-2+3", "@SUM(1)", "\tx", "\r=1", "-3.5", "ก"]
    table = pd.DataFrame(
        {"name": names, "=n": range(8), "kind": pd.Categorical(names), "share": [0.5, -1.5, *[None] * 6]}
    )
    neutral = neutral_table(table)
    assert neutral.dtypes.map(str).tolist() == table.dtypes.map(str).tolist()
    assert neutral.iloc[:, 1].tolist() == list(range(8))
    assert not [one for one in [*neutral.columns, *neutral["name"], *neutral["kind"]] if runs(one)]
    assert table["name"].tolist() == names


@pytest.mark.parametrize("lang", ["th", "en"])
@pytest.mark.parametrize(
    "module", ["overview", "map", "programmes", "bangkok", "sources", "data", "analysis", "siting"]
)
def test_what_draws_no_markdown_has_no_escapes(module: str, lang: str) -> None:
    page = draw(lang, module)
    assert not page.exception
    for words in cells_of(page):
        assert "\\" not in words, words
