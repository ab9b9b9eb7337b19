"""A drawing opened in a browser: its Thai is shaped as typst shapes it, and it asks for nothing."""

from __future__ import annotations

import base64
import io

import pytest
from PIL import Image

from reports.font import font_folder
from reports.picture.map_sheet import map_sheet
from reports.picture.svg import svg_bytes
from tests.reports.conftest import facts_of
from tests.reports.test_thai import DPI, ENOUGH, WORDS, by_typst, ink, likeness, sheet_of


@pytest.fixture
def drawing_page(browser):
    """Return a page with our font, which a machine may lack, where any request fails the test."""
    context = browser.new_context(device_scale_factor=DPI / 96)
    asked = []
    context.on("request", lambda request: asked.append(request.url))
    page = context.new_page()
    font = base64.b64encode(next(font_folder().glob("*.ttf")).read_bytes()).decode()
    face = f"@font-face{{font-family:'Noto Sans Thai';src:url(data:font/ttf;base64,{font});font-weight:100 900}}"
    page.set_content(f"<style>{face} body{{margin:0}}</style><div id='here'></div>")
    yield page
    assert [url for url in asked if not url.startswith("data:")] == []
    context.close()


def shown(page, svg: bytes) -> Image.Image:
    page.evaluate("svg => { document.getElementById('here').innerHTML = svg }", svg.decode())
    page.evaluate("() => document.fonts.load('16px \"Noto Sans Thai\"', 'ก')")
    return Image.open(io.BytesIO(page.locator("svg").screenshot()))


def test_thai_in_a_drawing_is_that_of_typst(drawing_page):
    for word in WORDS:
        picture = shown(drawing_page, svg_bytes(sheet_of(word)))
        assert likeness(ink(picture), ink(by_typst(word))) > ENOUGH - 0.1, word


def test_a_map_draws_all_its_words_inside_the_sheet(drawing_page):
    shown(drawing_page, svg_bytes(map_sheet(facts_of(programme="bma-library", area="10", measure="claim"))))
    outside = drawing_page.evaluate("""() => {
        const sheet = document.querySelector('svg').getBoundingClientRect();
        return [...document.querySelectorAll('svg text')].filter(text => {
            const box = text.getBoundingClientRect();
            return box.width > 0 && (box.left < sheet.left - 1 || box.right > sheet.right + 1);
        }).map(text => text.textContent);
    }""")
    assert outside == []
