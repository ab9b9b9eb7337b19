"""Two lists that number their rows from 1 come in by the mouse, in both languages: six libraries, either undone."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.mapping import PATIENCE_MS, choose, settle
from tests.browser.serving import serving

CASES = Path(__file__).parents[1] / "registry" / "importing" / "files" / "cases"


@pytest.mark.parametrize(
    ("lang", "programme", "new"),
    [("th", "ห้องสมุดประชาชน", "ใหม่ 3"), ("en", "Public libraries", "New 3")],
)
def test_two_numbered_lists_are_six_libraries_and_either_is_undone(
    open_context: Callable[..., BrowserContext], tmp_path: Path, lang: str, programme: str, new: str
) -> None:
    with serving(tmp_path) as url:
        page = open_context(url).new_page()
        page.goto(f"{url}/data?lang={lang}")
        settle(page)
        choose(page.locator(".st-key-import-programme input"), programme)
        settle(page)
        for number, name in ((1, "c02a_serial_first.csv"), (2, "c02b_serial_second.csv")):
            page.set_input_files("input[type=file]", CASES / name)
            expect(page.get_by_text(new, exact=True)).to_be_visible(timeout=PATIENCE_MS)
            page.locator(".st-key-import-commit button").click()
            expect(page.get_by_text(re.compile(rf"import-{number}\b"))).to_be_visible(timeout=PATIENCE_MS)
            settle(page)
        page.goto(f"{url}/data?lang={lang}&section=history")
        settle(page)
        for number in (1, 2):
            undo(page, number)
            redo(page, number)


def undo(page: Page, number: int) -> None:
    page.locator(f".st-key-undo-import-{number} button").click()
    expect(page.locator(f".st-key-redo-import-{number} button")).to_be_visible(timeout=PATIENCE_MS)
    settle(page)


def redo(page: Page, number: int) -> None:
    page.locator(f".st-key-redo-import-{number} button").click()
    expect(page.locator(f".st-key-undo-import-{number} button")).to_be_visible(timeout=PATIENCE_MS)
    settle(page)
