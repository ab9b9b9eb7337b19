"""kill -9 at any moment of an import or of a migration: the register is the old or the new one, and whole."""

from __future__ import annotations

import shutil
import sqlite3
import sys
from contextlib import closing

import pandas as pd
import pytest

from geodata.paths import data_dir
from registry.store import Register
from registry.store.tables import SCHEMA_VERSION
from tests.registry.version1 import write_version1

if sys.platform == "win32":
    pytest.skip("the processes of these tests are forked", allow_module_level=True)

from tests.registry.batches import ADMIN
from tests.registry.children import child, commit_long, integrity, long_batch, open_register

ROWS = 2_000
TABLES = ("centres", "programmes", "programme_details", "figures", "area_counts")
TIMES = [pytest.param(20, id="20"), pytest.param(200, id="200", marks=pytest.mark.long)]


def everything(register):
    return [getattr(register, name)() for name in TABLES]


def same(one, other):
    return all(table.equals(its_twin) for table, its_twin in zip(one, other, strict=True))


def ticks_of(work, path, *arguments):
    """Return how many ticks the work takes when nobody interrupts it."""
    with child(work, path, *arguments) as (_, pipe):
        assert pipe.recv() == "go"
        return pipe.recv()


def killed(work, path, *arguments, share, ticks):
    """Kill the work after a share of its ticks, or as soon as its pages are written if share is None.

    Return whether it left a transaction unfinished.
    """
    size = path.stat().st_size
    with child(work, path, *arguments, 0 if share is None else 1 + int(share * ticks)) as (process, pipe):
        assert pipe.recv() == "go"
        if share is None:
            # The file grows only while a transaction is being committed.
            while path.stat().st_size == size and not pipe.poll():
                pass
            process.kill()
        process.join()
    return path.with_name(f"{path.name}-journal").exists()


def shares(times):
    """Return when to kill: at every part of the work alike, and every third time while pages are written."""
    return [None if number % 3 == 2 else number / times for number in range(times)]


def told(what, found, unfinished):
    # For docs/reliability.md: pytest -m long -rP tests/registry/test_kill.py
    counts = f"{found.count('old')} left the old register, {found.count('new')} the new one"
    print(f"{what}: {len(found)} kills, {unfinished} in the middle of the transaction; {counts}")  # noqa: T201
    assert set(found) <= {"old", "new"}
    assert unfinished > len(found) / 3  # or the kills did not come in time to prove anything


@pytest.mark.parametrize("times", TIMES)
def test_an_import_that_is_killed_is_there_as_a_whole_or_not_at_all(tmp_path, times):
    template, path, found = tmp_path / "template.sqlite", tmp_path / "register.sqlite", []
    old = everything(Register.open(template))
    shutil.copy(template, path)
    ticks, unfinished = ticks_of(commit_long, path, ROWS), 0
    new = everything(Register.open(path))
    assert len(new[0]) == len(old[0]) + ROWS
    for share in shares(times):
        shutil.copy(template, path)
        unfinished += killed(commit_long, path, ROWS, share=share, ticks=ticks)
        assert integrity(path) == "ok"
        register = Register.open(path)
        held = everything(register)
        found.append("old" if same(held, old) else "new" if same(held, new) else "neither")
        assert len(register.imports.table()) == (found[-1] == "new")
        register.imports.commit(long_batch(ROWS), author=ADMIN)  # and life goes on
    told("import", found, unfinished)


@pytest.mark.parametrize("times", TIMES)
def test_a_migration_that_is_killed_happened_or_did_not(tmp_path, times):
    template, path, found = tmp_path / "template.sqlite", tmp_path / "register.sqlite", []
    write_version1(template, data_dir(), more_centres=4_000)
    shutil.copy(template, path)
    ticks, unfinished = ticks_of(open_register, path), 0
    new = everything(Register.open(path))
    assert len(new[0]) == 4_335
    for share in shares(times):
        shutil.copy(template, path)
        unfinished += killed(open_register, path, share=share, ticks=ticks)
        assert integrity(path) == "ok"
        with closing(sqlite3.connect(path)) as database:
            ((version,),) = database.execute("SELECT value FROM meta WHERE name = 'schema_version'")
        found.append({1: "old", SCHEMA_VERSION: "new"}.get(version, "neither"))
        for table, its_twin in zip(everything(Register.open(path)), new, strict=True):
            pd.testing.assert_frame_equal(table, its_twin)
    told("migration", found, unfinished)
