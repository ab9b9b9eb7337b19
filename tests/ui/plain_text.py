"""What a page draws as Markdown and what it draws as text, and the proof that text of others stays text there."""

from __future__ import annotations

import re
from collections.abc import Iterator

from streamlit.testing.v1 import AppTest

HOSTILE = (
    "![](http://example.invalid/p.png)", "[กู้คืนข้อมูล](http://example.invalid/login)", "http://example.invalid/a",
    "https://example.invalid/a", "HTTP://example.invalid", "www.example.invalid", "WWW.example.invalid",
    "someone@example.invalid", "mailto:someone@example.invalid", "<http://example.invalid>", "<b>b</b>",
    "&lt;b&gt;", ":smile:", ":red[z]", ":material/home:", ":material_home:",
    ":streamlit:", ":100: :+1:", "a -> b <- c -- d >= e", ":small[x]", "$y$", "$$y$$", "**b** _i_ ~~s~~ `c`", "a | b",
    "# a", "- a", "+ a", "1. a", "12) a", "---", "===", "a\n# b", "    code", "[^1]", "a\\*b*",
)  # fmt: skip


def markdown_of(page: AppTest) -> Iterator[str]:
    """Yield every text of a page that is drawn as Markdown: bodies, labels, helps, cells of tables that are read."""
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
    for group in page.button_group:
        yield from (option.content for option in group.proto.options)
    for table in page.table:
        frame = table.value.reset_index()
        yield from map(str, [*frame.columns, *frame.to_numpy().ravel()])


def cells_of(page: AppTest) -> Iterator[str]:
    """Yield every text of a page that is drawn as it stands: choices of lists, cells of tables with a toolbar."""
    for choice in (*page.selectbox, *page.multiselect):
        yield from choice.options
    for table in page.dataframe:
        yield from map(str, [*table.value.columns, *table.value.to_numpy().ravel()])


MARKUP = re.compile(r"(?<!\\)(?:\]\(http://example|!\[|<b>|\$y|:red\[)")
"""What Markdown acts on, where nothing stands before it that takes that away."""
LINK = re.compile(r"(?i)(?:https?://|www\.|@)example")
"""What Markdown makes a link of, escaped or not."""
LIVE = re.compile(r"[\\`*_{}\[\]<>#|~$:&!\n\t]|^[-+=]+(?=\s|$)|^\d+[.)](?=\s|$)|^ {4}")
"""What Markdown may act on, wherever it stands in a line."""


def assert_plain(text: str) -> None:
    """Fail where a text of a page, with markup of ours, has any of the tests' hostile texts as such."""
    assert not MARKUP.search(text), text
    assert not LINK.search(text.replace("\\", "")), text


def assert_escaped(text: str) -> None:
    """Fail where a text by itself, none of it ours, has anything that Markdown acts on."""
    assert not LIVE.search(re.sub(r"\\[^a-z0-9\s]", "x", text)), text
    assert not LINK.search(text.replace("\\", "")), text
