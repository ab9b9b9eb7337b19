"""The one HTML file opened from disk in a page that has no network; what it asks for or says wrong is kept."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from tests.onefile import built

LAPTOP = {"width": 1366, "height": 768}


@pytest.fixture(scope="session")
def file_url(tmp_path_factory: pytest.TempPathFactory) -> str:
    path: Path = tmp_path_factory.mktemp("stick") / "klaibaan.html"
    path.write_bytes(built())
    return path.as_uri()


class Opened:
    """The file in a page; whatever it asks for beyond itself, and every error, is kept."""

    def __init__(self, browser: Browser, url: str, **options: Any) -> None:
        options = {"viewport": LAPTOP, "color_scheme": "light", "offline": True, **options}
        self.url, self.wrongs = url, []
        self.context = browser.new_context(**options)
        self.context.on("request", lambda one: self._asked(one.url))
        self.context.on("weberror", lambda error: self.wrongs.append(f"error: {error.error}"))
        self.context.on("console", lambda told: self.wrongs.append(told.text) if told.type == "error" else None)
        self.page = self.context.new_page()

    def _asked(self, url: str) -> None:
        if url.partition("#")[0] != self.url and not url.startswith(("data:", "blob:")):
            self.wrongs.append(f"request: {url}")

    def go(self, hash_: str = "") -> Page:
        self.page.goto(self.url + hash_)
        self.page.wait_for_selector('html[data-ready="1"]', state="attached")
        return self.page


@pytest.fixture
def opened(browser: Browser, file_url: str, request: pytest.FixtureRequest) -> Iterator[Opened]:
    one = Opened(browser, file_url, **getattr(request, "param", {}))
    yield one
    one.context.close()
    assert one.wrongs == []
