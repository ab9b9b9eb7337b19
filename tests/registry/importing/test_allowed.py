"""Lists are fetched from the places that a setting allows, within bounds, and from nowhere else."""

from __future__ import annotations

import json
import os
import threading
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from registry.commands import main
from registry.importing.errors import ImportFileError, ImportStopped
from registry.importing.read.allowed import VARIABLE, AllowedPlace, allowed_places, fetch_list
from registry.importing.read.limits import Limits

from .making import csv_bytes

LIST = csv_bytes([["ชื่อ", "จังหวัด"], ["ห้องสมุดก", "ลำปาง"]])


class Pages(BaseHTTPRequestHandler):
    """Answers what a test asks for; `asked` keeps every path."""

    asked: list[str]
    over: threading.Event

    def do_GET(self):
        self.asked.append(self.path)
        path = self.path.partition("?")[0]
        if path == "/lists/away":
            self.send_response(302)
            self.send_header("Location", "/secret/list.csv")
            self.end_headers()
        elif path == "/lists/on":
            self.send_response(302)
            self.send_header("Location", "/lists/list.csv")
            self.end_headers()
        elif path == "/lists/gone.csv":
            self.send_error(404)
        elif path == "/lists/slow.csv":
            self.send_response(200)
            self.end_headers()
            self.wfile.write(b"a")
            self.wfile.flush()
            self.over.wait()
        else:
            data = LIST * 4_000 if path.endswith("large.csv") else LIST
            self.send_response(200)
            if path.endswith("/export"):
                self.send_header("Content-Disposition", 'attachment; filename="../of-the-month.csv"')
            self.send_header("Content-Length", str(len(data)))
            self.end_headers()
            self.wfile.write(data)

    def log_message(self, *_):
        pass


@contextmanager
def served():
    Pages.asked, Pages.over = [], threading.Event()
    server = ThreadingHTTPServer(("127.0.0.1", 0), Pages)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        Pages.over.set()
        server.shutdown()
        server.server_close()


@pytest.fixture
def allow(monkeypatch):
    monkeypatch.setenv("no_proxy", "127.0.0.1")
    return lambda *places: monkeypatch.setenv(VARIABLE, ";".join(map(str, places)))


def refused(wanted, **options):
    with pytest.raises(ImportFileError) as raised:
        fetch_list(str(wanted), **options)
    return raised.value.key


def test_without_the_setting_nothing_is_fetched(tmp_path, monkeypatch):
    monkeypatch.delenv(VARIABLE, raising=False)
    (tmp_path / "list.csv").write_bytes(LIST)
    assert allowed_places() == ()
    with served() as base:
        assert refused(f"{base}/lists/list.csv") == "import_not_allowed"
        assert Pages.asked == []
    assert refused(tmp_path) == refused(tmp_path / "list.csv") == "import_not_allowed"


def test_an_address_is_fetched_below_an_allowed_one_alone(allow):
    with served() as base:
        allow(f"{base}/lists/", f"{base}/one.csv")
        file = fetch_list(f"{base}/lists/list.csv?month=11")
        assert (file.name, file.sheets[0].height, str(file.notes[0])) == (
            "list.csv", 2, f"Fetched from {base}/lists/list.csv?month=11.",
        )  # fmt: skip
        assert fetch_list(f"{base}/lists/export").name == "of-the-month.csv"
        assert fetch_list(f"{base}/lists/รายชื่อ.csv").name == "รายชื่อ.csv"
        assert fetch_list(f"{base}/one.csv").name == "one.csv"
        assert fetch_list(f"{base}/lists/on").name == "list.csv"
        Pages.asked.clear()
        outside = [
            "/secret/list.csv", "/listsecret.csv", "/lists/../secret/list.csv", "/lists/%2e%2e/secret/list.csv",
            "/lists/%252e%252e/secret/list.csv", "/one.csv?other=1", "/one.csv/more",
        ]  # fmt: skip
        for path in outside:
            assert refused(base + path) == "import_not_allowed", path
        for address in (
            base.replace("http", "https") + "/lists/list.csv", base.replace("127.0.0.1", "127.0.0.2") + "/lists/a.csv",
            base.replace("//", "//name:word@") + "/lists/list.csv", "file:///etc/passwd", "http:///lists/list.csv",
            f"{base}/lists/\\..\\secret",
        ):  # fmt: skip
            assert refused(address) in ("import_not_allowed", "import_file_missing"), address
        assert Pages.asked == []
        assert refused(f"{base}/lists/away") == "import_not_allowed"
        assert Pages.asked == ["/lists/away"]
        assert refused(f"{base}/lists/gone.csv") == "import_fetch_failed"
    assert refused(f"{base}/lists/list.csv") == "import_fetch_failed"


def test_what_is_fetched_is_bounded_and_can_be_stopped(allow):
    with served() as base:
        allow(f"{base}/lists/")
        small = Limits(file_mb=1)
        assert len(LIST) * 4_000 < 1_000_000
        assert fetch_list(f"{base}/lists/large.csv", limits=small).sheets[0].height == 8_000
        assert refused(f"{base}/lists/large.csv", limits=Limits(file_mb=0)) == "import_too_large"
        assert refused(f"{base}/lists/slow.csv", limits=Limits(seconds=1)) == "import_too_slow"
        with pytest.raises(ImportStopped):
            fetch_list(f"{base}/lists/list.csv", stop=lambda: True)


def test_of_a_folder_the_newest_file_is_meant_and_no_link_leads_out(tmp_path, allow):
    folder, outside = tmp_path / "lists", tmp_path / "other.csv"
    folder.mkdir()
    outside.write_bytes(LIST)
    allow(folder)
    assert refused(folder) == "import_folder_empty"
    for number, name in enumerate(("october.csv", "november.csv", "notes.docx")):
        (folder / name).write_bytes(LIST)
        os.utime(folder / name, (1_000 + number, 1_000 + number))
    (folder / "link.csv").symlink_to(outside)
    (place,) = allowed_places()
    assert [one.rpartition("/")[2] for one in place.files()] == ["november.csv", "october.csv"]
    assert fetch_list(str(folder)).name == "november.csv"
    assert refused(folder / "link.csv") == refused(folder / ".." / "other.csv") == refused(outside)
    assert refused(tmp_path) == "import_not_allowed"
    assert refused(folder / "none.csv") == "import_file_missing"


@pytest.mark.parametrize(
    "entry", ["lists", "ftp://example.invalid/", "https://name:word@example.invalid/", "https:///x"]
)
def test_a_setting_that_names_no_place_is_said(entry, allow):
    allow(entry)
    with pytest.raises(ImportFileError) as raised:
        allowed_places()
    assert raised.value.key == "import_from_invalid"


def test_an_address_that_is_one_file_is_offered_and_one_that_is_open_is_not():
    assert AllowedPlace("https://example.invalid/a.csv").files() == ["https://example.invalid/a.csv"]
    assert AllowedPlace("https://example.invalid/").files() == []


def test_a_list_comes_by_command_from_a_folder_month_after_month(tmp_path, allow, capsys):
    allow(tmp_path)

    def month(name, *centres):
        (tmp_path / name).write_bytes(csv_bytes([["ชื่อ", "จังหวัด"], *([one, "ลำปาง"] for one in centres)]))
        at = 1_000 + len(list(tmp_path.iterdir()))
        os.utime(tmp_path / name, (at, at))
        command = ["import", str(tmp_path), "--programme", "public-library", "--mode", "update", "--format", "json"]
        assert main(command) == 0
        return json.loads(capsys.readouterr().out)

    assert month("1.csv", "ศูนย์ริมน้ำ", "ศูนย์เชิงเขา")["follows"] == []
    found = month("2.csv", "ศูนย์ริมน้ำ", "ศูนย์หน้าวัด")
    assert (found["file"], found["follows"], found["unchanged"]) == ("2.csv", ["import-1"], 1)
    assert {(one["change"], one["name"]) for one in found["differences"]} == {
        ("gone", "ศูนย์เชิงเขา"), ("new", "ศูนย์หน้าวัด"),
    }  # fmt: skip
