"""Office mode: by the name of a host everybody reads, nobody writes, and the server asks no address outside."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlparse

from playwright.sync_api import Browser, expect

from tests.browser.chromium import FLAGS, find
from tests.browser.mapping import PATIENCE_MS, open_map, settle
from tests.browser.serving import serving

HOST = "maps.office.test"


@contextmanager
def trap() -> Iterator[tuple[str, list[bytes]]]:
    """Stand where a process looks for its way outside, and keep what it asks for."""
    requests: list[bytes] = []
    with socket.create_server(("127.0.0.1", 0)) as server:

        def listen() -> None:
            while True:
                try:
                    connection, _ = server.accept()
                except OSError:
                    return
                with connection:
                    requests.append(connection.recv(1000))

        threading.Thread(target=listen, daemon=True).start()
        yield f"http://127.0.0.1:{server.getsockname()[1]}", requests


@contextmanager
def browser_that_finds_the_host(browser: Browser) -> Iterator[Browser]:
    """Open a Chromium to which the office's name is this machine."""
    rules = f"--host-resolver-rules=MAP {HOST} 127.0.0.1, MAP * ~NOTFOUND, EXCLUDE 127.0.0.1"
    flags = [flag for flag in FLAGS if not flag.startswith("--host-resolver-rules")]
    chromium = browser.browser_type.launch(executable_path=find(), args=[*flags, rules])
    try:
        yield chromium
    finally:
        chromium.close()


def test_by_the_name_of_the_host_everybody_reads_and_nobody_writes(browser: Browser, tmp_path: Path) -> None:
    with trap() as (proxy, outside), browser_that_finds_the_host(browser) as chromium:
        environment = {"KLAIBAAN_OFFICE": "1", "HTTP_PROXY": proxy, "HTTPS_PROXY": proxy, "ALL_PROXY": proxy}
        with serving(tmp_path, environment=environment) as url:
            office = f"http://{HOST}:{urlparse(url).port}"
            page = chromium.new_context(locale="th-TH").new_page()
            open_map(page, f"{office}/map?programme=bma-library&area=10")
            expect(page.get_by_text("ทุกคนในเครือข่ายอ่านได้ และไม่มีใครแก้ไขได้")).to_be_visible(timeout=PATIENCE_MS)
            page.goto(f"{office}/data?section=edit&chosen=bma-library-001&lang=en")
            settle(page)
            expect(page.get_by_text("open for reading only").first).to_be_visible(timeout=PATIENCE_MS)
            expect(page.locator(".st-key-edit-save, .st-key-edit-close")).to_have_count(0)
            # A page of another host opens no connection: it says of itself where it is from.
            page.goto("about:blank")
            opened = page.evaluate(
                """url => new Promise(done => { const socket = new WebSocket(url, ["streamlit"]);
                     socket.onopen = () => done("open"); socket.onerror = () => done("refused"); })""",
                f"ws://{HOST}:{urlparse(url).port}/_stcore/stream",
            )
            assert opened == "refused"
        log = (tmp_path / "streamlit.log").read_text(encoding="utf-8")
        assert "everybody on the network may read and nobody may write" in log
        assert outside == []
