"""The gaps as files: the rows of the command line with a sentence each, and a workbook that tells its origin."""

from __future__ import annotations

import io
import subprocess
import sys

import pandas as pd
import pytest
from openpyxl import load_workbook

from analysis.centre_filter import CentreFilter
from analysis.gaps import COLUMNS, gaps
from analysis.ranking import Weights
from answers.words.sentences import sentence_terms
from registry.tables import Tables
from reports.gap_files import GapFiles, gap_csv, gap_workbook
from tests.reports.expected import three_digits

WANTED = CentreFilter(programmes=("bma-library",))


@pytest.fixture(scope="module")
def files(tables: Tables) -> GapFiles:
    found = gaps("district", WANTED, tables, area_code="10", radius_km=2, weights=Weights(1, 0, 0))
    return GapFiles(
        gaps=found,
        terms=sentence_terms("district", WANTED, tables, lang="th"),
        source="ทะเบียนแหล่งเรียนรู้ใกล้บ้าน",
        data_date="ประชากร 31 ธ.ค. 2568",
        filters="กรุงเทพมหานคร; =1+1",
    )


def test_the_csv_is_the_command_lines_table_with_sentences(files: GapFiles) -> None:
    command = [
        sys.executable, "-m", "analysis", "gaps", "--level", "district", "--programme", "bma-library", "--area", "10",
        "--radius-km", "2", "--weights", "1,0,0",
    ]  # fmt: skip
    printed = subprocess.run(command, capture_output=True, check=True, text=True, encoding="utf-8").stdout
    lines = pd.read_csv(io.StringIO(printed), dtype=str)
    written = pd.read_csv(io.BytesIO(gap_csv(files)), dtype=str)
    pd.testing.assert_frame_equal(written[["list", "rank", *COLUMNS]], lines[["list", "rank", *COLUMNS]])
    assert (written["list"] == "ranked").sum() == 21
    assert written["sentence"].str.startswith("เขต").all()
    assert set(written["source"]) == {files.source}
    assert set(written["filters"]) == {files.filters}


def test_the_workbook_holds_every_list_and_its_origin(files: GapFiles) -> None:
    book = load_workbook(io.BytesIO(gap_workbook(files)))
    assert book.sheetnames == ["ที่มาและตัวกรอง", "จัดอันดับ (ยังไม่มี)", "ต้องตรวจสอบ", "มีแล้วแต่อยู่ไกล"]
    ranked = book["จัดอันดับ (ยังไม่มี)"]
    heading = [cell.value for cell in ranked[1]]
    assert ranked.max_row == 22
    assert ranked.freeze_panes == "A2"
    assert (ranked["A2"].value, heading[0]) == (1, "อันดับ")
    code = ranked.cell(2, heading.index("รหัสพื้นที่") + 1)
    assert (code.value, code.data_type) == (files.gaps.ranked.index[0], "s")
    first = files.gaps.ranked.iloc[0]
    people = ranked.cell(2, heading.index("ประชากรนอกรัศมี (โดยประมาณ)") + 1)
    assert people.value == three_digits(first["people_beyond_km"], of=first["people"])
    about = {row[0].value: row[1].value for row in book["ที่มาและตัวกรอง"].iter_rows()}
    assert about["ตัวกรอง"] == files.filters
    assert about["น้ำหนักของอันดับ"] == "ประชากรนอกรัศมี 1 ระยะเฉลี่ย 0 จำนวนที่ขาดตามเกณฑ์ 40,000 คนต่อแห่ง 0"
    assert all(cell.data_type != "f" for sheet in book for row in sheet.iter_rows() for cell in row)
