"""What changed since a day: the register without the imports made since then, against what it is now."""

from __future__ import annotations

from datetime import date

import pandas as pd
import pytest
import sqlalchemy as sa

from registry.importing.difference import Change, differences_between
from registry.store import Register
from registry.store.tables import IMPORTS
from tests.registry.batches import ADMIN

from .making import csv_bytes, planned
from .test_differences import FIRST, HEADER, SECOND

DAYS = ("2026-01-05T08:00:00+00:00", "2026-02-05T08:00:00+00:00")


@pytest.fixture(scope="module")
def register():
    register = Register.in_memory()
    for day, rows in zip(DAYS, (FIRST, SECOND), strict=True):
        content = csv_bytes([HEADER, *rows])
        plan = planned(content, register=register, programme="book-house", mode="replace")
        import_id = register.imports.commit(plan.batch, author=ADMIN)
        with register._database.writing() as connection:
            at = IMPORTS.update().where(IMPORTS.c.import_id == import_id).values(imported_at=day)
            connection.execute(at)
    return register


def since(register, day):
    before, after = register.tables_before(date.fromisoformat(day)), register.tables(located=False)
    changes = differences_between(before, after)
    return {one.name: one.change for one in changes if one.programme_id == "book-house"}


def test_between_two_imports_it_is_what_the_second_one_did(register):
    assert since(register, "2026-02-05") == since(register, "2026-01-06") == {
        "ศูนย์หน้าวัด": Change.GONE, "ศูนย์ริมน้ำ": Change.CHANGED, "ศูนย์บ้านสวน": Change.NEW,
    }  # fmt: skip


def test_before_the_first_import_the_register_is_the_data_folders(register):
    before, bundled = register.tables_before(date(2026, 1, 5)), Register.in_memory().tables(located=False)
    for name in ("centres", "programmes", "details", "figures", "area_counts"):
        pd.testing.assert_frame_equal(getattr(before, name), getattr(bundled, name))
    changes = since(register, "2026-01-05")
    assert {name for name, change in changes.items() if change == Change.NEW} == {row[0] for row in SECOND}


def test_after_the_last_one_nothing_changed(register):
    assert differences_between(register.tables_before(date(2026, 2, 6)), register.tables(located=False)) == ()


def test_what_was_undone_is_no_change():
    register = Register.in_memory()
    plan = planned(csv_bytes([HEADER, *FIRST]), register=register, programme="book-house", mode="replace")
    register.imports.undo(register.imports.commit(plan.batch, author=ADMIN), author=ADMIN)
    with register._database.reading() as connection:
        assert connection.execute(sa.select(sa.func.count()).select_from(IMPORTS)).scalar() == 1
    assert differences_between(register.tables_before(date(2026, 1, 1)), register.tables(located=False)) == ()
