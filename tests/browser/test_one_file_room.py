"""What fits on a view of the one file: names on small maps, lists, tables, a phone, and paper."""

from __future__ import annotations

from itertools import combinations

import pytest
from playwright.sync_api import Page, expect

from tests.browser.one_file import Opened

PHONE = {"width": 390, "height": 844}
NAMED = """() => { const own = mapPainter.drawNames; mapPainter.drawNames = map => (window.named = own(map)); }"""


def shown(page: Page, at: int) -> None:
    page.evaluate("at => onefile.app.stage.show(at - 1)", at)
    expect(page.locator(".stage")).to_have_attribute("data-shown", str(at))
    page.evaluate("document.fonts.ready.then(() => null)")


def crosses(one: list[float], other: list[float]) -> bool:
    def parts(line: list[float], points: list[float]) -> bool:
        px, py, qx, qy = line
        sides = [(qx - px) * (y - py) - (qy - py) * (x - px) > 0 for x, y in (points[:2], points[2:])]
        return sides[0] != sides[1]

    return parts(one, other) and parts(other, one)


def test_lines_that_lead_to_names_cross_no_line_and_no_other_name(opened: Opened) -> None:
    page = opened.go("#view=1")
    page.evaluate(NAMED)
    shown(page, 6)
    names = page.evaluate("window.named")
    led = [one for one in names if one["lead"]]
    assert led, "the small map of gaps has names beside their areas"
    assert not [pair for pair in combinations([one["lead"] for one in led], 2) if crosses(*pair)]
    for one in led:
        for other in names:
            left, top, right, bottom = other["box"]
            diagonals = ([left, top, right, bottom], [left, bottom, right, top])
            assert other is one or not any(crosses(one["lead"], line) for line in diagonals), (
                one["text"],
                other["text"],
            )


@pytest.mark.parametrize("lang", ["th", "en"])
def test_what_is_asked_of_an_owner_is_whole(opened: Opened, lang: str) -> None:
    page = opened.go(f"#view=1&lang={lang}")
    shown(page, 10)
    told = page.locator(".list li:visible").all_inner_texts()
    for _ in range(page.evaluate("onefile.app.stage.parts") - 1):
        page.keyboard.press("ArrowRight")
        told += page.locator(".list li:visible").all_inner_texts()
    expect(page.locator(".stage")).to_have_attribute("data-shown", "10")
    assert len(told) == len(set(told)) == page.locator(".list li").count() == 8


BROKEN = """() => [...document.querySelectorAll('.slide-table td:first-child .phrase')]
  .filter(one => one.offsetHeight > 1.9 * parseFloat(getComputedStyle(one).lineHeight)).map(one => one.textContent)"""


def test_names_in_tables_stand_on_one_line(opened: Opened) -> None:
    page = opened.go("#view=1")
    for at in (5, 6, 7, 10, 12):
        shown(page, at)
        assert page.evaluate(BROKEN) == [], at


@pytest.mark.parametrize("opened", [{"viewport": PHONE, "is_mobile": True, "has_touch": True}], indirect=True)
def test_on_a_phone_a_rank_stands_before_its_name_and_the_count_below_the_sources(opened: Opened) -> None:
    page = opened.go("#view=1&lang=en")
    shown(page, 6)
    first = page.locator(".folded.ranks tbody tr").first
    rank, name = (first.locator("td").nth(place).bounding_box() for place in (0, 1))
    assert rank is not None
    assert name is not None
    assert abs(rank["y"] - name["y"]) < rank["height"] / 2
    source, count = (page.locator(f".slide footer .{part}").bounding_box() for part in ("source", "count"))
    assert source is not None
    assert count is not None
    assert count["y"] >= source["y"] + source["height"] - 1
    assert page.locator(".hud button").evaluate_all("all => Math.min(...all.map(one => one.offsetHeight))") >= 44


@pytest.mark.parametrize("opened", [{"color_scheme": "dark"}], indirect=True)
def test_paper_is_light_and_a_view_is_printed_on_a_page_of_its_own_shape(opened: Opened) -> None:
    page = opened.go("#view=6")
    root, pages = page.locator("html"), "[...document.styleSheets[0].cssRules].filter(one => one.type === 6).length"
    expect(root).to_have_attribute("data-theme", "dark")
    page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
    expect(root).to_have_attribute("data-theme", "light")
    assert page.evaluate(pages) == 1
    page.evaluate("window.dispatchEvent(new Event('afterprint'))")
    expect(root).to_have_attribute("data-theme", "dark")
    assert page.evaluate(pages) == 0


def test_on_paper_the_answer_stands_below_the_map_and_its_legend(opened: Opened) -> None:
    page = opened.go()
    expect(page.locator(".answer-sentence")).to_contain_text("แห่ง")
    page.emulate_media(media="print")
    places = [page.locator(one).bounding_box() for one in (".map-pane .map", ".map-pane .legend", ".side")]
    (_, above), (legend, below), (answer, _) = [(one["y"], one["y"] + one["height"]) for one in places if one]
    assert legend >= above
    assert answer >= below


THREE = """() => { const { views } = onefile.app.stage, view = views.find(one => one.page === 'map');
  const block = view.blocks.find(one => one.kind === 'map');
  views[0] = { ...view, blocks: ['left', 'right', 'right'].map(side => ({ ...block, side: side })) }; }"""


def test_three_maps_stand_side_by_side_above_the_sources(opened: Opened) -> None:
    page = opened.go("#view=2")
    page.evaluate(THREE)
    shown(page, 1)
    foot = page.locator(".slide footer").bounding_box()
    places = [page.locator(".slide .map-box").nth(place).bounding_box() for place in range(3)]
    maps = [page.locator(".slide .map").nth(place).bounding_box() for place in range(3)]
    assert foot is not None
    assert len({round(one["y"]) for one in places if one}) == 1
    assert all(one and one["y"] + one["height"] <= foot["y"] + 1 for one in places)
    assert all(one and one["height"] > 120 for one in maps)
