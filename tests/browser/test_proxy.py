"""Two processes of the app on one PostgreSQL behind the proxy of deploy/: headers, sign-in, one killed."""

from __future__ import annotations

import os
import re
import signal
import urllib.request
from contextlib import ExitStack

import pytest
import yaml
from playwright.sync_api import expect

from registry.store import Register
from tests.browser.conftest import LAPTOP
from tests.browser.mapping import open_map, settle
from tests.browser.oidc import RIGHTS, office_environment, provider
from tests.browser.proxy import DEPLOY, nginx, route_cookie, serving_proxy, upstream_of
from tests.browser.serving import REPOSITORY, free_port, serving_process
from tests.browser.test_sign_in import ENGLISH, account, enter
from tests.registry.batches import ADMIN, batch_of

PATIENCE_MS = 60_000


@pytest.mark.skipif(
    nginx() is None and not os.environ.get("CI"), reason="nginx is not installed (Debian: apt-get install nginx-light)"
)
def test_viewers_stay_with_a_process_see_each_others_writes_and_survive_its_end(tmp_path, server, browser):
    database = server.url(server.database())
    register = Register.open(url=database)
    port, rights = free_port(), tmp_path / "rights" / "rights.toml"
    rights.parent.mkdir()
    rights.write_text(RIGHTS, encoding="utf-8")
    with ExitStack() as stack:
        identity = stack.enter_context(provider())
        settings = dict(office_environment(tmp_path, identity, url=f"https://127.0.0.1:{port}", rights=""))
        settings |= {"KLAIBAAN_DATABASE_URL": database, "KLAIBAAN_RIGHTS": str(rights)}
        processes = {}
        for name in ("one", "two"):
            (tmp_path / name).mkdir()
            # One of them is killed below, which it says when it is left.
            end = stack.enter_context(ExitStack())
            own = {**settings, "KLAIBAAN_HOME": str(tmp_path / name / "home")}
            url, pid = end.enter_context(serving_process(tmp_path / name, environment=own))
            processes[url.removeprefix("http://")] = (pid, end)
        secure, plain = stack.enter_context(serving_proxy(tmp_path, [f"http://{one}" for one in processes], port=port))
        context = stack.enter_context(browser.new_context(ignore_https_errors=True, viewport=LAPTOP))
        page = context.new_page()
        refused: list[str] = []
        page.on("console", lambda message: refused.append(message.text) if "Content Security" in message.text else None)

        answer = page.goto(f"{secure}/map?lang=en")
        headers = answer.all_headers()
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["x-frame-options"] == "SAMEORIGIN"
        assert "frame-ancestors 'self'" in headers["content-security-policy"]
        assert "server" not in headers or re.search(r"\d", headers["server"]) is None
        open_map(page, f"{secure}/map?lang=en")
        assert refused == []

        home = upstream_of(tmp_path, "/_stcore/host-config")
        with ExitStack() as of_others:
            hold_in_both(browser, of_others, [route_cookie(tmp_path, secure, one) for one in processes], rights)
        page.reload()
        expect(page.get_by_test_id("stApp")).to_have_attribute(
            "data-test-script-state", "notRunning", timeout=PATIENCE_MS
        )
        assert upstream_of(tmp_path, "/_stcore/host-config") == home

        register.imports.commit(batch_of({"centre_id": "new-1"}, file_name="from-elsewhere.csv"), author=ADMIN)
        page.goto(f"{secure}/data?section=history&lang=en")
        expect(page.get_by_text("from-elsewhere.csv").first).to_be_visible(timeout=PATIENCE_MS)

        pid, end = processes[home]
        os.kill(pid, signal.SIGKILL)
        os.waitid(os.P_PID, pid, os.WEXITED | os.WNOWAIT)
        with pytest.raises(RuntimeError, match="the app died"):
            end.close()
        page.goto(f"{secure}/data?section=history&lang=en")
        expect(page.get_by_text("from-elsewhere.csv").first).to_be_visible(timeout=PATIENCE_MS)
        assert upstream_of(tmp_path, "/_stcore/host-config") != home

        opener = urllib.request.build_opener(_NoRedirect)
        moved = opener.open(f"{plain}/map?lang=en")
        assert (moved.status, moved.headers["Location"]) == (301, "https://127.0.0.1/map?lang=en")


def hold_in_both(browser, stack, cookies, rights):
    """Sign in by one process; a right that is withdrawn, and the sign-out, count in the other at once."""
    secure = cookies[0]["url"]
    here, there, thief = (
        stack.enter_context(browser.new_context(ignore_https_errors=True, viewport=LAPTOP, locale="en-GB"))
        for _ in range(3)
    )
    here.add_cookies([cookies[0]])
    page = here.new_page()
    page.goto(f"{secure}/data?lang=en")
    settle(page)
    enter(page, "editor")
    copied = [one for one in here.cookies() if one["name"] != "klaibaan_route"]
    for other in (there, thief):
        other.add_cookies([*copied, cookies[1]])
    elsewhere = there.new_page()
    elsewhere.goto(f"{secure}/data?lang=en")
    settle(elsewhere)
    assert ENGLISH["editor"] in account(elsewhere)
    elsewhere.keyboard.press("Escape")

    new = rights.with_name("new")
    new.write_text(RIGHTS.replace("nok@", "somebody-else@"), encoding="utf-8")
    new.replace(rights)
    elsewhere.reload()
    settle(elsewhere)
    assert ENGLISH["viewer"] in account(elsewhere)
    elsewhere.keyboard.press("Escape")

    account(page)
    page.locator(".st-key-sign-out button").click()
    expect(page.locator(".st-key-sign-in button")).to_be_visible(timeout=PATIENCE_MS)
    settle(elsewhere)
    elsewhere.locator(".st-key-language button").click()
    expect(elsewhere.locator(".st-key-sign-in button")).to_be_visible(timeout=PATIENCE_MS)
    again = thief.new_page()
    again.goto(f"{secure}/data?lang=en")
    settle(again)
    expect(again.locator(".st-key-sign-in button")).to_be_visible()


class _NoRedirect(urllib.request.HTTPRedirectHandler):
    def http_error_301(self, _request, answer, *_):
        return answer


def test_what_the_image_copies_and_what_is_composed_is_there():
    copied = re.findall(r"^COPY (\S+)", (DEPLOY / "Dockerfile").read_text(encoding="utf-8"), re.MULTILINE)
    assert [name for name in copied if not (REPOSITORY / name).exists()] == []
    assert {"dashboard.py", "pages", "ui", "reports", "answers", "analysis", "registry", "geodata", "data"} <= set(
        copied
    )
    composed = yaml.safe_load((DEPLOY / "compose.yaml").read_text(encoding="utf-8"))
    applications = [name for name in composed["services"] if name.startswith("app-")]
    upstream = (DEPLOY / "upstream.conf").read_text(encoding="utf-8")
    assert re.findall(r"server (\S+):8501", upstream) == applications
    assert "USER klaibaan" in (DEPLOY / "Dockerfile").read_text(encoding="utf-8")
