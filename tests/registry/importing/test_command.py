from __future__ import annotations

import json

import pytest

from registry.commands import main
from registry.store import Register
from tests.registry.importing.making import csv_bytes

LIST = [
    ["ชื่อ", "จังหวัด", "lat", "lon"], ["ห้องสมุดก", "ลำปาง", "", ""], ["", "น่าน", "", ""], ["ข", "กทม", "100.5", "13.75"],
]  # fmt: skip


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "รายชื่อ.csv"
    path.write_bytes(csv_bytes(LIST))
    return path


def told(capsys, *arguments):
    code = main(["import", *map(str, arguments)])
    return code, json.loads(capsys.readouterr().out)


def test_json_accounts_for_every_row(file, capsys):
    code, found = told(capsys, file, "--programme", "public-library", "--format", "json")
    assert code == 0
    assert [found[name] for name in ("read", "accepted", "warned", "duplicate", "rejected")] == [3, 1, 1, 0, 1]
    assert [row["outcome"] for row in found["rows"]] == ["accepted", "rejected", "warned"]
    assert found["rows"][1]["reasons"] == [{"key": "row_no_name", "params": {}, "text": "It has no name."}]
    assert found["rows"][0]["row"] == 2
    assert found["import_id"] == "import-1"
    column = {"column": 1, "header": "ชื่อ", "field": "name_th", "how": "guessed", "filled": 2}
    assert found["sheets"][0]["columns"][0] == column
    assert len(Register.open().centres()) == 337


def test_the_same_file_again_changes_nothing(file, capsys):
    told(capsys, file, "--programme", "public-library", "--format", "json")
    revision = Register.open().revision()
    _, found = told(capsys, file, "--programme", "public-library", "--format", "json")
    assert (found["duplicate"], found["import_id"], Register.open().revision()) == (2, None, revision)


def test_a_dry_run_writes_nothing_and_says_what_a_replacement_would_close(file, capsys):
    revision = Register.open().revision()
    _, found = told(capsys, file, "--programme", "bma-library", "--mode", "replace", "--dry-run", "--format", "json")
    centres = Register.open().centres()
    assert set(found["would_close"]) == set(centres.loc[centres["programme_id"] == "bma-library", "centre_id"])
    assert Register.open().revision() == revision


def test_words_for_a_person_name_the_rows_that_were_not_taken(file, capsys):
    assert main(["import", str(file), "--programme", "public-library"]) == 0
    out = capsys.readouterr().out
    assert "row 3: rejected. It has no name." in out
    assert "3 read, 1 accepted, 1 warned, 0 duplicate, 1 rejected" in out
    assert "committed as import-1" in out


def test_the_returned_workbook_is_written_beside(file, tmp_path, capsys):
    out = tmp_path / "back.xlsx"
    assert main(["import", str(file), "--programme", "public-library", "--dry-run", "--outcome", str(out)]) == 0
    assert out.read_bytes()[:2] == b"PK"


def test_a_mapping_and_a_list_status_are_taken_from_the_command_line(file, tmp_path, capsys):
    mapping = tmp_path / "m.json"
    mapping.write_text(json.dumps({"columns": {"ชื่อ": "notes", "จังหวัด": "name_th"}}), encoding="utf-8")
    arguments = [file, "--programme", "tk-park", "--mapping", mapping, "--list-status", "complete", "--format", "json"]
    _, found = told(capsys, *arguments)
    assert [column["field"] for column in found["sheets"][0]["columns"][:2]] == ["notes", "name_th"]
    programmes = Register.open().programmes().set_index("programme_id")
    assert programmes.loc["tk-park", "list_status"] == "complete"


def test_what_was_understood_is_remembered_for_the_programme(tmp_path, capsys):
    path = tmp_path / "a.csv"
    rows = [["ป้าย", "จังหวัด"], ["ก", "ลำปาง"]]
    path.write_bytes(csv_bytes(rows))
    mapping = tmp_path / "m.json"
    mapping.write_text(json.dumps({"columns": {"ป้าย": "name_th"}}), encoding="utf-8")
    told(capsys, path, "--programme", "tk-park", "--mapping", mapping, "--format", "json")
    path.write_bytes(csv_bytes([*rows, ["ข", "น่าน"]]))
    _, found = told(capsys, path, "--programme", "tk-park", "--format", "json")
    assert found["sheets"][0]["columns"][0]["how"] == "remembered"
    assert (found["accepted"], found["duplicate"]) == (1, 1)


@pytest.mark.parametrize(
    ("arguments", "text"),
    [
        (["none.csv"], "none.csv"), (["{file}"], "Name one"), (["{file}", "--programme", "x"], "'x'"),
        (["{file}", "--programme", "tk-park", "--mapping", "none.json"], "none.json"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_a_sentence_on_stderr_and_2(file, arguments, text, capsys):
    assert main(["import", *(one.format(file=file) for one in arguments)]) == 2
    found = capsys.readouterr()
    assert (found.out, "Traceback" in found.err) == ("", False)
    assert text in found.err


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ({"header_row": 500}, "the header of รายชื่อ is row 500; the sheet has 4 rows"),
        ({"header_row": "two"}, "'two' for header_row"), ({"header_row": -5}, "-5 for header_row"),
        ({"utm_zone": 49}, "49 for utm_zone"), ({"as_of": "blue"}, "'blue' for as_of"),
        ({"sheets": {"รายชื่อ": [4]}}, "[4] for sheets"), ({"sheets": 4}, "4 for sheets"),
    ],
)  # fmt: skip
def test_what_a_mapping_cannot_mean_is_a_sentence(file, tmp_path, capsys, said, sentence):
    mapping = tmp_path / "m.json"
    mapping.write_text(json.dumps(said), encoding="utf-8")
    assert main(["import", str(file), "--programme", "tk-park", "--mapping", str(mapping)]) == 2
    assert sentence in capsys.readouterr().err
    assert Register.open().imports.table().empty


def test_a_date_in_a_mapping_is_read_as_in_a_table(tmp_path, capsys):
    path, mapping = tmp_path / "n.csv", tmp_path / "m.json"
    path.write_bytes(csv_bytes([["จังหวัด", "จำนวน (แห่ง)"], ["ลำปาง", "3"]]))
    mapping.write_text(json.dumps({"as_of": "30 กันยายน 2568"}), encoding="utf-8")
    told(capsys, path, "--programme", "public-library", "--mapping", mapping, "--format", "json")
    assert Register.open().area_counts()["as_of"].tolist() == ["2025-09-30"]
