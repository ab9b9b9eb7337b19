"""The door: this computer alone without office mode, the network in it, and never a page of another host."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from starlette.types import Message, Receive, Scope, Send
from streamlit import config

from tests.browser.serving import free_port
from tests.ui.loops import done
from ui.office import Doorkeeper, is_this_computer, start_guarded

ROOT = Path(__file__).parents[2]
ADDRESSES = ("127.0.0.1", "127.8.0.1", "::1", "::ffff:127.0.0.1")


def answer(
    *, kind: str = "http", client: str | None = "127.0.0.1", host: str = "localhost:8501", **headers: str
) -> Message:
    """Return the first thing that is sent for a request; status 200 comes from behind the door."""
    sent: list[Message] = []

    async def app(_scope: Scope, _receive: Receive, send: Send) -> None:
        await send({"type": "http.response.start", "status": 200, "headers": []})

    async def receive() -> Message:
        return {"type": f"{kind}.connect"}

    async def send(message: Message) -> None:
        sent.append(message)

    pairs = [(name.replace("_", "-").encode(), value.encode()) for name, value in {"host": host, **headers}.items()]
    scope = {"type": kind, "method": "GET", "path": "/", "headers": pairs, "client": client and (client, 40_000)}
    done(Doorkeeper(app)(scope, receive, send))
    return sent[0]


@pytest.fixture
def option() -> Iterator[Callable[[str, object], None]]:
    """Return a function that sets an option of Streamlit for the test."""
    before: dict[str, object] = {}

    def put(name: str, value: object) -> None:
        before.setdefault(name, config.get_option(name))
        config.set_option(name, value)

    yield put
    for name, value in before.items():
        config.set_option(name, value)


@pytest.fixture
def office(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KLAIBAAN_OFFICE", "1")


@pytest.mark.parametrize("client", ADDRESSES)
@pytest.mark.parametrize("host", ["localhost:8501", "127.0.0.1:8501", "[::1]:8501", "LOCALHOST", "localhost."])
def test_this_computer_comes_in(client, host):
    assert answer(client=client, host=host)["status"] == 200


@pytest.mark.parametrize(
    "strange",
    [
        {"client": "192.168.1.7"},
        {"client": "::ffff:192.168.1.7"},
        {"client": None},
        {"host": "maps.office.example"},
        {"host": "127.0.0.1.office.example"},
        {"host": "localhost@office.example"},
        {"host": "["},
        {"host": ""},
        {"x_forwarded_for": "192.168.1.7"},
        {"forwarded": "for=192.168.1.7"},
    ],
    ids=str,
)
def test_the_network_comes_in_with_office_mode_alone(strange, monkeypatch):
    assert answer(**strange)["status"] == 403
    assert answer(kind="websocket", **strange) == {"type": "websocket.close", "code": 1008}
    for no in ("", "0", "off", "no"):
        monkeypatch.setenv("KLAIBAAN_OFFICE", no)
        assert answer(**strange)["status"] == 403
    monkeypatch.setenv("KLAIBAAN_OFFICE", "1")
    assert answer(**strange)["status"] == 200


@pytest.mark.parametrize("origin", ["http://other.example", "null", "http://localhost:9999", "http://localhost:8501.x"])
def test_a_page_of_another_host_gets_no_answer_in_either_mode(origin, monkeypatch):
    for mode in ("0", "1"):
        monkeypatch.setenv("KLAIBAAN_OFFICE", mode)
        assert answer(origin=origin)["status"] == 403
        assert answer(kind="websocket", origin=origin)["type"] == "websocket.close"
        assert answer(origin="http://localhost:8501")["status"] == 200


def test_an_origin_that_the_configuration_allows_comes_in(office, option):
    option("server.corsAllowedOrigins", ["https://portal.example"])
    assert answer(origin="https://portal.example")["status"] == 200
    assert answer(origin="https://portal.example.evil")["status"] == 403


@pytest.mark.parametrize("address", ["", "0.0.0.0", "::", "192.168.1.2", "maps.office.example", "unix:///run/app"])  # noqa: S104
def test_nothing_starts_that_listens_beyond_this_computer(address, option, monkeypatch, capsys):
    option("server.address", address)
    with pytest.raises(SystemExit, match="KLAIBAAN_OFFICE=1"):
        start_guarded()
    monkeypatch.setenv("KLAIBAAN_OFFICE", "1")
    start_guarded()
    assert "everybody on the network may read and nobody may write" in capsys.readouterr().err


@pytest.mark.parametrize("address", ["localhost", *ADDRESSES])
def test_this_computer_starts_without_a_word(address, option, capsys):
    assert is_this_computer(address)
    option("server.address", address)
    start_guarded()
    assert capsys.readouterr().err == ""


def test_a_server_for_the_network_refuses_to_start(home):
    command = [sys.executable, "-m", "streamlit", "run", "dashboard.py", f"--server.port={free_port()}"]
    environment = {**os.environ, "KLAIBAAN_HOME": str(home)}
    for listening in ("--server.address=0.0.0.0", "--server.address="):
        ended = subprocess.run(
            [*command, "--server.headless=true", listening],
            cwd=ROOT, env=environment, capture_output=True, text=True, timeout=60, check=False,
        )  # fmt: skip
        assert ended.returncode == 1, ended.stderr
        assert "make office" in ended.stderr
        assert "Traceback" not in ended.stderr
