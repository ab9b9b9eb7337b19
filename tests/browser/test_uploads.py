"""A file that is not taken is said to be, in the reader's language: too much, of another kind, or cut off."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.mapping import PATIENCE_MS, settle
from tests.browser.serving import serving
from ui.text import text


@pytest.fixture(scope="module")
def small_url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Return the address of a server that takes one megabyte a session."""
    with serving(tmp_path_factory.mktemp("small"), environment={"KLAIBAAN_UPLOADS_SESSION_MB": "1"}) as url:
        yield url


def choose(page: Page, url: str, lang: str, file: Path) -> None:
    page.goto(f"{url}/data?section=import&lang={lang}")
    settle(page)
    page.locator('[data-testid="stFileUploaderDropzoneInput"]').first.set_input_files(file)


def expect_words(page: Page, words: str) -> None:
    expect(page.get_by_role("alert").filter(has_text=words)).to_be_visible(timeout=PATIENCE_MS)


@pytest.mark.console_error("413")
@pytest.mark.parametrize("lang", ["th", "en"])
def test_too_much_for_a_session(
    open_context: Callable[..., BrowserContext], small_url: str, tmp_path: Path, lang: str
) -> None:
    (file := tmp_path / "list.csv").write_bytes(b"a,b\n" * 500_000)
    page = open_context(small_url).new_page()
    choose(page, small_url, lang, file)
    expect_words(page, text("upload.session", lang=lang, session_mb=1))


@pytest.mark.console_error("ERR_CONNECTION_RESET")
@pytest.mark.console_error("Network Error")
def test_cut_off(page: Page, app_url: str, tmp_path: Path) -> None:
    (file := tmp_path / "list.csv").write_bytes(b"a,b\n1,2\n")
    page.route("**/_stcore/upload_file/**", lambda route: route.abort("connectionreset"))
    choose(page, app_url, "en", file)
    expect_words(page, text("upload.cut", lang="en"))


def test_of_another_kind(page: Page, app_url: str, tmp_path: Path) -> None:
    (file := tmp_path / "list.exe").write_bytes(b"MZ")
    choose(page, app_url, "th", file)
    expect_words(page, text("upload.other", lang="th", file_mb=100))
