"""From `streamlit run` to the first painted map in Chromium: the app beside an empty streamlit-folium map, in turn.

    python -m benchmarks.start --rounds 5

The app once with an empty home folder, in which the register is made first, and then with that folder again. What the empty map would fetch
from elsewhere is at hand at once: Leaflet from the installed package, the rest is empty.
"""

from __future__ import annotations

import argparse
import statistics
import tempfile
import time
from importlib.resources import files
from pathlib import Path
from urllib.parse import urlsplit

from playwright.sync_api import Browser, Route, sync_playwright

from tests.browser.chromium import FLAGS, find
from tests.browser.serving import serving_process

LEAFLET = Path(str(files("js_lib_leaflet"))) / "static" / "js_lib_leaflet" / "leaflet.js"
EMPTY_MAP = """import folium
from streamlit_folium import st_folium

st_folium(folium.Map(location=[13, 101], zoom_start=6), height=500)
"""
FRAME = 'iframe[title="streamlit_folium.st_folium"]'
PAINTED = {"app": "[data-painted]", "empty map": ".leaflet-container .leaflet-map-pane"}


def at_hand(route: Route) -> None:
    """Answer what folium's pages fetch from elsewhere."""
    name = urlsplit(route.request.url).path.rpartition("/")[2]
    if urlsplit(route.request.url).hostname == "127.0.0.1":
        route.continue_()
    else:
        route.fulfill(body=LEAFLET.read_bytes() if name == "leaflet.js" else b"", content_type="text/javascript")


def first_map_s(browser: Browser, folder: Path, kind: str, script: str) -> float:
    """Return the seconds from the start of a server to its first painted map."""
    begun = time.monotonic()
    where = {} if kind == "app" else {"cwd": folder}
    home = {"KLAIBAAN_HOME": str(folder / "home")}
    with serving_process(folder, script=script, environment=home, **where) as (url, _):
        page = browser.new_page()
        page.route("**/*", at_hand)
        page.goto(f"{url}/map" if kind == "app" else url)
        page.frame_locator(FRAME).locator(PAINTED[kind]).first.wait_for(state="attached", timeout=60_000)
        page.evaluate("new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))")
        took = time.monotonic() - begun
        page.close()
    return took


def main() -> None:
    """Print the median of each, and as a multiple of the empty map's."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--rounds", type=int, default=5)
    rounds = options.parse_args().rounds
    took: dict[str, list[float]] = {"empty map": [], "app, an empty home": [], "app, started before": []}
    with sync_playwright() as driver, driver.chromium.launch(executable_path=find(), args=FLAGS) as browser:
        for _ in range(rounds):
            with tempfile.TemporaryDirectory() as made:
                folder = Path(made)
                script = folder / "empty_map.py"
                script.write_text(EMPTY_MAP, encoding="utf-8")
                took["empty map"].append(first_map_s(browser, folder, "empty map", str(script)))
                for name in ("app, an empty home", "app, started before"):
                    took[name].append(first_map_s(browser, folder, "app", "dashboard.py"))
    base = statistics.median(took["empty map"])
    print("| | median | from | to | |\n|---|---|---|---|---|")
    for name, seconds in took.items():
        middle = statistics.median(seconds)
        print(f"| {name} | {middle:.2f} s | {min(seconds):.2f} s | {max(seconds):.2f} s | {middle / base:.2f}× |")


if __name__ == "__main__":
    main()
