"""Commands on any terminal: of any encoding, with nobody reading, on a full disk, into what is no file, before 1980."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
import zipfile
from pathlib import Path

import pytest

from geodata.clock import allow_early_clock
from geodata.errors import FileError
from geodata.writing import whole_file
from registry.commands import main as registry
from reports.commands import main as reports

ROOT = Path(__file__).parents[1]
ENCODINGS = ("ascii", "cp1252", "cp874")
COMMANDS = (
    ("geodata", "find", "อ.เมือง เชียงใหม่"),
    ("registry", "status"),
    ("analysis", "gaps", "--level", "district", "--programme", "bma-library", "--format", "json"),
)
LIST = "ชื่อ,จังหวัด,เขต\nบ้านหนังสือ → ใหม่ 📚,กรุงเทพมหานคร,พระนคร\n"


def ran(*command: str, encoding: str = "utf-8", **options: object) -> subprocess.CompletedProcess[bytes]:
    environment = {**os.environ, "PYTHONIOENCODING": encoding}
    program = [sys.executable, "-m", *command]
    return subprocess.run(program, cwd=ROOT, env=environment, stderr=subprocess.PIPE, check=False, **options)


@pytest.mark.parametrize("encoding", ENCODINGS)
@pytest.mark.parametrize("command", COMMANDS)
def test_a_command_prints_in_any_encoding(command: tuple[str, ...], encoding: str) -> None:
    done = ran(*command, encoding=encoding, stdout=subprocess.PIPE)
    assert done.returncode == 0, done.stderr
    assert done.stderr == b""
    assert done.stdout


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_an_import_says_the_same_in_any_encoding(tmp_path: Path, encoding: str) -> None:
    (file := tmp_path / "list.csv").write_text(LIST, encoding="utf-8")
    command = ("registry", "import", str(file), "--programme", "book-house", "--dry-run")
    assert ran(*command, encoding=encoding, stdout=subprocess.PIPE).returncode == 0
    done = ran(*command, "--format", "json", encoding=encoding, stdout=subprocess.PIPE)
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout.decode(encoding))["differences"][0]["name"] == "บ้านหนังสือ → ใหม่ 📚"


def test_an_import_that_nobody_listens_to_is_committed_and_ends_well(tmp_path: Path) -> None:
    for number, closed in enumerate(("pipe", "stream", "full")):
        (file := tmp_path / f"list{number}.csv").write_text(LIST.replace("ใหม่", str(number)), encoding="utf-8")
        command = ("registry", "import", str(file), "--programme", "book-house")
        if closed == "pipe":
            reading, writing = os.pipe()
            os.close(reading)
            done = ran(*command, stdout=writing)
            os.close(writing)
        elif closed == "stream":
            done = ran(*command, preexec_fn=lambda: os.close(1))
        elif Path("/dev/full").exists():
            with Path("/dev/full").open("wb") as full:
                done = ran(*command, stdout=full)
                assert b"could not be written" in done.stderr
                for command in (
                    ("analysis", "curve", "--programme", "bma-library", "--area", "10"),
                    ("registry", "journal", "--format", "csv"),
                ):
                    assert ran(*command, stdout=full).returncode == 2, "what it prints is all that it does"
        assert done.returncode == 0, (closed, done.stderr)
        assert b"Traceback" not in done.stderr
    done = ran("registry", "imports", stdout=subprocess.PIPE)
    assert done.stdout.count(b"list") >= 3


@pytest.mark.skipif(os.name == "nt", reason="there are no such places on Windows")
def test_what_is_no_file_is_never_replaced(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder, pipe, link = tmp_path / "folder.xlsx", tmp_path / "pipe.xlsx", tmp_path / "link.xlsx"
    folder.mkdir()
    os.mkfifo(pipe)
    link.symlink_to(pipe)
    for place in (folder, pipe, link, Path("/dev/null")):
        before = place.stat()
        commands = [
            (reports, ["xlsx", str(place)]),
            (registry, ["backup", str(place)]),
            *([(registry, ["export", str(place)])] if place.suffix else []),
        ]
        for command, arguments in commands:
            assert command(arguments) == 2
            assert "it is a folder, a device or a pipe" in capsys.readouterr().err
        assert (place.stat().st_ino, place.stat().st_mode) == (before.st_ino, before.st_mode)


def test_a_link_is_followed_and_nothing_half_is_left(tmp_path: Path) -> None:
    file, link = tmp_path / "a.txt", tmp_path / "b.txt"
    file.write_text("old")
    link.symlink_to(file)
    with whole_file(link) as partial:
        partial.write_text("new")
    assert file.read_text() == "new"
    assert link.is_symlink()
    with pytest.raises(FileError, match="cannot be written"):
        _write_half(file)
    assert file.read_text() == "new"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.txt", "b.txt"]


def _write_half(file: Path) -> None:
    with whole_file(file) as partial:
        partial.write_text("half")
        raise OSError(28, "No space left on device")


def test_a_clock_before_1980_is_no_traceback(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(zipfile.ZipInfo, "__init__", zipfile.ZipInfo.__init__)  # put back at the end
    monkeypatch.setattr(time, "time", lambda: 86_400.0)
    allow_early_clock()
    assert reports(["pptx", str(tmp_path / "slides.pptx"), "--programme", "bma-library", "--area", "10"]) == 0
    assert registry(["export", str(tmp_path / "centres.xlsx")]) == 0
    for name in ("slides.pptx", "centres.xlsx"):
        with zipfile.ZipFile(tmp_path / name) as archive:
            assert min(entry.date_time for entry in archive.infolist()) >= (1980, 1, 1, 0, 0, 0)
