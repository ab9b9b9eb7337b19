"""Files made up and broken: each is refused with a sentence, or every one of its rows is accounted for."""

from __future__ import annotations

import importlib
import sys
import zlib
from collections import Counter
from concurrent.futures import ThreadPoolExecutor

import pytest

from geodata.errors import KlaiBaanError
from registry.importing.check.register_index import RegisterIndex
from registry.importing.columns.guess import guess_mapping
from registry.importing.outcome_workbook import outcome_workbook
from registry.importing.plan import ImportOptions, plan_import
from registry.importing.read.file import read_file
from registry.store import Register
from tests.registry.importing.breaking import broken
from tests.registry.importing.making import TODAY, adds_up, untouched

AT_ONCE = 4


def what_becomes_of(number, index):
    """Return "refused", or "nothing new" or "imported", and the rows read; anything else is a fault of ours."""
    name, data = broken(number)
    try:
        file = read_file(data, name=name)
        mapping = guess_mapping(file, programmes=index.tables.programmes)
        plan = plan_import(file, mapping, index, ImportOptions(programme_id="public-library", today=TODAY))
    except KlaiBaanError as refusal:
        error = refusal
        plan = None
    if plan is None:
        # A sentence, not the name of one.
        assert " " in str(error), (number, name)
        assert not str(error).startswith(error.key), (number, name)
        return "refused", 0, error.key
    assert adds_up(plan), (number, name)
    assert all(str(problem) for row in plan.rows() for problem in row.problems)
    if number % 25 == 0:
        import_whole(plan)
    return ("imported" if plan.changes else "nothing new"), plan.read, ""


def import_whole(plan):
    """Commit and undo: the register is then as it was; and the file comes back as a workbook that can be read."""
    register = Register.in_memory()
    before = register.centres()
    if plan.changes:
        register.imports.undo(register.imports.commit(plan.batch))
    assert register.centres().equals(before)
    returned = read_file(outcome_workbook(plan), name="returned.xlsx")
    assert len(returned.sheets) == len(plan.file.sheets)


def prove(numbers):
    index = RegisterIndex.of(untouched())
    with ThreadPoolExecutor(AT_ONCE) as pool:
        found = list(pool.map(lambda number: what_becomes_of(number, index), numbers))
    ends = Counter(end for end, _, _ in found)
    rows = sum(rows for _, rows, _ in found)
    refusals = dict(Counter(key for _, _, key in found if key).most_common())
    sys.stdout.write(f"{len(found)} files: {dict(ends)}; {rows} rows read and accounted for\nrefused as: {refusals}\n")
    return ends


def test_five_hundred_broken_files():
    ends = prove(range(500))
    # Enough of each, so that neither half proves nothing.
    assert min(ends["refused"], ends["imported"]) > 40


# Of each step a function that takes the texts of a row.
PLANTED = [
    ("place.rows", "resolve"), ("check.centres", "is_total"), ("check.centres", "year_be"),
    ("check.centres", "made_of"), ("check.counts", "whole_number"), ("check.results", "metric_of"),
    ("columns.context", "is_nothing"),
]  # fmt: skip


def plant(monkeypatch):
    """Make one text in forty a fault in every step, always the same ones."""
    for module, function in PLANTED:
        name = f"registry.importing.{module}.{function}"
        real = getattr(importlib.import_module(f"registry.importing.{module}"), function)

        def faulty(*arguments, _real=real, **named):
            texts = [one for one in (*arguments, *named.values()) if isinstance(one, str) and one]
            if any(zlib.crc32(one.encode("utf-8", "surrogatepass")) % 40 == 0 for one in texts):
                raise RecursionError
            return _real(*arguments, **named)

        monkeypatch.setattr(name, faulty)


def test_broken_files_with_faults_planted_in_every_step(monkeypatch):
    plant(monkeypatch)
    assert sum(prove(range(40)).values()) == 40


@pytest.mark.long
def test_ten_thousand_broken_files_with_faults_planted_in_every_step(monkeypatch):
    plant(monkeypatch)
    assert sum(prove(range(10_500, 20_500)).values()) == 10_000


@pytest.mark.long
def test_ten_thousand_broken_files():
    assert sum(prove(range(500, 10_500)).values()) == 10_000
