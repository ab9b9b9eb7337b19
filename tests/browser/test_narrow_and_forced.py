"""At 320 pixels nothing runs out of the screen; in forced colours what is chosen and switched on is seen."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Locator

from tests.browser.mapping import PATIENCE_MS, settle

NARROW = {"width": 320, "height": 640}
OUT = """() => [...document.querySelectorAll('[data-testid=stMain] :is(p, h1, h2, h3, button, input, label, svg text)')]
  .filter((one) => { const box = one.getBoundingClientRect();
    return box.width > 1 && box.right > innerWidth + 1 && !one.closest('[data-testid=stTable], [role=tablist]'); })
  .map((one) => one.textContent.slice(0, 60))"""


@pytest.mark.parametrize("lang", ["th", "en"])
def test_nothing_runs_out_of_a_screen_of_320_pixels(
    open_context: Callable[..., BrowserContext], app_url: str, lang: str
) -> None:
    page = open_context(app_url, viewport=NARROW).new_page()
    for address in ("overview", "map?area=10", "bangkok", "programmes", "data?section=import", "place?place=1042"):
        page.goto(f"{app_url}/{address}{'&' if '?' in address else '?'}lang={lang}")
        settle(page)
        page.wait_for_function(f"({OUT})().length === 0", timeout=PATIENCE_MS)


def _ground(place: Locator) -> str:
    return str(place.evaluate("(one) => getComputedStyle(one).backgroundColor"))


def test_forced_colours_show_what_is_chosen(open_context: Callable[..., BrowserContext], app_url: str) -> None:
    page = open_context(app_url, forced_colors="active").new_page()
    page.goto(f"{app_url}/map?programme=bma-library&area=10&mode=gaps&lang=en")
    settle(page)
    group = page.get_by_test_id("stButtonGroup").first
    assert _ground(group.locator("[aria-checked=true]")) != _ground(group.locator("[aria-checked=false]").first)
    switch = page.get_by_test_id("stCheckbox").first.locator("label > span:has(input) + div")
    assert switch.evaluate("(one) => getComputedStyle(one).borderTopWidth") != "0px"
    off = _ground(switch)
    page.get_by_test_id("stCheckbox").first.locator("label").click()
    look = "getComputedStyle(document.querySelector('[data-testid=stCheckbox] label > span + div'))"
    page.wait_for_function(f"(off) => {look}.backgroundColor !== off", arg=off)
