"""A messy list comes in by the mouse: previewed, saved, corrected in the workbook that came back, undone and redone."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pandas as pd
from openpyxl import load_workbook
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.mapping import PATIENCE_MS, choose, settle
from tests.browser.serving import serving

MESSY = [
    ["ห้องสมุดชุมชนทดสอบหนึ่ง", "กทม.", "เขตบางรัก", "13.7272, 100.5233"],
    ["ห้องสมุดชุมชนทดสอบสอง", "กรุงเทพมหานคร", "สายไหม", "100.6500 13.9200"],
    ["", "กรุงเทพฯ", "บางนา", ""],
    ["ห้องสมุดจังหวัดแปลก", "จังหวัดไม่มีจริง", "", ""],
    ["ห้องสมุดชุมชนทดสอบหนึ่ง", "กทม", "บางรัก", "13.7272, 100.5233"],
]
HEADER = ["ชื่อแหล่งเรียนรู้", "จังหวัด", "เขต/อำเภอ", "พิกัด"]


def test_a_messy_list_comes_in_and_goes_out_again(open_context: Callable[..., BrowserContext], tmp_path: Path) -> None:
    file = tmp_path / "รายชื่อ.csv"
    pd.DataFrame(MESSY, columns=HEADER).to_csv(file, index=False, encoding="cp874")
    with serving(tmp_path) as url:
        page = open_context(url, accept_downloads=True).new_page()
        page.goto(f"{url}/data")
        settle(page)
        choose_programme(page, "บ้านหนังสือ กทม.")
        page.set_input_files("input[type=file]", file)
        counted(page, read=5, accepted=1, warned=1, duplicate=1, rejected=2)
        with page.expect_download() as download:
            page.get_by_role("button", name="รับไฟล์กลับพร้อมผลทุกแถว").click()
        back = tmp_path / "back.xlsx"
        download.value.save_as(back)
        page.locator(".st-key-import-commit button").click()
        expect(page.get_by_text("บันทึกแล้วเป็น import-1")).to_be_visible(timeout=PATIENCE_MS)
        # The place to drop a file is a new one, drawn below the message.
        expect(page.get_by_role("button", name="Remove")).to_have_count(0, timeout=PATIENCE_MS)
        settle(page)

        correct(back)
        page.set_input_files("input[type=file]", back)
        counted(page, read=5, accepted=2, warned=0, duplicate=3, rejected=0)
        page.locator(".st-key-import-commit button").click()
        expect(page.get_by_text("บันทึกแล้วเป็น import-2")).to_be_visible(timeout=PATIENCE_MS)
        settle(page)

        page.get_by_role("radio", name="ประวัติการนำเข้า").click()
        expect(page.locator(".st-key-undo-import-2 button")).to_be_visible(timeout=PATIENCE_MS)
        settle(page)
        page.locator(".st-key-undo-import-2 button").click()
        page.locator(".st-key-sure-import-2 button").click(timeout=PATIENCE_MS)
        expect(page.locator(".st-key-redo-import-2 button")).to_be_visible(timeout=PATIENCE_MS)
        settle(page)
        page.locator(".st-key-redo-import-2 button").click()
        page.locator(".st-key-sure-import-2 button").click(timeout=PATIENCE_MS)
        expect(page.locator(".st-key-undo-import-2 button")).to_be_visible(timeout=PATIENCE_MS)


def choose_programme(page: Page, name: str) -> None:
    choose(page.locator(".st-key-import-programme input"), name)
    settle(page)


def counted(page: Page, *, read: int, accepted: int, warned: int, duplicate: int, rejected: int) -> None:
    words = f"อ่าน {read} แถว = รับ {accepted} + รับพร้อมคำเตือน {warned} + ซ้ำ {duplicate} + ไม่รับ {rejected}"
    expect(page.get_by_text(words)).to_be_visible(timeout=PATIENCE_MS)
    settle(page)


def correct(file: Path) -> None:
    """Correct the two rows that were not taken, as a person would in a spreadsheet."""
    book = load_workbook(file)
    sheet = book.worksheets[0]
    headings = {cell.value: cell.column for cell in sheet[1]}
    for row in range(2, sheet.max_row + 1):
        if not sheet.cell(row, headings[HEADER[0]]).value:
            sheet.cell(row, headings[HEADER[0]]).value = "ห้องสมุดบางนาทดสอบ"
        if sheet.cell(row, headings[HEADER[1]]).value == "จังหวัดไม่มีจริง":
            sheet.cell(row, headings[HEADER[1]]).value = "กรุงเทพมหานคร"
            sheet.cell(row, headings[HEADER[2]]).value = "ดินแดง"
    book.save(file)
