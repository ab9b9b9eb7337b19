"""Every page in both languages and themes is free of findings of axe-core, and says its language and its maps."""

from __future__ import annotations

import re
from collections.abc import Callable
from time import monotonic

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.axe import findings
from tests.browser.mapping import FRAME, PATIENCE_MS, open_map, settle
from tests.browser.one_file import Opened
from tests.browser.test_present import player
from ui.frame import PAGES

ASKED = {
    "analysis": "programme=bma-library&area=10",
    "place": "place=1001",
    "compare": "with=10%7C40",
    "programmes": "programme=bma-library",
}
EDIT = "data?section=edit&chosen=bma-library-001"
GAPS = "map?mode=gaps&programme=bma-library&area=10&chosen=1042"
ADDRESSES = [
    *(f"{entry.url_path * (entry is not PAGES[0])}?{ASKED.get(entry.module, '')}" for entry in PAGES),
    GAPS,
    EDIT,
]
GROUND = {"light": "rgb(251, 252, 252)", "dark": "rgb(18, 25, 29)"}
SETTLING_S = 20
UNFOLD = """() => document.querySelectorAll('[data-testid="stExpander"] details:not([open]) > summary')
    .forEach(one => one.click())"""
# The first heading is the only one of its level, and no level is left out on the way down.
OUTLINE = """() => { const levels = [...document.querySelectorAll('.stMain :is(h1, h2, h3, h4, h5, h6)')]
    .filter(one => one.checkVisibility()).map(one => Number(one.tagName[1]));
  const once = levels.filter(level => level === 1).length === 1 && levels[0] === 1;
  return once && levels.every((level, at) => !at || level <= levels[at - 1] + 1) ? [] : ['headings ' + levels]; }"""
# A map has a name and a description, and its frame the same name; every frame says its language.
SPOKEN = """lang => { const wrong = [];
  if (document.documentElement.lang !== lang) wrong.push('the language of ' + location.pathname);
  const map = document.getElementById('map_div');
  if (!map) return wrong;
  const name = map.getAttribute('aria-label');
  const words = document.getElementById(map.getAttribute('aria-describedby'))?.textContent || '';
  if (!/\\d/.test(words)) wrong.push('a map without a summary');
  if (!name || window.frameElement.getAttribute('aria-label') !== name) wrong.push('a map without a name');
  return wrong; }"""


def painted(page: Page, scheme: str) -> None:
    """Wait for the page and its maps to stand in a theme."""
    expect(page.locator(".stApp")).to_have_css("background-color", GROUND[scheme], timeout=PATIENCE_MS)
    settle(page)
    for frame in page.locator(FRAME).all():
        found = frame.content_frame.locator(f'#map_div[data-painted][data-theme="{scheme}"]')
        expect(found).to_be_attached(timeout=PATIENCE_MS)


def speaking(page: Page, lang: str) -> None:
    """Switch the language."""
    page.locator(".st-key-language button").click()
    expect(page.locator("html")).to_have_attribute("lang", lang, timeout=PATIENCE_MS)


def problems(page: Page, lang: str) -> list[str]:
    """Return what is wrong on a page and stays wrong: during a run widgets are pale, and a new map has no words."""
    until = monotonic() + SETTLING_S
    while True:
        settle(page)
        wrong = findings(page) + page.evaluate(OUTLINE)
        wrong += [problem for frame in page.frames for problem in frame.evaluate(SPOKEN, lang)]
        if not wrong or monotonic() > until:
            return [f"{page.url}: {problem}" for problem in wrong]


@pytest.mark.parametrize("third", [0, 1, 2])
def test_every_page_is_free_of_findings(open_context: Callable[..., BrowserContext], app_url: str, third: int) -> None:
    page = open_context(app_url, color_scheme="light", reduced_motion="reduce").new_page()
    wrong: list[str] = []
    for address in ADDRESSES[third::3]:
        page.goto(f"{app_url}/{address}&lang=th")
        expect(page.locator(".st-key-footer")).to_be_visible(timeout=PATIENCE_MS)
        painted(page, "light")
        page.evaluate(UNFOLD)
        settle(page)
        wrong += problems(page, "th")
        page.emulate_media(color_scheme="dark")
        speaking(page, "en")  # a map takes the theme with the next run of the page
        painted(page, "dark")
        wrong += problems(page, "en")
        page.emulate_media(color_scheme="light")
    assert wrong == []


def test_a_finding_is_found_in_the_page_and_in_a_frame(page: Page, app_url: str) -> None:
    shown = open_map(page, f"{app_url}/map?programme=relearning")
    spoil = "document.body.insertAdjacentHTML('beforeend', '<button></button>')"
    page.evaluate(spoil)
    shown.frame.evaluate(spoil)
    assert sum("button-name" in one for one in findings(page)) == 2


def test_the_player_is_free_of_findings(open_context: Callable[..., BrowserContext], app_url: str) -> None:
    page = open_context(app_url, color_scheme="light", reduced_motion="reduce").new_page()
    frame = player(page, f"{app_url}/present")
    for key in ("PageDown", "PageDown", "PageDown", "d", "PageUp", "PageUp"):
        frame.locator(".stage").press(key)
        assert findings(page) == [], key
    expect(frame.locator("html")).to_have_attribute("data-theme", "dark")


@pytest.mark.parametrize("opened", [{"reduced_motion": "reduce"}], indirect=True)
def test_the_one_file_is_free_of_findings(opened: Opened) -> None:
    for hash_ in ("", "#chosen=40&lang=en", "#area=10", "#view=2", "#view=4&lang=en"):
        page = opened.go(hash_)
        page.evaluate("document.fonts.ready.then(() => null)")
        for theme in ("light", "dark"):
            page.evaluate("theme => { onefile.state.theme = theme; onefile.dress(); }", theme)
            assert findings(page) == [], (hash_, theme)


def test_the_map_of_the_one_file_counts_its_areas_in_words(opened: Opened) -> None:
    page = opened.go("#area=10&measure=claim")
    page.locator("select").nth(0).select_option(label="ห้องสมุดเพื่อการเรียนรู้ กทม.")
    page.locator("select").nth(1).select_option("claim")
    words = page.locator("canvas.map").first
    expect(words).to_have_attribute("aria-label", re.compile("29 พื้นที่ · .*21 พื้นที่"))
