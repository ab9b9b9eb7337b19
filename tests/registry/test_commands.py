from __future__ import annotations

import shutil
import subprocess
import sys

import pytest

from geodata.paths import data_dir
from registry.commands import main
from registry.store import Register
from tests.registry.batches import ADMIN, batch_of


def test_status_names_what_the_register_has(capsys):
    assert main(["status"]) == 0
    out = capsys.readouterr().out
    assert "12 programmes, 335 centres" in out
    assert "as it was read" in out


def test_a_changed_file_is_shown_then_read(tmp_path, monkeypatch, capsys):
    shutil.copytree(data_dir(), tmp_path / "data")
    monkeypatch.setenv("KLAIBAAN_DATA", str(tmp_path / "data"))
    assert main(["status"]) == 0
    path = tmp_path / "data" / "centres.csv"
    path.write_text(path.read_text(encoding="utf-8").replace("ห้องสมุดสีเขียว", "ใหม่"), encoding="utf-8")
    assert main(["sources"]) == 1
    capsys.readouterr()
    for arguments in (["reread", "--dry-run"], ["reread"]):
        assert main(arguments) == 0
        assert "centres.csv: 0 added, 1 changed, 0 removed\n  ~ bma-library-005" in capsys.readouterr().out
    assert main(["reread"]) == 0
    assert "nothing to read again" in capsys.readouterr().out
    assert main(["sources", "--update"]) == 0


def test_export_writes_by_suffix_and_refuses_others(tmp_path, capsys):
    assert main(["export", str(tmp_path / "out.csv")]) == 0
    assert (tmp_path / "out.csv").read_text(encoding="utf-8").count("\n") >= 335
    assert main(["export", str(tmp_path / "out.doc")]) == 2
    assert ".xlsx" in capsys.readouterr().err


def test_imports_are_listed_undone_and_redone(capsys):
    assert main(["imports"]) == 0
    assert capsys.readouterr().out == "nothing was imported\n"
    Register.open().imports.commit(batch_of({"centre_id": "new-1"}), author=ADMIN)
    assert main(["imports"]) == 0
    listed = capsys.readouterr().out
    assert "import-1 (active, add): made.csv" in listed
    assert "1 rows read: 1 accepted, 0 warned, 0 duplicate, 0 rejected" in listed
    for command, said in (("undo", "is undone"), ("undo", "was undone already"), ("redo", "is active again")):
        assert main([command, "import-1"]) == 0
        assert said in capsys.readouterr().out
    assert main(["undo", "import-9"]) == 2
    assert "There is no import 'import-9'" in capsys.readouterr().err


def test_what_is_no_backup_leaves_nothing_behind(tmp_path, home, capsys):
    Register.open()
    wrong = tmp_path / "list.csv"
    wrong.write_text("name\n", encoding="utf-8")
    before = sorted(path.name for path in home.iterdir())
    assert main(["restore", str(wrong)]) == 2
    said = capsys.readouterr()
    assert (said.out, "Nothing was changed" in said.err) == ("", True)
    assert sorted(path.name for path in home.iterdir()) == before


def test_a_backup_is_put_back_and_what_was_there_is_kept(tmp_path, home, capsys):
    copy = str(tmp_path / "copy.sqlite")
    assert main(["backup", copy]) == 0
    Register.open().imports.commit(batch_of({"centre_id": "new-1"}), author=ADMIN)
    assert main(["restore", copy]) == 0
    assert "335 centres" in capsys.readouterr().out
    assert main(["restore", str(home / "before-restore-1.sqlite")]) == 0
    assert "336 centres" in capsys.readouterr().out
    (home / "register.sqlite").write_bytes(b"this is no database" * 100)
    assert main(["status"]) == 2
    assert main(["restore", copy]) == 0
    assert "set aside" in capsys.readouterr().out
    assert main(["restore", str(tmp_path / "no-such")]) == 2
    assert "no backup that can be put back" in capsys.readouterr().err
    assert len(Register.open().centres()) == 335


@pytest.mark.parametrize(
    "command",
    [
        "",
        "export",
        "status",
        "reread",
        "sources",
        "imports",
        "undo",
        "redo",
        "journal",
        "backup",
        "restore",
        "migrate",
        "move",
    ],
)
def test_each_command_has_help(command, capsys):
    with pytest.raises(SystemExit) as ended:
        main([*command.split(), "--help"])
    assert ended.value.code == 0
    assert "usage: python -m registry" in capsys.readouterr().out


def test_a_wrong_folder_is_a_sentence_and_no_traceback(tmp_path):
    done = subprocess.run(
        [sys.executable, "-W", "error", "-m", "registry", "status"], capture_output=True, text=True, check=False,
        encoding="utf-8", env={"KLAIBAAN_DATA": str(tmp_path), "KLAIBAAN_HOME": str(tmp_path / "home"), "PATH": ""},
        cwd=data_dir().parent,
    )  # fmt: skip
    assert done.returncode == 2
    assert "is missing" in done.stderr
    assert "Traceback" not in done.stderr
