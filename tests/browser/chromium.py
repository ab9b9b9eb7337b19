"""The Chromium that the browser tests drive: found on the machine, or installed by `make browser`.

python -m tests.browser.chromium finds one, and else installs one with playwright or, as root, with apt-get.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

from playwright.sync_api import sync_playwright

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "msedge")
ELSEWHERE = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "C:/Program Files/Google/Chrome/Application/chrome.exe",
)
MISSING = "no Chromium or Chrome was found: install one, or run `python -m playwright install chromium`"
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-proxy-server",
    # Every host but the machine itself is unknown: what needs the internet shows itself by failing.
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
)


def _of_playwright() -> str:
    with sync_playwright() as playwright:
        return playwright.chromium.executable_path


def find() -> str | None:
    """Return the path of a Chromium: KLAIBAAN_CHROMIUM, one on the PATH, a usual place, or playwright's own."""
    named = os.environ.get("KLAIBAAN_CHROMIUM")
    found = next((path for path in map(shutil.which, NAMES) if path), None)
    for path in (named, found, *ELSEWHERE):
        if path and Path(path).exists():
            return path
    own = _of_playwright()
    return own if Path(own).exists() else None


def _install() -> None:
    """Install one: apt-get brings what the browser itself needs, playwright works without root."""
    ways = [[sys.executable, "-m", "playwright", "install", "chromium"]]
    if shutil.which("apt-get") and hasattr(os, "geteuid") and os.geteuid() == 0:
        apt = "apt-get update -qq && apt-get install -y -qq --no-install-recommends chromium >/dev/null"
        ways.insert(0, ["sh", "-c", apt])
    for way in ways:
        if subprocess.run(way, env={**os.environ, "DEBIAN_FRONTEND": "noninteractive"}, check=False).returncode == 0:
            return


if __name__ == "__main__":
    if find() is None:
        print("Installing a Chromium for the browser tests ...", flush=True)  # noqa: T201
        _install()
    print(f"Chromium: {find() or MISSING}")  # noqa: T201
