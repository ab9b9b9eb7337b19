"""Text of others in a real browser: no link, no picture, no emphasis, no request; and no formula in a download."""

from __future__ import annotations

import csv
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import quote

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.mapping import PATIENCE_MS, settle
from tests.browser.serving import serving
from tests.ui.plain_text import HOSTILE

MARKUP = (
    "a, img, code, pre, em, del, h1, h2, h3, ul, ol, hr, blockquote, sup, .katex, [data-testid=stIconMaterial], span"
)


@pytest.fixture(scope="module")
def plain_url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Return the address of the page of hostile names."""
    with serving(tmp_path_factory.mktemp("plain"), script="tests/browser/plain_page.py") as url:
        yield url


@pytest.fixture
def names(open_context: Callable[..., BrowserContext], plain_url: str) -> Page:
    """Return the page of hostile names, drawn."""
    page = open_context(plain_url, accept_downloads=True).new_page()
    page.add_init_script("delete window.showSaveFilePicker")  # its dialog is the system's, and nobody sees it here
    page.goto(plain_url)
    expect(page.get_by_test_id("stDataFrame")).to_be_visible(timeout=PATIENCE_MS)
    return page


def test_a_name_is_drawn_as_it_stands(names: Page) -> None:
    for place, name in enumerate(HOSTILE):
        expect(names.locator(f".st-key-name-{place} [data-testid=stMarkdownContainer]").first).to_be_visible()
        bodies = names.locator(f".st-key-name-{place} [data-testid=stMarkdown]")
        words = " ".join(name.split())
        shown = [body.replace("\u2060", "") for body in bodies.all_inner_texts()]
        assert shown == [words, f"{words}, {words}"]
        assert bodies.first.locator(MARKUP).count() == 0, name
        button = names.locator(f".st-key-name-{place} button")
        assert button.inner_text().replace("\u2060", "") == words
        assert button.locator("a, img, code, em, del, .katex").count() == 0, name
    assert names.locator(".st-key-others").locator("a, img, code, em, del, .katex").count() == 0


def test_a_download_of_the_toolbar_runs_nothing(names: Page, tmp_path: Path) -> None:
    names.get_by_test_id("stDataFrame").hover()
    with names.expect_download() as download:
        names.get_by_role("button", name="Download as CSV").click()
    file = tmp_path / "table.csv"
    download.value.save_as(file)
    with file.open(encoding="utf-8-sig", newline="") as lines:
        rows = list(csv.DictReader(lines))
    assert [row["name"] for row in rows] == ["'=cmd|'/c calc'!A0", "'@SUM(1)", "'+1-1"]
    assert [float(row["n"]) for row in rows] == [-1, 2, -3.5]


@pytest.mark.parametrize("lang", ["th", "en"])
def test_an_address_draws_nothing_of_its_own(page: Page, app_url: str, lang: str) -> None:
    asked = {"level": HOSTILE[0], "area": HOSTILE[1], "programme": HOSTILE[2], "access": HOSTILE[7]}
    page.goto(f"{app_url}/map?lang={lang}&" + "&".join(f"{key}={quote(value)}" for key, value in asked.items()))
    settle(page)
    notices = page.locator(".st-key-notices")
    for value in asked.values():
        expect(notices.filter(has_text=re.split("://|@", value)[-1])).to_have_count(1, timeout=PATIENCE_MS)
    assert page.locator("[href*=example], img[src*=example]").count() == 0
    assert notices.locator("a, img").count() == 0
