"""Files made up and broken: each is refused with a sentence, or every one of its rows is accounted for."""

from __future__ import annotations

import importlib
import os
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
from tests.registry.batches import ADMIN
from tests.registry.importing.breaking import broken
from tests.registry.importing.making import TODAY, adds_up, untouched
from tests.registry.importing.test_guard import STEPS

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
        assert error.key != "mapping_fault", (number, name)
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
        register.imports.undo(register.imports.commit(plan.batch, author=ADMIN), author=ADMIN)
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


def plant(monkeypatch):
    """Make one text in forty a fault in every step, always the same ones, alone or among those of other rows."""

    # Names and places of the register's own centres: a fault in these would be in every file.
    index = RegisterIndex.of(untouched())
    names = {*index.keys, *(index.centres["programme_id"] + " " + index.centres["district_code"].fillna(""))}

    def is_fault(value):
        if isinstance(value, str):
            return bool(value) and value not in names and zlib.crc32(value.encode("utf-8", "surrogatepass")) % 40 == 0
        return isinstance(value, (list, tuple)) and any(map(is_fault, value))

    for module, function in (*STEPS, ("registry.importing.columns.context", "is_nothing")):
        real = getattr(importlib.import_module(module), function)

        def faulty(*arguments, _real=real, **named):
            if any(map(is_fault, (*arguments, *named.values()))):
                raise RecursionError
            return _real(*arguments, **named)

        monkeypatch.setattr(f"{module}.{function}", faulty)


def test_broken_files_with_faults_planted_in_every_step(monkeypatch):
    plant(monkeypatch)
    assert sum(prove(range(40)).values()) == 40


# How many files the long forms take, each its own.
MANY = int(os.environ.get("BROKEN_FILES", "10000"))


@pytest.mark.long
def test_many_broken_files_with_faults_planted_in_every_step(monkeypatch):
    plant(monkeypatch)
    assert sum(prove(range(20_500, 20_500 + MANY)).values()) == MANY


@pytest.mark.long
def test_many_broken_files():
    assert sum(prove(range(500, 500 + MANY)).values()) == MANY
