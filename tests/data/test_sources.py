from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest

from geodata.paths import data_dir
from registry.errors import DataFileError
from registry.sources import Mismatch, check_sources, count_rows, file_hash, read_sources, update_sources

DATA = Path(__file__).parents[2] / "data"
RECORDS = read_sources(DATA)
LICENCES = {
    "not-stated", "CC-BY-4.0", "CC-BY-4.0 AND CC-BY-3.0-IGO", "MIT AND CC-BY-4.0",
    "LicenseRef-Public-Domain",
}  # fmt: skip


@pytest.mark.parametrize("record", RECORDS, ids=lambda record: record.path)
def test_each_record_is_true_of_its_file(record):
    path = DATA / record.path
    assert file_hash(path) == record.sha256
    assert count_rows(path) == record.rows
    assert record.licence in LICENCES
    for text in (record.title_th, record.title_en, record.producer_th, record.producer_en, record.licence_th,
                 record.licence_en, record.processing_th, record.processing_en):  # fmt: skip
        assert text.strip()
    date.fromisoformat(record.retrieved)
    assert record.url == "" or record.url.startswith("https://")


def test_every_file_of_the_folder_has_a_record():
    assert check_sources() == []
    assert data_dir() == DATA


@pytest.fixture
def folder(tmp_path):
    shutil.copytree(DATA, tmp_path / "data")
    return tmp_path / "data"


def test_a_changed_a_missing_and_an_unrecorded_file_are_found(folder):
    (folder / "figures.csv").write_text("changed", encoding="utf-8")
    (folder / "regions.csv").unlink()
    (folder / "new.csv").write_text("a\n1\n", encoding="utf-8")
    assert set(check_sources(folder)) == {
        Mismatch("figures.csv", "changed"), Mismatch("regions.csv", "missing"), Mismatch("new.csv", "unrecorded"),
    }  # fmt: skip


def test_an_update_renews_one_record_and_leaves_the_rest_of_the_text(folder):
    before = (folder / "sources.toml").read_text(encoding="utf-8").splitlines()
    with (folder / "area_names.csv").open("a", encoding="utf-8") as file:
        file.write("region4,X,ก,X\n")
    assert update_sources(folder) == ["area_names.csv"]
    assert check_sources(folder) == []
    after = (folder / "sources.toml").read_text(encoding="utf-8").splitlines()
    changed = [new for old, new in zip(before, after, strict=True) if old != new]
    assert [line.split(" = ")[0] for line in changed] == ["rows", "sha256"]


def test_a_damaged_record_is_a_sentence(folder):
    (folder / "sources.toml").write_text("[[file]]\npath = 'x'\n", encoding="utf-8")
    with pytest.raises(DataFileError, match="lacks the column"):
        read_sources(folder)
    (folder / "sources.toml").write_text("[[", encoding="utf-8")
    with pytest.raises(DataFileError, match="cannot be read"):
        read_sources(folder)
    (folder / "sources.toml").unlink()
    with pytest.raises(DataFileError, match="is missing"):
        read_sources(folder)
