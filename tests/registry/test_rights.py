"""The file of rights: who may write what, by an address in any capitals; a file that is wrong gives nobody a right."""

from __future__ import annotations

import pytest

from registry.author import Role
from registry.rights import FILE_NAME, SETTING, Rights, RightsError

FILE = """
contact = "กลุ่มงานข้อมูล"
administrators = ["Suda@Office.Example"]

[editors]
"nok@office.example" = ["book-house", "bma-library"]
"suda@office.example" = ["book-house"]
"""


@pytest.fixture
def write(home):
    home.mkdir()
    return lambda text: (home / FILE_NAME).write_text(text, encoding="utf-8")


def test_without_a_file_everybody_reads(home):
    assert Rights.read() == Rights()
    author = Rights.read().author("a@b.example", name="ก")
    assert (author.role, author.name) == (Role.VIEWER, "a@b.example (ก)")


def test_capitals_and_blanks_are_no_other_address(write):
    write(FILE)
    rights = Rights.read()
    editor = rights.author("  NOK@office.example ", name=" นก ")
    assert editor.role == Role.EDITOR
    assert editor.programme_ids == frozenset({"book-house", "bma-library"})
    assert editor.name == "NOK@office.example (นก)"
    assert rights.author("SUDA@OFFICE.EXAMPLE").role == Role.ADMINISTRATOR
    assert rights.author("nok@office.example.evil").role == Role.VIEWER
    assert rights.contact == "กลุ่มงานข้อมูล"


def test_a_name_that_the_journal_cannot_hold_is_left_out(write):
    write(FILE)
    for name in ("x" * 200, "a\0b", "\ud800"):
        assert Rights.read().author("nok@office.example", name=name).name == "nok@office.example"


def test_a_right_that_is_taken_away_is_gone_at_once(write):
    write(FILE)
    assert Rights.read().author("nok@office.example").role == Role.EDITOR
    write('administrators = ["suda@office.example"]')
    assert Rights.read().author("nok@office.example").role == Role.VIEWER


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("administrators = [", "Invalid value"),
        ('administrators = "suda@office.example"', "administrators"),
        ("administrators = [1]", "administrators"),
        ('editors = ["nok@office.example"]', "editors"),
        ('[editors]\n"nok@office.example" = "book-house"', "editors, nok@office.example"),
        ('admins = ["suda@office.example"]', "admins"),
        ("contact = 7", "contact"),
    ],
)
def test_a_file_that_says_something_else_is_refused_whole(write, text, reason):
    write(text)
    with pytest.raises(RightsError, match=reason) as refused:
        Rights.read()
    assert FILE_NAME in str(refused.value)


def test_one_file_for_all_processes_is_named_and_must_be_there(write, tmp_path, monkeypatch):
    write('administrators = ["suda@office.example"]')
    shared = tmp_path / "shared" / "rights.toml"
    monkeypatch.setenv(SETTING, str(shared))
    with pytest.raises(RightsError, match="No such file"):
        Rights.read()
    shared.parent.mkdir()
    shared.write_text(FILE, encoding="utf-8")
    assert Rights.read().author("nok@office.example").role == Role.EDITOR
    shared.with_name("new").write_text('administrators = ["suda@office.example"]', encoding="utf-8")
    shared.with_name("new").replace(shared)
    assert Rights.read().author("nok@office.example").role == Role.VIEWER


def test_a_file_that_is_no_text_is_refused(home, write):
    write("")
    (home / FILE_NAME).write_bytes(b"\xff\xfe\x00")
    with pytest.raises(RightsError):
        Rights.read()
