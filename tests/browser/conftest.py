"""Fixtures of the browser tests: the app served to a real Chromium that can reach nothing else."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from urllib.parse import urlparse

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from tests.browser.chromium import FLAGS, MISSING, find
from tests.browser.one_file import file_url, opened
from tests.browser.serving import serving
from tests.browser.watch import Watch
from tests.registry.conftest import server

LAPTOP = {"width": 1366, "height": 768}
__all__ = ["file_url", "opened", "server"]  # fixtures of the one file, and of the database


@pytest.fixture(scope="session")
def app_url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Return the address of the app on the real data, started once for all tests."""
    with serving(tmp_path_factory.mktemp("app")) as url:
        yield url


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Return a Chromium for which every host but this machine is unknown."""
    path = find()
    if path is None:
        if os.environ.get("CI"):
            pytest.fail(MISSING)
        pytest.skip(MISSING)
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=path, args=list(FLAGS))
        yield chromium
        chromium.close()


@pytest.fixture
def open_context(browser: Browser, request: pytest.FixtureRequest) -> Iterator[Callable[..., BrowserContext]]:
    """Return a function that opens a context for an app's address; at the end nothing wrong may have happened in any.

    It takes the address and what `Browser.new_context` takes (viewport, locale, has_touch ...).
    """
    hosts = tuple(mark.args[0] for mark in request.node.iter_markers("reaches_out"))
    errors = tuple(mark.args[0] for mark in request.node.iter_markers("console_error"))
    watches: list[Watch] = []
    with ExitStack() as stack:

        def opened(url: str, **options: object) -> BrowserContext:
            context = browser.new_context(**{"viewport": LAPTOP, "locale": "th-TH", **options})
            stack.callback(context.close)
            watch = Watch(urlparse(url).netloc, hosts_meant=hosts, errors_meant=errors)
            watch.follow(context)
            watches.append(watch)
            return context

        yield opened
        wrongs = [wrong for watch in watches for wrong in watch.wrongs]
    if wrongs:
        pytest.fail("\n".join(wrongs))


@pytest.fixture
def page(open_context: Callable[..., BrowserContext], app_url: str) -> Page:
    """Return a fresh page of a laptop's size; a request to another host or an error on the console fails the test."""
    return open_context(app_url).new_page()
