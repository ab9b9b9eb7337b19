"""The register as a copy in a file of its own, and back.

A copy is a SQLite file with the same tables whatever the register itself is kept in. It is put back row by row in
one transaction: files are never exchanged under a process that has one open.
"""

from __future__ import annotations

import json
import os
import shutil
import tempfile
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import sqlalchemy as sa

from geodata.errors import FileError
from geodata.writing import whole_file
from registry.errors import ImportRefusedError, RegisterError
from registry.row_check import UnfitRowError
from registry.store import rows, seals
from registry.store.database import schema_version_of
from registry.store.engine import file_engine, is_whole, kind_of, speaking
from registry.store.migrate import migrate
from registry.store.sound import check_rows
from registry.store.tables import IMPORTS, JOURNAL, META, METADATA, SCHEMA_VERSION, SEALS, SIGN_OUTS, STORED

if TYPE_CHECKING:
    from collections.abc import Iterator

    from registry.store.database import Database
    from registry.store.write import Write


def write_copy(database: Database, path: Path) -> None:
    """Write a register to a file (see `registry.store.Register.backup`)."""
    if database.path is not None and path.resolve() == database.path.resolve():
        raise ImportRefusedError("backup_is_register", file=str(path))
    if not path.parent.is_dir():
        raise FileError("file_unwritable", file=str(path), reason=os.strerror(2))
    with whole_file(path) as partial:
        try:
            with database.reading() as source, _database(partial, writes=True) as target:
                METADATA.create_all(target)
                copy_rows(source, target)
        except RegisterError as error:
            if error.params.get("file") != str(partial):
                raise
            reason = str(error.params["reason"])
            raise FileError("file_unwritable", file=str(path), reason=reason) from error


def replace_rows(write: Write, source: sa.Connection, file: str) -> None:
    """Put the rows of a copy in the place of all that a register has; its journal goes on, and the revision grows.

    The journal of the copy is taken over where the register has none yet: it then tells how its rows came about.
    """
    connection = write.connection
    before, now = _totals(connection), rows.revision(connection)
    own = before["entries"] > 0
    for table in METADATA.sorted_tables:
        if table is SEALS and own:
            connection.execute(SEALS.delete().where(SEALS.c.table_name != JOURNAL.name))
        elif table not in (JOURNAL, SIGN_OUTS):
            connection.execute(table.delete())
    copy_rows(source, connection, journal=not own)
    later = max(now, rows.revision(source))
    connection.execute(META.update().where(META.c.name == "revision").values(value=later))
    write.record(Path(file).name, before=before, after=_totals(source))


def fill_copy(source: sa.Connection, target: sa.Connection, name: str) -> int:
    """Copy all that a register has into one that was just made, and return how many rows.

    Raises
    ------
    RegisterError
        What arrived is not what was sent; name is what the error calls the new one. Nothing is to be kept then.

    """
    target.execute(META.delete())
    copy_rows(source, target)
    if ended := [dict(row) for row in source.execute(sa.select(SIGN_OUTS)).mappings()]:
        target.execute(SIGN_OUTS.insert(), ended)
    fault = seals.broken(target)
    total = 0
    for table in METADATA.sorted_tables:
        count = sa.select(sa.func.count()).select_from(table)
        sent, arrived = (int(one.execute(count).scalar_one()) for one in (source, target))
        fault = fault or ("" if sent == arrived else table.name)
        total += arrived
    for table in (META, SEALS):
        sent_rows, arrived_rows = ({tuple(row) for row in one.execute(sa.select(table))} for one in (source, target))
        fault = fault or ("" if sent_rows == arrived_rows else table.name)
    if fault:
        raise RegisterError("register_damaged", file=name, reason=f"checksum, {fault}")
    return total


def _totals(connection: sa.Connection) -> dict[str, int]:
    """Return how many imports and entries of the journal a register has, and its revision."""
    imports, entries = (
        int(connection.execute(sa.select(sa.func.count()).select_from(table)).scalar_one())
        for table in (IMPORTS, JOURNAL)
    )
    return {"imports": imports, "entries": entries, "revision": rows.revision(connection)}


@contextmanager
def sound_copy(path: Path) -> Iterator[sa.Connection]:
    """Open a copy of a backup that was checked and brought up to date; what is wrong is an `ImportRefusedError`."""
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / "backup.sqlite"
        try:
            shutil.copyfile(path, copy)
        except OSError as error:
            raise ImportRefusedError("backup_unusable", file=str(path), reason=error.strerror or str(error)) from error
        try:
            with _database(copy, writes=True) as connection:
                _check(connection, path)
        except RegisterError as error:
            if error.key == "register_version":
                raise
            reason = str(error.params["reason"])
            raise ImportRefusedError("backup_unusable", file=str(path), reason=reason) from error
        except json.JSONDecodeError as error:
            raise ImportRefusedError("backup_unusable", file=str(path), reason=str(error)) from error
        with _database(copy) as connection:
            yield connection


def copy_rows(source: sa.Connection, target: sa.Connection, *, journal: bool = True) -> None:
    """Copy the rows of all tables but sign-outs into empty ones; without journal, its own and its seals stay."""
    plain = {table.name for table in STORED.values()}
    for table in METADATA.sorted_tables:
        query = sa.select(table)
        if table is SIGN_OUTS or (not journal and table is JOURNAL):
            continue
        if not journal and table is SEALS:
            query = query.where(SEALS.c.table_name != JOURNAL.name)
        names = [column.name for column in table.columns]
        for some in source.execute(query).partitions(rows.ROWS_AT_ONCE):
            if table.name in plain:
                kind_of(target.dialect).insert_columns(
                    target, table, dict(zip(names, zip(*some, strict=True), strict=True))
                )
            else:
                target.execute(table.insert(), [dict(zip(names, row, strict=True)) for row in some])


def _check(connection: sa.Connection, path: Path) -> None:
    """Refuse a file that is damaged, has not the tables, was changed since, or holds what no register can."""
    version = schema_version_of(connection, str(path)) if is_whole(connection) else 0
    if version == 0:
        raise ImportRefusedError("backup_unusable", file=str(path), reason="integrity_check, schema_version")
    if version < SCHEMA_VERSION:
        migrate(connection, version, str(path))
        seals.seal(connection)
    elif table := seals.broken(connection):
        raise ImportRefusedError("backup_unusable", file=str(path), reason=f"checksum, {table}")
    try:
        check_rows(connection)
    except UnfitRowError as error:
        raise ImportRefusedError("backup_row", file=str(path), **error.params) from error


@contextmanager
def _database(path: Path, *, writes: bool = False) -> Iterator[sa.Connection]:
    engine = file_engine(path)
    try:
        with speaking(engine, str(path)), engine.connect() as plain:
            connection = plain.execution_options(writes=writes)
            with connection.begin():
                yield connection
    finally:
        engine.dispose()
