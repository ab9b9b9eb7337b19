"""Time and bytes from a change of measure to the repainted map, in Chromium: ours, fair baselines, newcomer's way.

    python -m benchmarks.map_repaint [--rounds 3] [--centres 1000] [--levels district] [--variants ours fair pydeck]

Each variant is the app's own map page with only the map component swapped; the variants take turns on one machine.
"""

from __future__ import annotations

import argparse
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Page, sync_playwright

from benchmarks.figures import Figure, show
from benchmarks.made_up import made_up_data
from tests.browser.chromium import FLAGS, find

VARIANTS = ("ours", "fair", "pydeck", "newcomer")
LEVELS = {"province": 77, "district": 928}
# Each is visited once a round, in a fresh page: the server never has to send again what it has sent before.
MEASURES = ("แห่งต่อประชากรแสนคน", "ประชากรต่อแห่ง", "ระยะถึงแห่งที่ใกล้ที่สุด", "มีหรือยังไม่มี")
FRAME = 'iframe[title="streamlit_folium.st_folium"]'
IDLE = '[data-testid="stApp"][data-test-script-state="notRunning"]'
# deck.gl says nothing when it has drawn: its calls to the graphics card are counted in place of that.
COUNT_DRAWING = """
  window.drawn = 0;
  for (const call of ['drawArrays', 'drawElements', 'drawArraysInstanced', 'drawElementsInstanced']) {
    const real = WebGL2RenderingContext.prototype[call];
    WebGL2RenderingContext.prototype[call] = function (...all) { window.drawn += 1; return real.apply(this, all); };
  }
"""
# Resolves two frames after the variant's own sign of a new drawing, in milliseconds since the person's click.
WATCH = """
variant => {
  const frame = () => document.querySelector(FRAME);
  const first = frame(), w = first?.contentWindow;
  const sign = { pydeck: () => window.drawn, ours: () => w.document.getElementById('map_div').dataset.painted, fair: () => w.feature_group.length };
  const before = variant === 'newcomer' ? null : sign[variant]();
  const drawn = variant === 'newcomer'
    ? () => { const now = frame(); return now && now !== first && now.contentWindow.map &&
              Object.keys(now.contentWindow.map._layers).length > 1000; }
    : () => sign[variant]() !== before;
  let clicked = 0;
  document.addEventListener('mouseup', () => { clicked = performance.now(); }, { capture: true, once: false });
  window.repainted = new Promise(done => {
    const look = () => drawn()
      ? (variant === 'ours' ? done(performance.now() - clicked)
         : requestAnimationFrame(() => requestAnimationFrame(() => done(performance.now() - clicked))))
      : requestAnimationFrame(look);
    look();
  });
}
""".replace("FRAME", repr(FRAME))


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def served(variant: str, data: Path) -> Iterator[str]:
    """Serve the app with the variant's map and yield its address."""
    port, home = _free_port(), tempfile.mkdtemp()
    env = {
        **os.environ,
        "KLAIBAAN_BENCH": variant,
        "KLAIBAAN_DATA": str(data),
        "KLAIBAAN_HOME": home,
        "PYTHONPATH": str(Path(__file__).parents[1]),
    }
    command = [
        sys.executable,
        "-m",
        "streamlit",
        "run",
        "benchmarks/map_app.py",
        "--server.port",
        str(port),
        "--server.address",
        "127.0.0.1",
        "--server.headless",
        "true",
    ]
    process = subprocess.Popen(command, env=env, cwd=Path(__file__).parents[1], stdout=subprocess.DEVNULL)
    try:
        url = f"http://127.0.0.1:{port}"
        for _ in range(240):
            try:
                urllib.request.urlopen(f"{url}/_stcore/health", timeout=1)
                break
            except OSError:
                time.sleep(0.25)
        yield url
    finally:
        process.terminate()
        process.wait(20)
        shutil.rmtree(home, ignore_errors=True)


class Counted:
    """Bytes that reach the page over HTTP and its websocket."""

    def __init__(self, page: Page) -> None:
        self.bytes = 0
        session = page.context.new_cdp_session(page)
        session.send("Network.enable")
        session.on("Network.loadingFinished", self._loaded)
        page.on("websocket", lambda socket: socket.on("framereceived", self._frame))

    def _frame(self, payload: str | bytes) -> None:
        self.bytes += len(payload.encode() if isinstance(payload, str) else payload)

    def _loaded(self, event: dict[str, Any]) -> None:
        self.bytes += int(event["encodedDataLength"])


def _ready(page: Page, variant: str) -> None:
    ready = {
        "ours": "w.document.getElementById('map_div')?.dataset.painted",
        "fair": "w.feature_group && w.feature_group.length",
        "newcomer": "w.map && Object.keys(w.map._layers).length > 1000",
        "pydeck": "window.drawn",
    }[variant]
    page.wait_for_function(
        f"() => {{ const w = document.querySelector('{FRAME}')?.contentWindow ?? window; return ({ready}); }}",
        timeout=120_000,
    )
    page.wait_for_selector(IDLE, timeout=120_000)


def _change(page: Page, variant: str, measure: str) -> float:
    page.wait_for_selector(IDLE, timeout=120_000)
    page.get_by_role("combobox", name="ตัวชี้วัด").click()
    option = page.get_by_role("option", name=measure, exact=True)
    option.wait_for()
    page.evaluate(WATCH, variant)
    option.click()
    took = float(page.evaluate("window.repainted"))
    page.wait_for_selector(IDLE, timeout=120_000)
    return took


def _round(browser: Browser, variant: str, level: str, url: str) -> dict[str, Any]:
    page = browser.new_page(viewport={"width": 1366, "height": 768})
    if variant == "pydeck":
        page.add_init_script(COUNT_DRAWING)
    counted = Counted(page)
    started = time.perf_counter()
    page.goto(f"{url}/map?programme=public-library&level={level}&measure=centre_count")
    _ready(page, variant)
    first, first_bytes = (time.perf_counter() - started) * 1000, counted.bytes
    counted.bytes = 0
    times = [_change(page, variant, measure) for measure in MEASURES]
    page.wait_for_timeout(500)
    page.close()
    return {"first_ms": first, "first_bytes": first_bytes, "repaint_ms": times, "bytes": counted.bytes}


def figures(
    *,
    full: bool = False,
    rounds: int = 1,
    centres: int = 1000,
    levels: Sequence[str] = (),
    variants: Sequence[str] = (),
) -> Iterator[Figure]:
    """Yield first paint, repaint and bytes of each variant at each level; ours against each other."""
    levels = levels or (list(LEVELS) if full else ["district"])
    variants = variants or (list(VARIANTS) if full else [one for one in VARIANTS if one != "newcomer"])
    results: dict[tuple[str, str], list[dict[str, Any]]] = {}
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright, ExitStack() as stack:
        data = made_up_data(Path(folder) / "data", centres=centres)
        browser = playwright.chromium.launch(executable_path=find(), args=list(FLAGS))
        urls = {variant: stack.enter_context(served(variant, data)) for variant in variants}
        for number in range((3 if full else rounds) + 1):
            for level in levels:
                for variant, url in urls.items():
                    one = _round(browser, variant, level, url)
                    if number:  # the first warms the server
                        results.setdefault((level, variant), []).append(one)
        browser.close()
    for (level, variant), measured in results.items():
        others = [one for one in variants if one != variant] if variant == "ours" else []
        columns = {
            "first paint": ([one["first_ms"] for one in measured], "ms"),
            "repaint": ([took for one in measured for took in one["repaint_ms"]], "ms"),
            "a change": ([one["bytes"] / len(MEASURES) / 1000 for one in measured], "kB"),
        }
        for name, (values, unit) in columns.items():
            against = tuple(f"{LEVELS[level]} areas, {one}, {name}" for one in others)
            yield Figure(f"{LEVELS[level]} areas, {variant}, {name}", tuple(values), unit, against)


def main() -> None:
    """Print first paint, repaint and bytes of each variant."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--centres", type=int, default=1000)
    parser.add_argument("--levels", nargs="+", choices=list(LEVELS), default=list(LEVELS))
    parser.add_argument("--variants", nargs="+", choices=VARIANTS, default=list(VARIANTS))
    options = parser.parse_args()
    show(figures(rounds=options.rounds, centres=options.centres, levels=options.levels, variants=options.variants))


if __name__ == "__main__":
    main()
