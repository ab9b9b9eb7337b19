"""From `streamlit run` to the first painted map in Chromium: the app beside an empty streamlit-folium map, in turn.

    python -m benchmarks.start --rounds 5

The app once with an empty home folder, in which the register is made first, and then with that folder again. Both servers serve Leaflet
themselves, so that nothing stands between browser and server. Beside the clock the processor time is measured, of the server with what it
started and of the browser: the clock of a machine that others use says little.
"""

from __future__ import annotations

import argparse
import os
import shutil
import statistics
import tempfile
import time
from collections import defaultdict
from importlib.resources import files
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

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
FRAME = 'iframe[title="streamlit_folium.st_folium"]'
EMPTY, FRESH, AGAIN = "empty map", "app, an empty home", "app, started before"
Row = tuple[float, float, float]
"""Seconds by the clock, of the server's processor time, and of the browser's."""
_TICKS_PER_S = os.sysconf("SC_CLK_TCK")


def first_map(browser: Browser, folder: Path, kind: str) -> Row:
    """Return what it took from the start of a server to its first painted map."""
    app = kind != EMPTY
    environment = {"KLAIBAAN_HOME": str(folder / "home"), "STREAMLIT_SERVER_ENABLE_STATIC_SERVING": "true"}
    context = browser.new_context()
    used, begun = processor_s(os.getpid()), time.monotonic()
    script = "dashboard.py" if app else str(folder / "empty_map.py")
    where = {} if app else {"cwd": folder}
    with serving_process(folder, script=script, environment=environment, **where) as (url, server):
        page = context.new_page()
        page.goto(f"{url}/map" if app else url)
        painted = "[data-painted]" if app else ".leaflet-container .leaflet-map-pane"
        page.frame_locator(FRAME).locator(painted).first.wait_for(state="attached", timeout=60_000)
        page.evaluate("new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))")
        took, of_server = time.monotonic() - begun, processor_s(server)
        of_browser = processor_s(os.getpid()) - used - of_server
        context.close()
    return took, of_server, of_browser


def processor_s(root: int) -> float:
    """Return the processor time of a process and of all that it started, in seconds (Linux)."""
    ticks: dict[int, int] = {}
    children: dict[int, list[int]] = defaultdict(list)
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            fields = (folder / "stat").read_text(encoding="ascii", errors="replace").rpartition(")")[2].split()
        except OSError:
            continue
        ticks[int(folder.name)] = sum(map(int, fields[11:13]))
        children[int(fields[1])].append(int(folder.name))
    family, used = [root], 0
    while family:
        one = family.pop()
        used += ticks.get(one, 0)
        family += children[one]
    return used / _TICKS_PER_S


def main() -> None:
    """Print the medians of each, and as multiples of the empty map's."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--rounds", type=int, default=5)
    rounds = options.parse_args().rounds
    rows: dict[str, list[Row]] = {EMPTY: [], FRESH: [], AGAIN: []}
    with sync_playwright() as driver, driver.chromium.launch(executable_path=find(), args=FLAGS) as browser:
        for _ in range(rounds):
            with tempfile.TemporaryDirectory() as made:
                folder = Path(made)
                (folder / "static").mkdir()
                shutil.copy(LEAFLET, folder / "static")
                (folder / "empty_map.py").write_text(EMPTY_MAP, encoding="utf-8")
                for kind, measured in rows.items():
                    measured.append(first_map(browser, folder, kind))
    base = [statistics.median(column) for column in zip(*rows[EMPTY], strict=True)]
    print("| | clock | from | to | | server's processor | | browser's | |\n|---|---|---|---|---|---|---|---|---|")
    for kind, measured in rows.items():
        clock, server, of_browser = zip(*measured, strict=True)
        middle = [statistics.median(column) for column in (clock, server, of_browser)]
        times = [f"{one / other:.2f}×" for one, other in zip(middle, base, strict=True)]
        print(
            f"| {kind} | {middle[0]:.2f} s | {min(clock):.2f} s | {max(clock):.2f} s | {times[0]} "
            f"| {middle[1]:.2f} s | {times[1]} | {middle[2]:.2f} s | {times[2]} |"
        )


if __name__ == "__main__":
    main()
