"""Heavy work in a browser: a place in the line on screen, stopping, and a worker that is killed under somebody."""

from __future__ import annotations

import os
import re
import signal
from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlparse

from playwright.sync_api import BrowserContext, Locator, Page, expect

from tests.browser.mapping import PATIENCE_MS, open_map, settle

WORKS_MS = 3 * PATIENCE_MS


def workers_of(url: str) -> set[int]:
    """Return the numbers of the processes that work for the app at an address."""
    found = set()
    for place in Path("/proc").glob("[0-9]*"):
        try:
            if b"geodata.worker" not in (place / "cmdline").read_bytes():
                continue
            parent = (place / "stat").read_text(encoding="ascii").rsplit(")", 1)[1].split()[1]
            if f"--server.port={urlparse(url).port}".encode() in Path("/proc", parent, "cmdline").read_bytes():
                found.add(int(place.name))
        except OSError:  # gone in the meantime
            continue
    return found


def panel_of(page: Page, url: str, lang: str, *, areas: int) -> Locator:
    """Open the panel on the map, choose the briefs of a kind that has so many areas, and have them built."""
    open_map(page, f"{url}/map?lang={lang}")
    page.get_by_role("button", name={"th": "ดาวน์โหลด", "en": "Download"}[lang], exact=True).click()
    panel = page.get_by_role("dialog")
    kind = {"th": "บันทึกหนึ่งหน้าทุกพื้นที่ ZIP", "en": "One-page briefs of all areas (ZIP)"}[lang]
    panel.get_by_text(kind, exact=True).click()
    settle(page)
    panel.locator(".st-key-download-areas label", has_text=f"({areas})").click()
    settle(page)
    panel.locator(".st-key-build-panel button").click()
    return panel


def test_three_ask_for_briefs_and_see_their_place_stop_and_death(
    open_context: Callable[..., BrowserContext], app_url: str
) -> None:
    first, second, third = (open_context(app_url).new_page() for _ in range(3))
    one = panel_of(first, app_url, "th", areas=77)
    expect(one.get_by_text(re.compile(r"กำลังทำบันทึกที่ \d+ จาก 77"))).to_be_visible(timeout=WORKS_MS)
    (own,) = workers_of(app_url)
    two = panel_of(second, app_url, "en", areas=77)
    expect(two.get_by_text(re.compile(r"brief \d+ of 77"))).to_be_visible(timeout=WORKS_MS)
    (other,) = workers_of(app_url) - {own}

    last = panel_of(third, app_url, "th", areas=6)
    expect(last.get_by_text("อยู่ในคิว มีงานก่อนหน้า 2 งาน")).to_be_visible(timeout=PATIENCE_MS)
    os.kill(other, signal.SIGKILL)
    expect(two.get_by_text("The process that did this work ended before it was done")).to_be_visible(
        timeout=PATIENCE_MS
    )
    expect(two.locator(".st-key-build-panel button")).to_be_enabled(timeout=PATIENCE_MS)
    one.locator(".st-key-stop-panel button").click()
    expect(one.locator(".st-key-build-panel button")).to_be_enabled(timeout=PATIENCE_MS)
    expect(last.get_by_text("ไฟล์พร้อมแล้ว")).to_be_visible(timeout=WORKS_MS)
    left = workers_of(app_url)
    assert own in left, "who stops leaves the process to the next"
    assert len(left - {own, other}) == 1, "a fresh one in the place of the one that was killed"
