"""Targets: none as shipped, read when an office sets some, and a sentence for each that cannot be."""

from __future__ import annotations

import pytest

from registry.errors import DataFileError, UnknownProgrammeError
from registry.targets import TARGETS, TargetError, read_targets

HEADER = "admin_code,programme_id,measure,year_be,value,source,notes\n"
GOOD = "10,bma-library,presence_share_areas,2570,1,plan of the city,\n"
PROGRAMMES = ("bma-library",)
MEASURES = ("centre_count", "presence_share_areas")


def read(path):
    return read_targets(path, programme_ids=PROGRAMMES, measure_ids=MEASURES, shares=("presence_share_areas",))


def test_the_shipped_file_sets_no_target():
    table = read_targets(programme_ids=(), measure_ids=())
    assert table.empty
    assert list(table.columns) == TARGETS.names


def test_targets_of_several_years_and_areas(tmp_path):
    rows = "1001,bma-library,centre_count,2571,2.5,plan,half\nTH,bma-library,centre_count,2571,9,x,\n"
    path = tmp_path / "targets.csv"
    path.write_text(HEADER + GOOD + rows, encoding="utf-8")
    table = read(path)
    assert table["admin_code"].tolist() == ["10", "1001", "TH"]
    assert table["value"].tolist() == [1.0, 2.5, 9.0]
    assert table["year_be"].tolist() == [2570, 2571, 2571]


@pytest.mark.parametrize(
    ("row", "kind", "sentence"),
    [
        ("99,bma-library,centre_count,2570,1,x,", TargetError, "row 3: there is no area '99'"),
        ("1099,bma-library,centre_count,2570,1,x,", TargetError, "there is no area '1099'"),
        ("10,city-library,centre_count,2570,1,x,", UnknownProgrammeError, "no programme 'city-library'"),
        ("10,bma-library,gini,2570,1,x,", TargetError, "measure 'gini'. Use one of centre_count"),
        ("10,bma-library,presence_share_areas,2571,80,x,", TargetError, "80 cannot be its target.*0.8 for 80 %"),
        ("10,bma-library,centre_count,2570,-1,x,", DataFileError, "'-1' cannot be used; expected 0, 1"),
        ("10,bma-library,centre_count,2570,many,x,", DataFileError, "column value: 'many'"),
        ("10,bma-library,centre_count,2027,1,x,", DataFileError, "'2027' cannot be used; expected 2400–2643"),
        ("10,bma-library,centre_count,2570,1,,", DataFileError, "column source is empty"),
        ("10,bma-library,presence_share_areas,2570,0.5,x,", DataFileError, "more than once"),
    ],
)  # fmt: skip
def test_a_target_that_cannot_be_is_a_sentence_with_its_row(tmp_path, row, kind, sentence):
    path = tmp_path / "targets.csv"
    path.write_text(HEADER + GOOD + row + "\n", encoding="utf-8")
    with pytest.raises(kind, match=sentence):
        read(path)
