"""A fault in one row stays that row's: faults are planted in every step of the work."""

import importlib

import pytest

from registry.importing.errors import ImportMappingError
from registry.importing.guard import run_guarded

from .making import adds_up, csv_bytes, outcomes, planned

# One function of each step, called with a row's own text among its arguments.
STEPS = [
    ("registry.importing.columns.body", "without_nothing"),
    ("registry.importing.place.rows", "resolve"),
    ("registry.importing.place.points", "degrees_column"),
    ("registry.importing.check.centres", "is_total"),
    ("registry.importing.check.centres", "name_keys"),
    ("registry.importing.check.centres", "year_be"),
    ("registry.importing.check.words", "plain_header"),
    ("registry.importing.check.centres", "made_of"),
    ("registry.importing.check.matching", "alike_pairs"),
    ("registry.importing.check.counts", "whole_number"),
    ("registry.importing.check.results", "metric_of"),
]
LIST = [["ชื่อ", "อำเภอ", "จังหวัด", "lat", "lon", "สถานะ", "ปีที่เปิด"]] + [
    [f"ห้องสมุดทดลอง {number}", "แม่เมาะ", "ลำปาง", "", "", "เปิด", str(2550 + number)] for number in range(9)
]
COUNTS = [["เขต", "จำนวน (แห่ง)"], ["พระนคร", "3"], ["ดุสิต", "5"], ["บางรัก", "7"]]
RESULTS = [["ตัวชี้วัด", "ค่า", "ปี"], ["อบรม ก", "3", "2568"], ["อบรม ข", "5", "2568"], ["อบรม ค", "7", "2568"]]
# What stands in the row whose step faults, and nowhere else.
MARKS = {
    "resolve": "อำเภอพิสดาร", "degrees_column": "13.987654", "year_be": "2499", "plain_header": "สถานะพิสดาร",
    "whole_number": "987", "metric_of": "อบรมพิสดาร",
}  # fmt: skip
COLUMN = {"resolve": 1, "degrees_column": 3, "year_be": 6, "plain_header": 5}


def holds(value, mark):
    if isinstance(value, str):
        return mark in value
    return isinstance(value, (list, tuple)) and any(holds(one, mark) for one in value)


@pytest.mark.parametrize(("module", "function"), STEPS)
def test_a_fault_planted_in_a_step_costs_its_row_alone(monkeypatch, module, function):
    table = [list(row) for row in (COUNTS if "counts" in module else RESULTS if "results" in module else LIST)]
    mark = MARKS.get(function, "พิสดาร")
    column = COLUMN.get(function, 1 if function == "whole_number" else 0)
    table[2][column] = mark if column else table[2][column] + mark if function != "metric_of" else mark
    real = getattr(importlib.import_module(module), function)

    def faulty(*arguments, **named):
        if any(holds(one, mark) for one in (*arguments, *named.values())):
            raise IndexError(mark)
        return real(*arguments, **named)

    monkeypatch.setattr(f"{module}.{function}", faulty)
    plan = planned(csv_bytes(table))
    assert adds_up(plan)
    rows = outcomes(plan)
    assert rows[3] == ("rejected", ["row_fault"])
    assert [row for row, (outcome, _) in rows.items() if outcome == "rejected"] == [3]
    assert list(rows) == sorted(rows)


def test_a_fault_in_what_the_register_has_is_a_sentence(monkeypatch):
    def faulty(*_):
        raise IndexError

    monkeypatch.setattr("registry.importing.check.matching.alike_pairs", faulty)
    with pytest.raises(ImportMappingError, match="IndexError") as raised:
        planned(csv_bytes(LIST))
    assert raised.value.key == "mapping_fault"


def test_a_fault_that_two_rows_make_together_is_the_later_one_s():
    def work(rows):
        if {2, 5} <= set(rows):
            raise ValueError
        return list(rows)

    assert run_guarded(range(8), work) == ([0, 1, 2, 3, 4, 6, 7], {5: "ValueError"})


def test_where_every_row_faults_every_row_is_named():
    def work(rows):
        if rows:
            raise KeyError
        return []

    assert run_guarded(range(40), work) == ([], dict.fromkeys(range(40), "KeyError"))
