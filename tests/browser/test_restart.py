"""A tab that was left open while the server was started again says that it must be loaded again, and then works."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, expect

from tests.browser.mapping import PATIENCE_MS, settle
from tests.browser.serving import free_port, serving
from ui.text import text


@pytest.mark.console_error("WebSocket")
@pytest.mark.console_error("ERR_CONNECTION_REFUSED")
@pytest.mark.console_error("Client Error")
@pytest.mark.console_error("Failed to")
@pytest.mark.console_error("not responding")
@pytest.mark.console_error("Event")
def test_a_tab_left_open_over_a_restart(open_context: Callable[..., BrowserContext], tmp_path: Path) -> None:
    port = free_port()
    with serving(tmp_path, port=port) as url:
        page = open_context(url).new_page()
        page.goto(f"{url}/overview?lang=en")
        settle(page)
        notice = page.get_by_role("alert").filter(has_text=text("page.restarted", lang="en"))
        expect(notice).to_have_count(0)
    with serving(tmp_path, port=port):
        expect(notice).to_be_visible(timeout=PATIENCE_MS)
        notice.get_by_role("button", name=text("page.reload", lang="en")).click()
        settle(page)
        expect(notice).to_have_count(0)
        expect(page.locator(".st-key-footer")).to_be_visible(timeout=PATIENCE_MS)
