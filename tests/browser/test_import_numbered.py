"""Two lists that number their rows from 1 come in by the mouse, in both languages: six libraries, either undone."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.mapping import PATIENCE_MS, choose, open_map, settle
from tests.browser.serving import serving

CASES = Path(__file__).parents[1] / "registry" / "importing" / "files" / "cases"
LAMPANG = frozenset({"ห้องสมุดทดลองริมน้ำ", "ห้องสมุดทดลองเชิงเขา", "ห้องสมุดทดลองหน้าวัด"})
CHUMPHON = frozenset({"ห้องสมุดบ้านสวน", "ห้องสมุดบ้านนา", "ห้องสมุดบ้านเล"})
LISTS = (("c02a_serial_first.csv", LAMPANG), ("c02b_serial_second.csv", CHUMPHON))


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
        for number, (name, _) in enumerate(LISTS, start=1):
            page.set_input_files("input[type=file]", CASES / name)
            expect(page.get_by_text(new, exact=True)).to_be_visible(timeout=PATIENCE_MS)
            page.locator(".st-key-import-commit button").click()
            expect(page.get_by_text(re.compile(rf"import-{number}\b"))).to_be_visible(timeout=PATIENCE_MS)
            settle(page)
        assert libraries(page, url, lang) == sorted(LAMPANG | CHUMPHON)
        for number, others in ((1, CHUMPHON), (2, LAMPANG)):
            act(page, f"{url}/data?lang={lang}&section=history", "undo", number)
            assert libraries(page, url, lang) == sorted(others)
            act(page, f"{url}/data?lang={lang}&section=history", "redo", number)
            assert libraries(page, url, lang) == sorted(LAMPANG | CHUMPHON)


def libraries(page: Page, url: str, lang: str) -> list[str]:
    """Return which libraries of the two lists the map marks, as often as it does, by name."""
    shown = open_map(page, f"{url}/map?lang={lang}&programme=public-library")
    names = [str(mark["name"]) for mark in shown.model()["marks"]]
    return sorted(name for name in names if name in LAMPANG | CHUMPHON)


def act(page: Page, address: str, action: str, number: int) -> None:
    page.goto(address)
    settle(page)
    page.locator(f".st-key-{action}-import-{number} button").click()
    page.locator(f".st-key-sure-import-{number} button").click(timeout=PATIENCE_MS)
    after = {"undo": "redo", "redo": "undo"}[action]
    expect(page.locator(f".st-key-{after}-import-{number} button")).to_be_visible(timeout=PATIENCE_MS)
    settle(page)
