"""What changes a register's file, or a backup, and is not the register is noticed: never shown as data."""

from __future__ import annotations

import random
import sqlite3
from contextlib import closing
from operator import methodcaller
from pathlib import Path

import pandas as pd
import pytest

from geodata.paths import home_dir
from registry.commands import main
from registry.commands.backup import MOST_KEPT
from registry.errors import ImportRefusedError, RegisterError
from registry.store import FILE_NAME, Register
from tests.registry.batches import ADMIN, batch_of
from tests.registry.stores import Store, as_version_6

READS = ("centres", "programmes", "programme_details", "figures", "area_counts")


@pytest.fixture
def used(store: Store) -> Register:
    return worked_with()


def worked_with() -> Register:
    register = Register.open()
    register.imports.commit(batch_of({"centre_id": "new-1"}, counts=[("book-house", "1042", 3)]), author=ADMIN)
    register.decisions.settle("a", "dismissed", "เพราะ", programme_ids=[], author=ADMIN)
    return register


def everything(register: Register) -> list[pd.DataFrame]:
    tables = [methodcaller(name)(register) for name in READS]
    return [*tables, register.imports.table(), register.imports.rows("import-1"), register.decisions.findings()]


def changed(file: Path, statement: str, *values: object) -> None:
    with closing(sqlite3.connect(file)) as database, database:
        database.execute(statement, values)


CHANGES = [
    ("UPDATE centres SET name_th = 'อื่น' WHERE centre_id = 'new-1'", "centres"),
    ("UPDATE programmes SET reported_count = reported_count + 1 WHERE programme_id = 'book-house'", "programmes"),
    ("DELETE FROM figures WHERE position = 1", "figures"),
    ("UPDATE imports SET state = 'undone'", "imports"),
    ("UPDATE import_rows SET outcome = 'warned'", "import_rows"),
    ("UPDATE findings SET reason = 'x'", "findings"),
    ("DELETE FROM seals WHERE table_name = 'centres'", "centres"),
]


@pytest.mark.parametrize(("statement", "table"), CHANGES)
def test_a_change_from_outside_is_noticed(
    used: Register, store: Store, tmp_path: Path, statement: str, table: str
) -> None:
    used.backup(tmp_path / "copy.sqlite")
    changed(tmp_path / "copy.sqlite", statement)
    store.ask(statement)
    with pytest.raises(RegisterError, match=f"checksum, {table}"):
        Register.open()
    with pytest.raises(ImportRefusedError, match=f"checksum, {table}"):
        used.restore(tmp_path / "copy.sqlite", author=ADMIN)


def test_a_flipped_bit_is_noticed_or_changes_nothing(home: Path) -> None:
    used, file = worked_with(), home / FILE_NAME
    then, whole = everything(used), file.read_bytes()
    chance, noticed = random.Random(7), 0  # noqa: S311 - no secret hangs on it
    for _ in range(150):
        place, bit = chance.randrange(len(whole)), 1 << chance.randrange(8)
        file.write_bytes(whole[:place] + bytes([whole[place] ^ bit]) + whole[place + 1 :])
        try:
            now = everything(Register.open())
        except RegisterError:
            noticed += 1
            continue
        for one, other in zip(then, now, strict=True):
            pd.testing.assert_frame_equal(one, other)
    assert noticed > 50


def test_a_register_that_was_used_opens_again(used: Register, tmp_path: Path) -> None:
    used.imports.undo("import-1", author=ADMIN)
    used.imports.redo("import-1", author=ADMIN)
    used.decisions.reopen("a", programme_ids=[], author=ADMIN)
    used.backup(tmp_path / "copy.sqlite")
    used.imports.commit(batch_of({"centre_id": "new-2"}, sha256="2"), author=ADMIN)
    Register.open()
    used.restore(tmp_path / "copy.sqlite", author=ADMIN)
    assert set(Register.open().imports.table()["import_id"]) == {"import-1"}


@pytest.mark.parametrize(
    ("statement", "values", "words"),
    [
        ("UPDATE centres SET district_code = '9999', province_code = '99' WHERE centre_id = 'new-1'", (), "province"),
        ("UPDATE centres SET name_th = ? WHERE centre_id = 'new-1'", ("ก" * 6_000_000,), "name_th"),
        ("UPDATE centres SET longitude = 9e99, latitude = 13.7 WHERE centre_id = 'new-1'", (), "longitude"),
        ("UPDATE centres SET programme_id = 'nobody' WHERE centre_id = 'new-1'", (), "programme_id"),
        ("UPDATE programmes SET scope_codes = '9999' WHERE programme_id = 'book-house'", (), "scope_codes"),
        ("UPDATE meta SET value = 9223372036854775807 WHERE name = 'revision'", (), "value"),
        ("UPDATE import_rows SET last_row = 1000000000", (), "last_row"),
        ("UPDATE imports SET mode = 'else'", (), "mode"),
        ("UPDATE findings SET state = ?", ("x" * 200_000,), "state"),
    ],
)  # fmt: skip
def test_a_row_of_a_backup_that_no_import_could_bring_is_refused(
    tmp_path: Path, statement: str, values: tuple[object, ...], words: str
) -> None:
    used, copy = worked_with(), tmp_path / "copy.sqlite"
    used.backup(copy)
    changed(copy, statement, *values)
    for table in ("seals", "journal", "documents", "sign_outs"):  # as a version wrote it that had none
        changed(copy, f"DROP TABLE {table}")
    changed(copy, "UPDATE meta SET value = 5 WHERE name = 'schema_version'")
    then = everything(used)
    with pytest.raises(ImportRefusedError, match=words) as refused:
        used.restore(copy, author=ADMIN)
    assert len(str(refused.value)) < 1_000
    for one, other in zip(then, everything(used), strict=True):
        pd.testing.assert_frame_equal(one, other)


def test_a_version_without_seals_is_brought_up_to_date(used: Register, store: Store) -> None:
    then = everything(used)
    as_version_6(store)
    store.ask("DROP TABLE seals")
    store.ask("UPDATE meta SET value = 5 WHERE name = 'schema_version'")
    for one, other in zip(then, everything(Register.open()), strict=True):
        pd.testing.assert_frame_equal(one, other)
    Register.open()


def test_copies_that_restoring_makes_are_kept_to_a_number(
    used: Register, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    used.backup(tmp_path / "copy.sqlite")
    for _ in range(MOST_KEPT + 2):
        assert main(["restore", str(tmp_path / "copy.sqlite")]) == 0
    assert len(list(home_dir().glob("before-restore*.sqlite"))) == MOST_KEPT
    assert "is removed" in capsys.readouterr().out
