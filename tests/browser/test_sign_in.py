"""People sign in with a provider, see what they may do, and are out everywhere once they sign out."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.mapping import PATIENCE_MS, settle
from tests.browser.oidc import CLIENT_ID, CLIENT_SECRET, PEOPLE, RIGHTS, Provider, office_environment, provider
from tests.browser.serving import free_port, serving

THAI = {
    "viewer": "ท่านมีสิทธิ์อ่านอย่างเดียว",
    "editor": "ท่านแก้ไขได้เฉพาะ บ้านหนังสือ กทม.",
    "administrator": "ท่านเป็นผู้ดูแลระบบ แก้ไขได้ทุกโครงการ",
    "unverified": "ท่านมีสิทธิ์อ่านอย่างเดียว",
}
ENGLISH = {"editor": "You may change BMA book houses only.", "viewer": "You may read only."}


@pytest.fixture(scope="module")
def identity() -> Iterator[Provider]:
    with provider() as one:
        yield one


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("office")


@pytest.fixture(scope="module")
def office(folder: Path, identity: Provider) -> Iterator[str]:
    """Return the address of the app in office mode, where people sign in."""
    port = free_port()
    environment = office_environment(folder, identity, url=f"http://127.0.0.1:{port}")
    with serving(folder, environment=environment, port=port) as url:
        yield url


def enter(page: Page, who: str) -> None:
    """Sign in as one of the provider's people; the page comes back to where it was."""
    place = page.url.partition("?")[0]
    page.locator(".st-key-sign-in button").click()
    page.locator(f"#{who}").click(timeout=PATIENCE_MS)
    page.wait_for_url(f"{place}**", timeout=PATIENCE_MS)
    expect(page.locator(".st-key-account [data-testid=stPopoverButton]")).to_be_visible(timeout=PATIENCE_MS)
    settle(page)


def account(page: Page) -> str:
    """Return what the person's panel says."""
    page.locator(".st-key-account button").first.click()
    body = page.locator('[data-testid="stPopoverBody"]')
    expect(body.locator(".st-key-sign-out")).to_be_visible(timeout=PATIENCE_MS)
    return body.inner_text().replace("\u2060", "")  # what keeps an address from becoming a link


@pytest.mark.reaches_out("127.0.0.1")
def test_everybody_sees_who_they_are_and_what_they_may(
    open_context: Callable[..., BrowserContext], office: str, folder: Path
) -> None:
    for who, words in THAI.items():
        page = open_context(office).new_page()
        page.goto(f"{office}/data?section=history")
        settle(page)
        enter(page, who)
        assert page.url.startswith(f"{office}/data")
        said = account(page)
        assert words in said
        assert str(PEOPLE[who]["name"]) in said, "a name is text, whatever stands in it"
        assert (str(PEOPLE[who]["email"]) in said) == bool(PEOPLE[who]["email_verified"])
        page.context.close()
    for who, words in ENGLISH.items():
        page = open_context(office, locale="en-GB").new_page()
        page.goto(f"{office}/sources?lang=en")
        settle(page)
        enter(page, who)
        assert words in account(page)
        page.context.close()
    log = (folder / "streamlit.log").read_text(encoding="utf-8")
    secrets_file = (folder / "user" / ".streamlit" / "secrets.toml").read_text(encoding="utf-8")
    assert CLIENT_ID in secrets_file
    assert not [secret for secret in (CLIENT_SECRET, secrets_file.split('"')[3]) if secret in log]


@pytest.mark.reaches_out("127.0.0.1")
def test_who_signs_out_is_out_in_every_tab_and_a_copied_cookie_opens_nothing(
    open_context: Callable[..., BrowserContext], office: str, identity: Provider
) -> None:
    context = open_context(office)
    page, other = context.new_page(), context.new_page()
    page.goto(f"{office}/data")
    settle(page)
    enter(page, "administrator")
    other.goto(f"{office}/data")
    settle(other)
    assert THAI["administrator"] in account(other)
    other.keyboard.press("Escape")
    copied = context.cookies()
    assert THAI["administrator"] in account(page)
    page.locator(".st-key-sign-out button").click()
    expect(page.locator(".st-key-sign-in button")).to_be_visible(timeout=PATIENCE_MS)
    assert identity.signed_out == [CLIENT_ID]

    settle(other)
    other.locator(".st-key-language button").click()
    expect(other.locator(".st-key-sign-in button")).to_be_visible(timeout=PATIENCE_MS)

    thief = open_context(office)
    thief.add_cookies(copied)
    again = thief.new_page()
    again.goto(f"{office}/data")
    settle(again)
    expect(again.locator(".st-key-sign-in button")).to_be_visible()


@pytest.mark.reaches_out("127.0.0.1")
def test_a_sign_in_of_yesterday_counts_no_more(open_context: Callable[..., BrowserContext], office: str) -> None:
    page = open_context(office).new_page()
    page.goto(f"{office}/data?section=edit&chosen=bma-library-001")
    settle(page)
    page.locator(".st-key-sign-in button").click()
    page.locator("#yesterday").click(timeout=PATIENCE_MS)
    page.wait_for_url(f"{office}/data**", timeout=PATIENCE_MS)
    settle(page)
    expect(page.locator(".st-key-sign-in button")).to_be_visible(timeout=PATIENCE_MS)
    expect(page.get_by_text("ต้องลงชื่อเข้าใช้ก่อนจึงจะแก้ไขข้อมูลได้").first).to_be_visible(timeout=PATIENCE_MS)


@pytest.mark.reaches_out("127.0.0.1")
def test_rights_that_are_taken_away_or_broken_are_gone_at_the_next_step(
    open_context: Callable[..., BrowserContext], office: str, folder: Path
) -> None:
    file = folder / "home" / "rights.toml"
    page = open_context(office).new_page()
    page.goto(f"{office}/data")
    settle(page)
    enter(page, "editor")
    try:
        file.write_text("administrators = [", encoding="utf-8")
        page.locator(".st-key-language button").click()
        expect(page.get_by_text("The file of rights")).to_be_visible(timeout=PATIENCE_MS)
        assert ENGLISH["viewer"] in account(page)
    finally:
        file.write_text(RIGHTS, encoding="utf-8")
