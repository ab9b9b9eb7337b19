"""Back and Forward: each step restores the address, the map, the list, the trail, the panel and the controls alike."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from time import monotonic
from typing import Any

from playwright.sync_api import Error, Page, WebSocketRoute

from tests.browser.mapping import FRAME, IDLE, PATIENCE_MS, MapOnPage, choose, open_map, press_row, settle

START = "/map?programme=bma-library&area=10&measure=claim"
CHOSEN = "chosen => window.klaibaan && klaibaan.current && klaibaan.current.state.model.chosen === chosen"
# The map has painted what it was handed, and its movement is over.
STILL = """() => { const shown = window.klaibaan && klaibaan.current;
  if (!shown || document.getElementById('map_div').dataset.painted !== shown.state.id) return false;
  const now = JSON.stringify([shown.map.getCenter(), shown.map.getZoom()]);
  const still = window.before === now && !shown.map._animatingZoom;
  window.before = now;
  return still; }"""
CONTROLS = """() => [...document.querySelectorAll(
    '[data-testid=stSidebar] :is(input, [data-baseweb=tag], [data-baseweb=select]), '
    + '.st-key-map-head [role=radio], .st-key-breadcrumb button')].map(one => [
      one.innerText, one.value, one.ariaChecked, one.checked, one.disabled].join('|'))"""
TICKED = '[role="row"][aria-selected="true"]'


@dataclass(frozen=True)
class Extent:
    """Where a map looks. Two are equal within a pixel: the frame's height is fitted to the window's."""

    latitude: float
    longitude: float
    zoom: float

    __hash__ = None

    def __eq__(self, other: object) -> bool:
        degree = 256 * 2**self.zoom / 360
        return (
            isinstance(other, Extent)
            and abs(self.latitude - other.latitude) * degree <= 1
            and abs(self.longitude - other.longitude) * degree <= 1
            and abs(self.zoom - other.zoom) <= 0.01
        )


def _map(page: Page, chosen: str) -> MapOnPage:
    frame = None
    while frame is None:  # a frame that is just being put in another's place has no content
        frame = page.wait_for_selector(FRAME, timeout=PATIENCE_MS).content_frame()
    frame.wait_for_function(CHOSEN, arg=chosen, timeout=PATIENCE_MS)
    frame.wait_for_function(STILL, polling=300, timeout=PATIENCE_MS)
    return MapOnPage(page, frame)


def _view(page: Page) -> dict[str, Any]:
    """Return everything that a step shows, once nothing moves any more."""
    language = "en" if "lang=en" in page.url else "th"
    page.wait_for_function("lang => document.documentElement.lang === lang", arg=language, timeout=PATIENCE_MS)
    page.wait_for_selector(IDLE, timeout=PATIENCE_MS)
    view = {"address": page.url, "language": language}
    if "/map" not in page.url:
        return view
    chosen = page.url.partition("chosen=")[2].partition("&")[0]
    shown = _map(page, chosen)
    state = shown.state()
    return {
        **view,
        "map": {"model": shown.model(), **{key: state[key] for key in ("label", "layers", "tiles")}},
        "bounds": state["view"]["bounds"],
        "extent": Extent(*shown.view()),
        "panel": page.locator(".st-key-panel").first.inner_text(),
        "ticked": page.locator(TICKED).evaluate_all("rows => rows.map(row => row.ariaRowIndex)"),
        "controls": page.evaluate(CONTROLS),
    }


def _corner(page: Page) -> None:
    page.locator(FRAME).scroll_into_view_if_needed()
    box = page.locator(FRAME).bounding_box()
    assert box is not None
    page.mouse.click(box["x"] + box["width"] * 0.62, box["y"] + box["height"] * 0.3)


def _button(name: str, within: str = "[data-testid=stApp]") -> Callable[[Page], None]:
    return lambda page: page.locator(within).get_by_role("button", name=name, exact=True).first.click()


def _radio(name: str) -> Callable[[Page], None]:
    return lambda page: page.locator(".st-key-map-head").get_by_role("radio", name=name, exact=True).click()


def _chooser(label: str, option: str) -> Callable[[Page], None]:
    return lambda page: choose(
        page.locator("[data-testid=stSidebar]").get_by_role("combobox", name=label).first, option
    )


def _link(name: str) -> Callable[[Page], None]:
    return lambda page: page.get_by_role("link", name=name, exact=True).first.click()


STEPS: dict[str, Callable[[Page], None]] = {
    "a row of the list": lambda page: press_row(page, 1),
    "another row": lambda page: press_row(page, 2),
    "the same row once more": lambda page: press_row(page, 2),
    "a click on the map": _corner,
    "the panel closed": _button("ปิด", ".st-key-panel"),
    "the groups of khet": _radio("กลุ่มเขต"),
    "another measure": _chooser("ตัวชี้วัด", "แห่งต่อประชากรแสนคน"),
    "the khet again": _radio("อำเภอ/เขต"),
    "yet another measure": _chooser("ตัวชี้วัด", "มีหรือยังไม่มี"),
    "the gaps": _radio("พื้นที่ที่ยังเข้าไม่ถึง"),
    "a row of the gaps": lambda page: press_row(page, 0),
    "English": _button("English"),
    "the page Bangkok": _link("Bangkok"),
    "the map again": _link("Map"),
    "Thai": _button("ไทย"),
}


def _go(page: Page, step: Callable[[Page], None]) -> dict[str, Any]:
    """Return what a step leads to, once two looks in a row see the same."""
    before = page.url
    step(page)
    page.wait_for_url(lambda url: url != before, timeout=PATIENCE_MS)
    settle(page)
    view = _view(page)
    while (now := _view(page)) != view:
        view = now
    return view


def _returned(page: Page, view: dict[str, Any]) -> dict[str, Any]:
    """Return what is shown once it is a view, or what is shown instead when patience ends.

    The browser changes the address before the app has heard of it: until then the view of before is whole, and still.
    """
    until = monotonic() + PATIENCE_MS / 1000
    while True:
        try:
            now = _view(page)
        except Error as error:  # the map of the page before went while it was looked at
            if "detached" not in str(error) or monotonic() > until:
                raise
            continue
        if now == view or monotonic() > until:
            return now


def _walk(page: Page, start: str, steps: dict[str, Callable[[Page], None]]) -> None:
    """Take all steps, go back over each and forward again, and compare every view."""
    open_map(page, start)
    views = [_view(page)]
    views += [_go(page, step) for step in steps.values()]
    for name, view in reversed([*zip(steps, views[:-1], strict=True)]):
        page.go_back()
        assert _returned(page, view) == view, f"Back from: {name}"
    for name, view in zip(steps, views[1:], strict=True):
        page.go_forward()
        assert _returned(page, view) == view, f"Forward to: {name}"


def test_fifteen_steps_back_and_forth_show_what_they_showed(page: Page, app_url: str) -> None:
    assert len(STEPS) == 15
    _walk(page, f"{app_url}{START}", STEPS)


def test_back_goes_up_the_trail_and_down_again(page: Page, app_url: str) -> None:
    steps = {
        "a row of the list": lambda page: press_row(page, 1),
        "down into it": _button("ดูรายอำเภอ/เขต", ".st-key-panel"),
        "up to the country": _button("ประเทศไทย", ".st-key-breadcrumb"),
        "the level of regions": _radio("ภาค"),
    }
    _walk(page, f"{app_url}/map?programme=relearning&measure=claim", steps)


class Line:
    """The line from the app to a page, on which what the app says can be held up."""

    def __init__(self, page: Page) -> None:
        self.waiting: list[bytes] | None = None
        page.route_web_socket(re.compile("/_stcore/stream"), self._connect)

    def _connect(self, route: WebSocketRoute) -> None:
        self._route = route
        route.connect_to_server().on_message(self._pass)

    def _pass(self, message: str | bytes) -> None:
        assert isinstance(message, bytes)
        if self.waiting is None:
            self._route.send(message)
        else:
            self.waiting.append(message)

    def release(self) -> None:
        """Pass on what waits, and what follows."""
        messages, self.waiting = self.waiting or [], None
        for message in messages:
            self._route.send(message)


def test_two_steps_back_in_haste_are_two_steps(page: Page, app_url: str) -> None:
    line = Line(page)
    open_map(page, f"{app_url}{START}")
    views = [_view(page)]
    views += [_go(page, step) for step in (_button("English"), _link("Bangkok"), _link("Map"))]
    line.waiting = []
    page.go_back(wait_until="commit")
    while not any(b"khet" in message for message in line.waiting):  # the app answers the first step
        page.evaluate("null")
    page.go_back(wait_until="commit")
    line.release()
    assert _returned(page, views[1]) == views[1]
    page.go_back()
    assert _returned(page, views[0]) == views[0]
