"""The pictures of docs/import.md, made anew from the app: ``python -m tests.browser.import_pictures``.

The lists in them are made up: a monthly list that comes again, a messy one, and counts by khet.
"""

from __future__ import annotations

import sys
from pathlib import Path
from tempfile import TemporaryDirectory

import pandas as pd
from playwright.sync_api import Page, sync_playwright

from geodata.gazetteer.places import Kind, all_places
from tests.browser.chromium import FLAGS, find
from tests.browser.mapping import PATIENCE_MS, choose, settle
from tests.browser.serving import REPOSITORY, serving
from tests.browser.test_data import HEADER, MESSY
from tests.registry.importing.test_differences import FIRST, SECOND
from tests.registry.importing.test_differences import HEADER as MONTH

IMAGES = REPOSITORY / "docs" / "images"
WIDTH, HEIGHT = 1024, 1300


def main() -> int:
    """Write the four pictures."""
    with TemporaryDirectory() as name, sync_playwright() as playwright:
        folder = Path(name)
        files = made_files(folder)
        browser = playwright.chromium.launch(executable_path=find(), args=list(FLAGS))
        with serving(folder) as url:
            page = browser.new_page(viewport={"width": WIDTH, "height": HEIGHT}, locale="th-TH")
            page.goto(f"{url}/data?lang=th")
            settle(page)
            choose(page.locator(".st-key-import-programme input"), "บ้านหนังสือ กทม.")
            settle(page)
            preview(page, files["messy"])
            page.screenshot(path=IMAGES / "import-list-th.png", full_page=True)
            page.reload()
            settle(page)
            choose(page.locator(".st-key-import-programme input"), "บ้านหนังสือ กทม.")
            settle(page)
            preview(page, files["counts"])
            page.screenshot(path=IMAGES / "import-counts-th.png", full_page=True)
            save(page)
            choose(page.locator(".st-key-import-programme input"), "ห้องสมุดประชาชน")
            settle(page)
            preview(page, files["first"])
            save(page)
            choose(page.locator(".st-key-import-mode input"), "ปรับตามรายการรอบใหม่")
            settle(page)
            preview(page, files["next"])
            heading = page.get_by_role("heading", name="สิ่งที่จะเปลี่ยนในทะเบียน")
            heading.scroll_into_view_if_needed()
            page.screenshot(path=IMAGES / "import-again-th.png")
            page.goto(f"{url}/bangkok?lang=th")
            settle(page)
            table = page.get_by_test_id("stTable").filter(has_text="ที่นับรายเขต")
            table.wait_for(timeout=PATIENCE_MS)
            table.screenshot(path=IMAGES / "import-bangkok-th.png")
        browser.close()
    return 0


def made_files(folder: Path) -> dict[str, Path]:
    """Write the lists; return them by name."""
    khet = [one.name_th for one in all_places().values() if one.kind == Kind.DISTRICT and one.province_code == "10"]
    numbers = [(place * 7 + 1) % 5 for place in range(len(khet))]
    title = [["จำนวนบ้านหนังสือรายเขต ข้อมูล ณ 31 ตุลาคม 2569", ""], ["เขต", "จำนวนแห่ง"]]
    counts = [*title, *map(list, zip(khet, numbers, strict=True)), ["รวม", sum(numbers)]]
    paths = {name: folder / f"{name}.csv" for name in ("messy", "counts", "first", "next")}
    pd.DataFrame(MESSY, columns=HEADER).to_csv(paths["messy"], index=False, encoding="utf-8-sig")
    pd.DataFrame(counts).to_csv(paths["counts"], index=False, header=False, encoding="cp874")
    for name, rows in (("first", FIRST), ("next", SECOND)):
        pd.DataFrame(rows, columns=MONTH).to_csv(paths[name], index=False)
    return paths


def preview(page: Page, file: Path) -> None:
    """Drop a file and wait until its rows are told."""
    page.set_input_files("input[type=file]", file)
    page.locator(".st-key-import-return").wait_for(timeout=PATIENCE_MS)
    settle(page)
    page.locator(".st-key-import-commit button").wait_for(timeout=PATIENCE_MS)
    settle(page)
    if page.locator(".st-key-small-map-import").count():
        page.frame_locator(".st-key-small-map-import iframe").locator("[data-painted]").first.wait_for(
            timeout=PATIENCE_MS
        )


def save(page: Page) -> None:
    """Save what is previewed, and wait for an empty place to drop the next file."""
    page.locator(".st-key-import-commit button").click()
    page.locator(".st-key-import-commit").wait_for(state="detached", timeout=PATIENCE_MS)
    settle(page)


if __name__ == "__main__":
    sys.exit(main())
