"""From `streamlit run` to the first painted map in Chromium: the app beside an empty streamlit-folium map, in turn.

    python -m benchmarks.start --rounds 5

The app once with an empty home folder, in which the register is made, and then with that folder again. All servers serve Leaflet
themselves, so that nothing stands between browser and server. Beside the clock the processor time is measured, of the server with what it
started and of the browser: the clock of a machine that others use says little.
"""

from __future__ import annotations

import argparse
import os
import shutil
import tempfile
import time
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from benchmarks.figures import Figure, show
from benchmarks.process import processor_s
from geodata.paths import data_dir
from tests.browser.chromium import FLAGS, find
from tests.browser.serving import serving_process

LEAFLET = Path(str(files("js_lib_leaflet"))) / "static" / "js_lib_leaflet" / "leaflet.js"
EMPTY_MAP = """import folium
from streamlit_folium import st_folium

base = folium.Map(location=[13, 101], zoom_start=6)
base.default_js = [("leaflet", "../../app/static/leaflet.js")]
base.default_css = []
st_folium(base, height=500)
"""
"""Leaflet's other scripts and styles, which folium fetches from elsewhere, are left out: the map is all the faster."""
PROVINCES = """import folium
import geopandas
from streamlit_folium import st_folium

base = folium.Map(location=[13, 101], zoom_start=6)
base.default_js = [("leaflet", "../../app/static/leaflet.js")]
base.default_css = []
folium.GeoJson(geopandas.read_parquet({layer!r}).simplify(0.01)).add_to(base)
st_folium(base, height=500)
"""
"""What a map of the 77 provinces takes at least, computed at the start as one writes it."""
FRAME = 'iframe[title="streamlit_folium.st_folium"]'
EMPTY, BARE, FRESH, AGAIN = "empty map", "provinces by geopandas", "app, an empty home", "app, started before"
SCRIPTS = {EMPTY: "empty_map.py", BARE: "provinces.py"}
PAINTED = {EMPTY: ".leaflet-container .leaflet-map-pane", BARE: "path.leaflet-interactive"}
Row = tuple[float, float, float]
"""Seconds by the clock, of the server's processor time, and of the browser's."""


def first_map(browser: Browser, folder: Path, kind: str) -> Row:
    """Return what it took from the start of a server to its first painted map."""
    app = kind not in SCRIPTS
    environment = {"KLAIBAAN_HOME": str(folder / "home"), "STREAMLIT_SERVER_ENABLE_STATIC_SERVING": "true"}
    context = browser.new_context()
    used, begun = processor_s(os.getpid()), time.monotonic()
    script = "dashboard.py" if app else str(folder / SCRIPTS[kind])
    where = {} if app else {"cwd": folder}
    with serving_process(folder, script=script, environment=environment, **where) as (url, server):
        page = context.new_page()
        page.goto(f"{url}/map" if app else url)
        page.frame_locator(FRAME).locator(PAINTED.get(kind, "[data-painted]")).first.wait_for(
            state="attached", timeout=60_000
        )
        page.evaluate("new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))")
        took, of_server = time.monotonic() - begun, processor_s(server)
        of_browser = processor_s(os.getpid()) - used - of_server
        # What a start leaves for the next one is written when all of the page stands.
        page.locator('[data-testid="stApp"][data-test-script-state="notRunning"]').wait_for(timeout=60_000)
        context.close()
    return took, of_server, of_browser


def figures(*, full: bool = False, rounds: int = 2) -> Iterator[Figure]:
    """Yield the times of each, beside those of the empty map."""
    rows: dict[str, list[Row]] = {EMPTY: [], BARE: [], FRESH: [], AGAIN: []}
    with sync_playwright() as driver, driver.chromium.launch(executable_path=find(), args=FLAGS) as browser:
        for _ in range(5 if full else rounds):
            with tempfile.TemporaryDirectory() as made:
                folder = Path(made)
                (folder / "static").mkdir()
                shutil.copy(LEAFLET, folder / "static")
                (folder / SCRIPTS[EMPTY]).write_text(EMPTY_MAP, encoding="utf-8")
                provinces = PROVINCES.format(layer=str(data_dir() / "layers" / "province.parquet"))
                (folder / SCRIPTS[BARE]).write_text(provinces, encoding="utf-8")
                for kind, measured in rows.items():
                    measured.append(first_map(browser, folder, kind))
    for kind, measured in rows.items():
        clock, server, of_browser = zip(*measured, strict=True)
        both = tuple(one + other for one, other in zip(server, of_browser, strict=True))
        columns = {"clock": clock, "server's processor": server, "browser's": of_browser, "server and browser": both}
        for name, values in columns.items():
            yield Figure(f"{kind}, {name}", values, "s", () if kind == EMPTY else (f"{EMPTY}, {name}",))


def main() -> None:
    """Print the times of each, and as multiples of the empty map's."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--rounds", type=int, default=5)
    show(figures(rounds=options.parse_args().rounds))


if __name__ == "__main__":
    main()
