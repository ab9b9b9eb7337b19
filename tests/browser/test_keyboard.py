"""The app by keys only: from the menu through a filter, the map, the list and the way back to the other language."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.mapping import PATIENCE_MS, MapOnPage, open_map, settle

MOST_STOPS = 70
# Where the keys are, and whether that is to be seen: a ring of its own, or of what is around it.
STOP = """() => { const at = document.activeElement;
  const drawn = look => look.outlineStyle !== 'none' && parseFloat(look.outlineWidth) > 1;
  const near = [at, at.parentElement, at.parentElement?.parentElement].filter(Boolean);
  const name = (at.getAttribute('aria-label') || at.textContent || '').trim();
  return { tag: at.tagName, name: name, ring: near.some(one => drawn(getComputedStyle(one))) }; }"""

# Whether the page's own style has come, which draws the rings.
DRESSED = """() => [...document.styleSheets].some(sheet => [...sheet.cssRules].some(rule => rule.styleSheet))"""

SLOWEST = """() => Math.max(...[...document.querySelectorAll('*')].flatMap(one => { const look = getComputedStyle(one);
  return (look.transitionDuration + ',' + look.animationDuration).split(',').map(parseFloat); }).filter(isFinite))"""


def tab_to(page: Page, name: str, tag: str, *, back: bool = False) -> None:
    """Go on with the tabulator until something of that name has the keys; every stop on the way shows itself."""
    for _ in range(MOST_STOPS):
        page.keyboard.press("Shift+Tab" if back else "Tab")
        stop = page.evaluate(STOP)
        assert stop["ring"] or stop["tag"] in {"IFRAME", "BODY", "HTML"}, stop
        if stop["tag"] == tag and name in stop["name"]:
            return
    raise AssertionError(f"no key leads to {name}")


def middle_told(shown: MapOnPage) -> str:
    return str(shown.frame.locator("#kb-live").text_content() or "")


def test_the_app_is_used_by_keys_only(page: Page, app_url: str) -> None:
    page.goto(f"{app_url}/")
    expect(page.locator(".st-key-footer")).to_be_visible(timeout=PATIENCE_MS)
    settle(page)
    page.wait_for_function(DRESSED, timeout=PATIENCE_MS)
    tab_to(page, "แผนที่", "A")
    page.keyboard.press("Enter")
    page.wait_for_url("**/map*", timeout=PATIENCE_MS)
    shown = open_map(page, f"{app_url}/map?programme=public-library")

    tab_to(page, "ตัวชี้วัด", "INPUT")
    before = shown.painted()
    page.keyboard.press("Control+a")
    page.keyboard.insert_text("มีหรือยังไม่มี")
    page.keyboard.press("Enter")
    shown.wait_painted(after=before)
    expect(page).to_have_url(f"{app_url}/map?programme=public-library&measure=claim", timeout=PATIENCE_MS)
    settle(page)

    tab_to(page, "แผนที่: ", "IFRAME")
    assert shown.frame.evaluate("document.activeElement.id") == "map_div"
    here = shown.view()
    page.keyboard.press("ArrowUp")
    gone = f"klaibaan.current.map.getCenter().lat > {here[0] + 0.1} && !klaibaan.current.map._panAnim._inProgress"
    shown.frame.wait_for_function(gone, timeout=PATIENCE_MS)  # stopped half-way, the middle could be any place
    page.keyboard.press("+")
    closer = f"klaibaan.current.map.getZoom() > {here[2]} && !klaibaan.current.map._animatingZoom"
    shown.frame.wait_for_function(closer, timeout=PATIENCE_MS)
    shown.frame.wait_for_function("document.getElementById('kb-live').textContent", timeout=PATIENCE_MS)
    told = middle_told(shown)
    before = shown.painted()
    page.keyboard.press("Enter")
    shown.wait_painted(after=before)
    panel = page.locator(".st-key-panel")
    expect(panel).to_contain_text(told.split(",")[0].strip(), timeout=PATIENCE_MS)
    settle(page)
    before = shown.painted()
    page.keyboard.press("Enter")  # a second time on what is chosen: one level down
    shown.wait_painted(after=before)
    expect(page.locator(".st-key-breadcrumb")).to_contain_text(told.split(",")[0].strip(), timeout=PATIENCE_MS)
    settle(page)

    tab_to(page, "ประเทศไทย", "BUTTON", back=True)
    page.keyboard.press("Enter")
    expect(page).to_have_url(f"{app_url}/map?programme=public-library&measure=claim", timeout=PATIENCE_MS)
    settle(page)
    tab_to(page, "English", "BUTTON", back=True)
    page.keyboard.press("Enter")
    expect(page.locator("html")).to_have_attribute("lang", "en", timeout=PATIENCE_MS)


def test_a_row_of_the_list_is_chosen_by_keys(page: Page, app_url: str) -> None:
    shown = open_map(page, f"{app_url}/map?programme=public-library")
    tab_to(page, "", "CANVAS")
    before = shown.painted()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Shift+Space")
    shown.wait_painted(after=before)
    expect(page.get_by_role("button", name="ปิด")).to_be_visible(timeout=PATIENCE_MS)


def test_the_map_jumps_where_less_motion_is_wanted(open_context: Callable[..., BrowserContext], app_url: str) -> None:
    page = open_context(app_url, reduced_motion="reduce").new_page()
    shown = open_map(page, f"{app_url}/map?programme=relearning")
    moved = """(() => { const map = klaibaan.current.map;
      const look = () => JSON.stringify([map.getCenter(), map.getZoom()]);
      const before = look();
      %s;
      return before !== look() && !map._animatingZoom && !(map._panAnim && map._panAnim._inProgress); })()"""
    for step in ("map.panBy([0, -80])", "map.zoomIn()", "map.setZoomAround([15, 101], 8)"):
        assert shown.frame.evaluate(moved % step), step
    tab_to(page, "English", "BUTTON")
    times = page.evaluate(
        "[...new Set([...document.querySelectorAll('*')].map(one => getComputedStyle(one).transitionDuration))]"
    )
    assert max(float(one.removesuffix("s")) for many in times for one in many.split(", ")) < 0.001
