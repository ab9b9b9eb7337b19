"""What only a browser can tell of the pages: deep links, language, sizes, hostile names, broken files, no network."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest
from playwright.sync_api import BrowserContext, Page, expect
from playwright.sync_api import TimeoutError as Timeout

from tests.browser.mapping import FRAME, PATIENCE_MS, open_map, settle
from tests.browser.serving import REPOSITORY, serving
from ui.frame import PAGES

ADDRESSES = ("", *(entry.url_path for entry in PAGES[1:]))  # the first has the bare address
ASKED = {"place": "place=1042", "compare": "with=1042|10", "data": "section=quality"}
HOSTILE = '<img src=x onerror="window.top.hacked=1;alert(1)">{{7*7}} [x](javascript:alert(1)) </script>'
SIZES = {"laptop": (1366, 768), "hall": (1920, 1080), "phone": (390, 844)}
# Charts take their width a moment after the page has its own.
RESIZE_MS = 10_000
FITS = """() => { const main = document.querySelector('[data-testid=stMain]');
  return main.scrollWidth - main.clientWidth <= 1; }"""


@pytest.mark.parametrize("address", ADDRESSES)
def test_a_cold_deep_link_shows_the_frame(page: Page, app_url: str, address: str) -> None:
    page.goto(f"{app_url}/{address}")
    settle(page)
    expect(page.locator(".st-key-footer")).to_be_visible(timeout=PATIENCE_MS)
    expect(page.get_by_role("button", name="English")).to_be_visible()
    expect(page.locator('[data-testid="stAlertContentError"], [data-testid="stException"]')).to_have_count(0)


@pytest.mark.parametrize("address", ["overview", "nothing-of-ours", "แผนที่", "Map", "a/b", "x%2Fy"])
def test_an_unknown_address_leads_to_the_overview_in_the_readers_language(
    page: Page, app_url: str, address: str
) -> None:
    page.goto(f"{app_url}/{address}?lang=en&area=40")
    settle(page)
    expect(page.locator("h1").first).to_have_text("Overview", timeout=PATIENCE_MS)
    expect(page.locator(".st-key-footer")).to_be_visible(timeout=PATIENCE_MS)
    expect(page.get_by_role("dialog")).to_have_count(0)
    expect(page.get_by_text("There is no page at this address")).to_have_count(0 if address == "overview" else 1)
    page.get_by_role("link", name="Map", exact=True).first.click()
    expect(page).to_have_url(f"{app_url}/map?lang=en&area=40", timeout=PATIENCE_MS)


def test_an_address_below_a_page_leads_to_the_last_of_its_segments(page: Page, app_url: str) -> None:
    shown = open_map(page, f"{app_url}/bangkok/map?lang=en&programme=tk-park&area=40")
    assert page.url == f"{app_url}/map?lang=en&programme=tk-park&area=40"
    assert shown.model()["extent"]["code"] == "40"


def test_the_map_opens_with_a_view_that_says_something_and_a_link_to_another_is_kept(page: Page, app_url: str) -> None:
    shown = open_map(page, f"{app_url}/map?lang=en")
    assert shown.model()["extent"]["code"] == "10"
    assert "People beyond" in shown.model()["measure"]
    assert page.url == f"{app_url}/map?lang=en"
    usual = open_map(page, f"{app_url}/map?lang=en&programme=relearning")
    assert usual.model()["extent"]["code"] == "TH"
    assert page.url == f"{app_url}/map?lang=en&programme=relearning"


def test_the_language_survives_navigation(page: Page, app_url: str) -> None:
    open_map(page, f"{app_url}/map?lang=en&programme=bma-library")
    page.get_by_role("link", name="Bangkok").first.click()
    expect(page.get_by_role("button", name="ไทย")).to_be_visible(timeout=PATIENCE_MS)
    settle(page)
    page.get_by_role("link", name="Map", exact=True).first.click()
    page.wait_for_selector(FRAME, timeout=PATIENCE_MS)
    expect(page).to_have_url(f"{app_url}/map?lang=en&programme=bma-library&area=10", timeout=PATIENCE_MS)


@pytest.mark.parametrize("lang", ["th", "en"])
def test_nothing_is_wider_than_the_screen(page: Page, app_url: str, lang: str) -> None:
    wider = []
    for address in ADDRESSES:
        page.goto(f"{app_url}/{address}?lang={lang}&{ASKED.get(address, '')}")
        expect(page.locator(".st-key-footer")).to_be_attached(timeout=PATIENCE_MS)
        for size, (width, height) in SIZES.items():
            page.set_viewport_size({"width": width, "height": height})
            settle(page)
            try:
                page.wait_for_function(FITS, timeout=RESIZE_MS)
            except Timeout:
                wider.append((address, size))
    assert wider == []


def _with_data(folder: Path) -> Path:
    return Path(shutil.copytree(REPOSITORY / "data", folder / "data"))


def test_a_hostile_name_is_text_everywhere(open_context: Callable[..., BrowserContext], tmp_path: Path) -> None:
    data = _with_data(tmp_path)
    centres = pd.read_csv(data / "centres.csv", dtype=str, keep_default_na=False)
    centres.loc[centres["centre_id"] == "relearning-004", ["name_th", "notes", "source"]] = HOSTILE
    centres.to_csv(data / "centres.csv", index=False)
    with serving(tmp_path, environment={"KLAIBAAN_DATA": str(data)}) as url:
        page = open_context(url).new_page()
        page.on("dialog", lambda dialog: pytest.fail(f"a name was run: {dialog.message}"))
        shown = open_map(page, f"{url}/map?programme=relearning")
        place = shown.mark("relearning-004")
        page.mouse.move(place[0] - 30, place[1])
        page.mouse.move(*place)
        expect(shown.frame.locator(".kb-tip")).to_contain_text(HOSTILE, timeout=PATIENCE_MS)
        shown.click(place)
        expect(page.locator(".st-key-panel")).to_contain_text(
            '<img src=x onerror="window.top.hacked=1;alert(1)">{{7*7}}'
        )
        expect(page.locator(".st-key-panel")).to_contain_text("[x](javascript:alert(1))")
        assert page.evaluate("window.hacked") is None
        page.goto(f"{url}/programmes?programme=relearning")
        settle(page)
        assert page.evaluate("window.hacked") is None
        assert page.locator("img[src='x']").count() == 0


@pytest.mark.parametrize(
    ("file", "sentence"),
    [("centres.csv", "centres.csv"), ("figures.csv", "figures.csv"), ("layers/district.parquet", "district.parquet")],
)
def test_a_damaged_file_is_named_and_the_rest_works(
    open_context: Callable[..., BrowserContext], tmp_path: Path, file: str, sentence: str
) -> None:
    data = _with_data(tmp_path)
    (data / file).write_bytes(b"\x00\xff not what was expected")
    with serving(tmp_path, environment={"KLAIBAAN_DATA": str(data)}) as url:
        page = open_context(url).new_page()
        page.goto(f"{url}/map?programme=relearning")
        expect(page.get_by_text(sentence).first).to_be_visible(timeout=PATIENCE_MS)
        page.goto(f"{url}/sources")
        expect(page.locator(".st-key-footer")).to_be_visible(timeout=PATIENCE_MS)
        expect(page.get_by_text("Traceback")).to_have_count(0)


def test_a_home_that_cannot_be_written_is_named_and_everything_works(
    open_context: Callable[..., BrowserContext], tmp_path: Path
) -> None:
    blocked = tmp_path / "blocked"
    blocked.write_text("a file where a folder should be", encoding="utf-8")
    with serving(tmp_path, environment={"KLAIBAAN_HOME": str(blocked / "home")}) as url:
        page = open_context(url).new_page()
        shown = open_map(page, f"{url}/map?programme=relearning")
        expect(page.get_by_text("KLAIBAAN_HOME").first).to_be_visible(timeout=PATIENCE_MS)
        assert shown.model()["classes"].count("o") == 68
