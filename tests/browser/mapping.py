"""What the browser tests need to know of a map: when it has painted, where a place lies, what it shows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from playwright.sync_api import Frame, Locator, Page

FRAME = 'iframe[title="streamlit_folium.st_folium"]'
IDLE = '[data-testid="stApp"][data-test-script-state="notRunning"]'
PATIENCE_MS = 60_000
# Scrolls a height of the page to the middle where it lies under the header or outside the window.
SHOW = """y => { const main = document.querySelector('[data-testid=stMain]');
  if (main && (y < 70 || y > innerHeight - 10)) main.scrollTop += y - innerHeight / 2; }"""


@dataclass(frozen=True)
class MapOnPage:
    """The first map on a page, once it has painted."""

    page: Page
    frame: Frame

    def painted(self) -> str:
        """Return the name of the state that was painted last."""
        return str(self.frame.evaluate("document.getElementById('map_div').dataset.painted || ''"))

    def state(self) -> dict[str, Any]:
        """Return the state that the map holds, without its model."""
        return dict(self.frame.evaluate("(({ model, ...rest }) => rest)(klaibaan.current.state)"))

    def model(self) -> dict[str, Any]:
        """Return the model that the map draws."""
        return dict(self.frame.evaluate("klaibaan.current.state.model"))

    def target(self, place: tuple[float, float]) -> dict[str, Any]:
        """Return what the painter says lies at a place on the page."""
        box = self.frame.frame_element().bounding_box()
        assert box is not None
        inner = [place[0] - box["x"], place[1] - box["y"]]
        return dict(self.frame.evaluate("([x, y]) => klaibaan.current.painter.targetAt(x, y)", inner))

    def wait_painted(self, *, after: str) -> None:
        """Wait for a state other than `after` to be painted."""
        self.frame.wait_for_function(
            """before => { const now = document.getElementById('map_div').dataset.painted;
                 return now && now !== before; }""",
            arg=after,
            timeout=PATIENCE_MS,
        )

    def view(self) -> tuple[float, float, float]:
        """Return latitude, longitude and zoom of the middle of the map."""
        found = self.frame.evaluate(
            """(() => { const m = klaibaan.current.map; const c = m.getCenter();
                 return [c.lat, c.lng, m.getZoom()]; })()"""
        )
        return (round(found[0], 4), round(found[1], 4), found[2])

    def point(self, longitude: float, latitude: float) -> tuple[float, float]:
        """Return where a place lies on the page, in pixels; it is scrolled into view, as a person would."""
        inner = self.frame.evaluate(
            "([lon, lat]) => { const p = klaibaan.current.map.latLngToContainerPoint([lat, lon]); return [p.x, p.y]; }",
            [longitude, latitude],
        )
        frame = self.frame.frame_element()
        box = frame.bounding_box()
        assert box is not None
        self.page.evaluate(SHOW, box["y"] + inner[1])
        box = frame.bounding_box()
        assert box is not None
        return box["x"] + inner[0], box["y"] + inner[1]

    def mark(self, centre_id: str) -> tuple[float, float]:
        """Return where a centre's mark stands on the page, in pixels."""
        inner = self.frame.evaluate(
            """id => { const one = klaibaan.current.painter.marks.find(one => one.mark.centre_id === id);
                 return [one.x, one.y]; }""",
            centre_id,
        )
        box = self.frame.frame_element().bounding_box()
        assert box is not None
        return box["x"] + inner[0], box["y"] + inner[1]

    def look(self, longitude: float, latitude: float, zoom: float) -> None:
        """Move the map as a person would by panning and zooming."""
        self.frame.evaluate(
            """async ([lon, lat, zoom]) => { const m = klaibaan.current.map;
                 const moved = new Promise(done => m.once('moveend', done));
                 m.setView([lat, lon], zoom, {animate: false});
                 await moved; }""",
            [longitude, latitude, zoom],
        )

    def click(self, place: tuple[float, float]) -> None:
        """Click on a place on the page and wait for the repaint it causes."""
        before = self.painted()
        self.page.mouse.move(*place)
        self.page.mouse.click(*place)
        self.wait_painted(after=before)


def open_map(page: Page, url: str) -> MapOnPage:
    """Open an address and return its first map, painted."""
    page.goto(url)
    page.wait_for_selector(FRAME, timeout=PATIENCE_MS)
    frame = page.query_selector(FRAME).content_frame()
    assert frame is not None
    frame.wait_for_function("document.getElementById('map_div')?.dataset.painted", timeout=PATIENCE_MS)
    settle(page)
    return MapOnPage(page, frame)


def press_row(page: Page, position: int) -> None:
    """Press a row of the first list of a page, at the box that ticks it."""
    canvas = page.locator('[data-testid="stDataFrame"] canvas').first
    canvas.scroll_into_view_if_needed()
    box = canvas.bounding_box()
    assert box is not None
    page.mouse.click(box["x"] + 16, box["y"] + 52 + 35 * position)


def choose(box: Locator, option: str) -> None:
    """Choose an option of a box by typing its name: a long list would still be scrolling under the pointer."""
    box.click()
    box.fill(option)
    box.page.get_by_role("option", name=option).first.click()


def settle(page: Page) -> None:
    """Wait until no script of the app runs."""
    page.wait_for_selector(IDLE, timeout=PATIENCE_MS)
