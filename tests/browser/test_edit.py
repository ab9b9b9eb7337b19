"""Somebody new corrects a centre, undoes it and sees the journal; an editor touches only their own."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.mapping import FRAME, PATIENCE_MS, settle
from tests.browser.oidc import PEOPLE, office_environment, provider
from tests.browser.serving import free_port, serving
from tests.browser.test_accessibility import problems
from tests.browser.test_sign_in import enter

OWN, OTHERS = "book-house-001", "bma-library-001"
WORDS = {
    "th": {"name": "ชื่อภาษาอังกฤษ", "why": "เหตุผล (เก็บไว้ในบันทึกการทำงาน)", "journal": "บันทึกการทำงาน", "edit": "แก้ไขข้อมูล",
           "only": "ท่านแก้ไขได้เฉพาะ บ้านหนังสือ กทม.", "correct": "แก้ไขข้อมูลแหล่งเรียนรู้",
           "nothing": "ยังไม่มีอะไรเปลี่ยน", "undone": "ย้อนกลับ {} แล้ว"},
    "en": {"name": "English name", "why": "Why (kept in the journal)", "journal": "Journal", "edit": "Edit",
           "only": "You may change BMA book houses only.", "correct": "Correct a centre",
           "nothing": "Nothing is changed yet", "undone": "{} is undone"},
}  # fmt: skip


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder, port = tmp_path_factory.mktemp("edit"), free_port()
    with provider() as identity:
        environment = office_environment(folder, identity, url=f"http://127.0.0.1:{port}")
        with serving(folder, environment=environment, port=port) as url:
            yield url


def fill(page: Page, label: str, value: str) -> None:
    field = page.get_by_label(label, exact=True).first
    field.fill(value)
    field.press("Tab")
    settle(page)


def save(page: Page) -> None:
    page.locator(".st-key-edit-save button").click()
    settle(page)


def agree(page: Page) -> None:
    """Say that the warnings were looked at: the point lies outside what the programme is meant for."""
    page.get_by_text("I have looked at the warnings; save it").click()
    settle(page)


def journal_file(page: Page, folder: Path, lang: str) -> str:
    """Return the journal as its file has it; the page with its entries keeps nobody out."""
    expect(page.locator(FRAME)).to_have_count(0, timeout=PATIENCE_MS)  # the map of the section before has gone
    assert problems(page, lang) == []
    with page.expect_download() as download:
        page.locator(".st-key-csv-journal button").click()
    download.value.save_as(folder / "journal.csv")
    return (folder / "journal.csv").read_text(encoding="utf-8-sig")


@pytest.mark.reaches_out("127.0.0.1")
@pytest.mark.parametrize("lang", ["th", "en"])
def test_a_centre_is_corrected_undone_and_seen_in_the_journal_and_others_stay(
    open_context: Callable[..., BrowserContext], office: str, tmp_path: Path, lang: str
) -> None:
    words = WORDS[lang]
    page = open_context(office, locale="th-TH" if lang == "th" else "en-GB").new_page()
    page.goto(f"{office}/place?place=1033&lang={lang}")
    settle(page)
    expect(page.get_by_text(words["correct"])).to_have_count(0)
    enter(page, "editor")

    # What is not theirs is read, and it is said why it cannot be changed.
    page.goto(f"{office}/data?section=edit&chosen={OTHERS}&lang={lang}")
    settle(page)
    expect(page.get_by_text(words["only"]).first).to_be_visible(timeout=PATIENCE_MS)
    expect(page.get_by_label(words["name"], exact=True)).to_have_count(0)

    # Their own is corrected.
    page.goto(f"{office}/data?section=edit&chosen={OWN}&lang={lang}")
    settle(page)
    new_name = f"Corrected <b>{lang}</b> =1+1"
    fill(page, words["name"], new_name)
    fill(page, words["why"], "โทรถามแล้ว")
    save(page)
    saved = page.locator('[data-testid="stAlert"]').first
    expect(saved).to_contain_text("edit-", timeout=PATIENCE_MS)
    # Who saved looks where the button was, and is told there, not above the fold; nor that nothing was typed.
    expect(saved).to_be_in_viewport(timeout=PATIENCE_MS)
    expect(page.get_by_text(words["nothing"])).to_have_count(0, timeout=PATIENCE_MS)
    edit_id = saved.inner_text().split()[-1]

    page.locator(".st-key-edit-undo button").click()
    settle(page)
    expect(page.locator(f".st-key-sure-{edit_id} button")).to_be_in_viewport(timeout=PATIENCE_MS)
    page.locator(f".st-key-sure-{edit_id} button").click()
    expect(page.get_by_text(words["undone"].format(edit_id))).to_be_in_viewport(timeout=PATIENCE_MS)
    expect(page.locator(".st-key-edit-undo")).to_have_count(0, timeout=PATIENCE_MS)
    settle(page)

    page.get_by_role("radio", name=words["journal"]).click()
    settle(page)
    seen = journal_file(page, tmp_path, lang)
    assert PEOPLE["editor"]["email"] in seen
    assert new_name in seen
    assert "โทรถามแล้ว" in seen


@pytest.mark.reaches_out("127.0.0.1")
def test_two_at_one_centre_lose_nothing_and_every_browser_sees_what_is_saved(
    open_context: Callable[..., BrowserContext], office: str, tmp_path: Path
) -> None:
    contexts = [open_context(office, locale="en-GB") for _ in range(2)]
    pages = [context.new_page() for context in contexts]
    for page, who in zip(pages, ("editor", "administrator"), strict=True):
        page.goto(f"{office}/data?section=edit&chosen={OWN}&lang=en")
        settle(page)
        enter(page, who)
    mine, theirs = pages
    fill(mine, "English name", "What I typed")
    fill(theirs, "English name", "What they saved")
    save(theirs)
    expect(theirs.locator('[data-testid="stAlert"]').first).to_contain_text("edit-", timeout=PATIENCE_MS)

    save(mine)
    expect(mine.locator(".st-key-edit-keep-mine button")).to_be_visible(timeout=PATIENCE_MS)
    both = mine.locator('[data-testid="stTable"]').first.inner_text()
    assert "What they saved" in both
    assert "What I typed" in both
    assert mine.get_by_label("English name", exact=True).first.input_value() == "What I typed"
    mine.locator(".st-key-edit-keep-mine button").click()
    settle(mine)
    save(mine)
    expect(mine.locator('[data-testid="stAlert"]').first).to_contain_text("Saved", timeout=PATIENCE_MS)

    # The other browser did nothing but go on.
    theirs.get_by_role("radio", name="Journal").click()
    settle(theirs)
    assert "What I typed" in journal_file(theirs, tmp_path, "en")


@pytest.mark.reaches_out("127.0.0.1")
def test_cells_are_pasted_into_the_table_and_saved_as_one_edit(
    open_context: Callable[..., BrowserContext], office: str, tmp_path: Path
) -> None:
    context = open_context(office, locale="en-GB", permissions=["clipboard-read", "clipboard-write"])
    page = context.new_page()
    page.goto(f"{office}/data?section=edit&lang=en")
    settle(page)
    enter(page, "editor")
    page.get_by_role("radio", name="Many in a table").click()
    settle(page)
    grid = page.locator('[data-testid="stDataFrame"] .dvn-scroller').first
    grid.click(position={"x": 120, "y": 54})
    page.evaluate("text => navigator.clipboard.writeText(text)", "วางหนึ่ง\nวางสอง")
    page.keyboard.press("Control+v")
    expect(page.locator(".st-key-edit-save button")).to_be_visible(timeout=PATIENCE_MS)
    settle(page)
    save(page)
    expect(page.locator('[data-testid="stAlert"]').first).to_contain_text("Saved", timeout=PATIENCE_MS)
    page.get_by_role("radio", name="Journal").click()
    settle(page)
    journal = journal_file(page, tmp_path, "en")
    assert "วางหนึ่ง" in journal
    assert "วางสอง" in journal


@pytest.mark.reaches_out("127.0.0.1")
def test_a_centre_is_added_by_a_click_and_what_was_typed_outlives_a_sign_out(
    open_context: Callable[..., BrowserContext], office: str
) -> None:
    context = open_context(office, locale="en-GB")
    page = context.new_page()
    page.goto(f"{office}/data?section=edit&lang=en")
    settle(page)
    enter(page, "editor")
    page.get_by_role("radio", name="Add a centre").click()
    frame = page.locator('iframe[title="streamlit_folium.st_folium"][data-painted]').first
    frame.wait_for(timeout=PATIENCE_MS)
    settle(page)
    frame.click(position={"x": 230, "y": 90})
    latitude = page.get_by_label("latitude or northing", exact=True)
    # The form is drawn anew with the point.
    page.locator("input[aria-label='latitude or northing']:not([value=''])").first.wait_for(timeout=PATIENCE_MS)
    settle(page)
    point = latitude.input_value()
    fill(page, "name *", "แห่งที่ยังไม่ได้บันทึก")
    fill(page, "source *", "โทรศัพท์")
    agree(page)

    # Signed out in another tab meanwhile: refused with a sentence, and there again for the same person.
    other = context.new_page()
    other.goto(f"{office}/data")
    settle(other)
    other.locator(".st-key-account button").first.click()
    other.locator(".st-key-sign-out button").click()
    expect(other.locator(".st-key-sign-in button")).to_be_visible(timeout=PATIENCE_MS)
    other.close()
    save(page)
    expect(page.get_by_text("Nothing was changed").first).to_be_visible(timeout=PATIENCE_MS)
    expect(page.get_by_text("Sign in to change data").first).to_be_visible()
    enter(page, "editor")
    page.get_by_role("radio", name="Add a centre").click()
    settle(page)
    expect(page.get_by_label("name *", exact=True)).to_have_value("แห่งที่ยังไม่ได้บันทึก", timeout=PATIENCE_MS)
    expect(latitude).to_have_value(point)
    agree(page)
    save(page)
    expect(page.locator('[data-testid="stAlert"]').first).to_contain_text("Saved", timeout=PATIENCE_MS)
