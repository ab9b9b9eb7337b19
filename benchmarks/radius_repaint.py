"""Moving the radius against changing a filter: time to the repainted map and bytes, in one run on one machine.

    python -m benchmarks.radius_repaint [--rounds 3] [--centres 1000]

Both at 928 districts: another measure in the ordinary mode, and another radius in the mode of areas not reached. They take turns.
"""

from __future__ import annotations

import argparse
import tempfile
from collections.abc import Iterator
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

from benchmarks.figures import Figure, show
from benchmarks.made_up import made_up_data
from benchmarks.map_repaint import FRAME, IDLE, MEASURES, Counted, _ready, served
from tests.browser.chromium import FLAGS, find

FILTER = "/map?programme=public-library&level=district&measure=centre_count"
RADIUS = "/map?programme=public-library&level=district&mode=gaps&radius=4"
# Milliseconds from the first key or click after now to the frame in which the map has a new state painted.
WATCH = """
() => {
  const map = () => document.querySelector(FRAME).contentWindow.document.getElementById('map_div').dataset.painted;
  const before = map();
  let began = 0;
  const start = () => { began = began || performance.now(); };
  ['keydown', 'mouseup'].forEach((kind) => document.addEventListener(kind, start, { capture: true, once: true }));
  window.repainted = new Promise((done) => {
    const look = () => (map() !== before ? done(performance.now() - began) : requestAnimationFrame(look));
    look();
  });
}
""".replace("FRAME", repr(FRAME))


def _choose(page: Page, measure: str) -> float:
    page.get_by_role("combobox", name="ตัวชี้วัด").click()
    option = page.get_by_role("option", name=measure, exact=True)
    option.wait_for()
    page.evaluate(WATCH)
    option.click()
    return float(page.evaluate("window.repainted"))


def _slide(page: Page, _measure: str) -> float:
    slider = page.get_by_role("slider").first
    slider.focus()
    page.evaluate(WATCH)
    page.keyboard.press("ArrowRight")
    return float(page.evaluate("window.repainted"))


def _round(browser: Browser, address: str, change: object) -> tuple[list[float], float]:
    page = browser.new_page(viewport={"width": 1366, "height": 768})
    counted = Counted(page)
    page.goto(address)
    _ready(page, "ours")
    counted.bytes = 0
    times = []
    for measure in MEASURES:
        page.wait_for_selector(IDLE, timeout=120_000)
        times.append(change(page, measure))
    page.wait_for_selector(IDLE, timeout=120_000)
    page.wait_for_timeout(500)
    page.close()
    return times, counted.bytes / len(MEASURES)


def figures(*, full: bool = False, rounds: int = 1, centres: int = 1000) -> Iterator[Figure]:
    """Yield times and bytes of both, the radius against the filter."""
    kinds = {"filter": (FILTER, _choose), "radius": (RADIUS, _slide)}
    times: dict[str, list[float]] = {name: [] for name in kinds}
    sizes: dict[str, list[float]] = {name: [] for name in kinds}
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        data = made_up_data(Path(folder) / "data", centres=centres)
        browser = playwright.chromium.launch(executable_path=find(), args=list(FLAGS))
        with served("ours", data) as url:
            for number in range((3 if full else rounds) + 1):
                for name, (address, change) in kinds.items():
                    took, size = _round(browser, url + address, change)
                    if number:  # the first round warms the caches
                        times[name] += took
                        sizes[name].append(size / 1000)
        browser.close()
    for name in kinds:
        against = ("filter",) if name == "radius" else ()
        yield Figure(name, tuple(times[name]), "ms", against)
        yield Figure(f"{name}, bytes", tuple(sizes[name]), "kB", tuple(f"{one}, bytes" for one in against))


def main() -> None:
    """Measure both in turns and print them."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--centres", type=int, default=1000)
    options = parser.parse_args()
    show(figures(rounds=options.rounds, centres=options.centres))


if __name__ == "__main__":
    main()
