"""Imports as layers: committed whole, undone and redone whole; nothing that was there is destroyed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import pandas as pd
import sqlalchemy as sa

from registry.batch import BROUGHT, OUTCOME_COLUMNS, ImportBatch
from registry.batch_check import checked
from registry.errors import ImportRefusedError
from registry.schema import CENTRES, Act, ImportState, RowOutcome, Table
from registry.store import rows
from registry.store.outcomes import rows_of_runs, runs
from registry.store.standing import Standing, programmes_touched
from registry.store.tables import IMPORT_PROGRAMMES, IMPORT_ROWS, IMPORTS, MAPPINGS
from registry.store.write import now

if TYPE_CHECKING:
    from collections.abc import Collection

    from registry.author import Author
    from registry.store.database import Database
    from registry.store.write import Write

IMPORT_COLUMNS: Final = tuple(column.name for column in IMPORTS.columns)


class Imports:
    """The imports of a register."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def commit(self, batch: ImportBatch, *, author: Author, reason: str = "") -> str:
        """Lay an import over the register in one transaction, and return its id ("import-1", "import-2", …).

        Where the file was imported for the same programmes before and the register has all of it, nothing is
        written and the id of that import is returned.

        Raises
        ------
        ImportRefusedError
            It brings nothing, or a row that the register's schema does not allow.
        UnknownProgrammeError
            A programme is not there.
        AuthorError
            It changes rows of a programme that the author may not write to.
        RegisterError
            The register cannot be written; it is as before.

        """
        batch = checked(batch)
        with self._database.write(author, Act.IMPORT, reason=reason, programme_ids=batch.programme_ids) as write:
            connection = write.connection
            rows.refuse_unknown(batch.programme_ids, rows.programme_ids(connection))
            for followed in batch.follows:
                _state(connection, followed)
            same = self._same(connection, batch)
            if same is not None:
                return same
            if _brings_nothing(batch):
                raise ImportRefusedError("import_nothing", file=batch.file_name)
            number = next_number(connection)
            import_id = f"import-{number}"
            keep_batch(connection, batch, import_id, number)
            touched = programmes_touched(connection, import_id)
            standing = Standing(connection, touched)
            before, after = standing.now(last=number - 1), _facts(connection, import_id) | standing.now()
            write.record(import_id, programme_ids=touched, before=before, after=after)
        return import_id

    def table(self) -> pd.DataFrame:
        """Return all imports, the first one first.

        Columns: import_id, number, state (`ImportState`), imported_at (ISO time, UTC), file_name, sha256, mode
        (`ImportMode`), kinds, programme_ids, follows (lists), mapping, how many rows were accepted, warned, duplicate
        and rejected, how many centres, area_counts and figures it brought, and how many rows were read.
        """
        with self._database.reading() as connection:
            records = list(connection.execute(sa.select(IMPORTS).order_by(IMPORTS.c.number)).mappings())
        table = pd.DataFrame([dict(row) for row in records], columns=list(IMPORT_COLUMNS))
        return table.assign(read=table[[str(outcome) for outcome in RowOutcome]].sum(axis=1).astype("int64"))

    def origins(self, layout: Table) -> pd.DataFrame:
        """Return where each row that counts, or lies below one, comes from: the id's column and origin.

        origin is "data" for the data folder, else the id of an active import; one row for each origin of an id.
        """
        with self._database.reading() as connection:
            return self._database.origins(layout, connection)

    def rows(self, import_id: str) -> pd.DataFrame:
        """Return the outcome of every row that an import read, with the columns of `OUTCOME_COLUMNS`.

        Raises
        ------
        ImportRefusedError
            There is no such import.

        """
        query = sa.select(IMPORT_ROWS).where(IMPORT_ROWS.c.import_id == import_id).order_by(IMPORT_ROWS.c.position)
        with self._database.reading() as connection:
            _state(connection, import_id)
            runs_of_rows = [dict(row) for row in connection.execute(query).mappings()]
        return pd.DataFrame(rows_of_runs(runs_of_rows), columns=list(OUTCOME_COLUMNS), dtype=object)

    def undo(self, import_id: str, *, author: Author, reason: str = "") -> bool:
        """Take an import's rows out of the register, as if it had not been; return False where it was out already.

        What it hid or stood in place of counts again. Raises as `rows` and `commit`.
        """
        with self._database.write(author, Act.UNDO, reason=reason) as write:
            return _set_state(write, import_id, ImportState.UNDONE)

    def redo(self, import_id: str, *, author: Author, reason: str = "") -> bool:
        """Lay an undone import over the register again, in its old place; return False where it was there already.

        Raises as `rows` and `commit`, and `UnknownProgrammeError` where a programme of it is no longer there.
        """
        with self._database.write(author, Act.REDO, reason=reason) as write:
            return _set_state(write, import_id, ImportState.ACTIVE)

    def would_close(self, programme_ids: Collection[str], *, brought_ids: Collection[str] = ()) -> pd.DataFrame:
        """Return the centres that would be hidden if an import replaced the programmes' lists and brought brought_ids.

        For a batch that is ready: ``would_close(batch.replaces(CENTRES), brought_ids=batch.centres["centre_id"])``.
        """
        centres = self._database.effective(CENTRES)
        gone = centres["programme_id"].isin(list(programme_ids)) & ~centres["centre_id"].isin(list(brought_ids))
        return centres[gone].reset_index(drop=True)

    def _same(self, connection: sa.Connection, batch: ImportBatch) -> str | None:
        """Return the active import of the same file for the same programmes, if the batch would change nothing."""
        query = sa.select(IMPORTS.c.import_id, IMPORTS.c.programme_ids).order_by(IMPORTS.c.number.desc())
        query = query.where(IMPORTS.c.sha256 == batch.sha256, IMPORTS.c.state == ImportState.ACTIVE)
        for import_id, programme_ids in connection.execute(query):
            if set(programme_ids) == set(batch.programme_ids):
                return None if self._changes(connection, batch) else str(import_id)
        return None

    def _changes(self, connection: sa.Connection, batch: ImportBatch) -> bool:
        changes = {change["programme_id"]: dict(change) for change in rows.programme_changes(connection)}
        for row in _programme_rows(batch, ""):
            values = {name: value for name, value in row.items() if value is not None and name != "import_id"}
            current = changes.get(row["programme_id"], {})
            if any(current.get(name) != value for name, value in values.items()):
                return True
        for layout in BROUGHT.values():
            before = self._database.effective(layout, connection)
            after = self._database.effective_with(layout, batch, connection)
            key = list(layout.key)
            if not after.sort_values(key, ignore_index=True).equals(before.sort_values(key, ignore_index=True)):
                return True
        return False


def set_state(connection: sa.Connection, import_id: str, state: ImportState) -> None:
    """Let an import count from now on, or no longer; `ImportRefusedError` where there is none."""
    _state(connection, import_id)
    connection.execute(IMPORTS.update().where(IMPORTS.c.import_id == import_id).values(state=state.value))


def _set_state(write: Write, import_id: str, state: ImportState) -> bool:
    connection = write.connection
    if _state(connection, import_id) == state:
        return False
    touched = programmes_touched(connection, import_id)
    standing = Standing(connection, touched)
    before = standing.now()
    set_state(connection, import_id, state)
    rows.refuse_orphans(connection)
    after = _facts(connection, import_id) | standing.now()
    write.record(import_id, programme_ids=touched, before=before, after=after)
    return True


def _facts(connection: sa.Connection, import_id: str) -> dict[str, Any]:
    """Return what the journal says of an import itself: its file, its mode, what it follows, and its outcomes."""
    names = ("file_name", "sha256", "mode", "follows", *map(str, RowOutcome))
    query = sa.select(*(IMPORTS.c[name] for name in names)).where(IMPORTS.c.import_id == import_id)
    return dict(connection.execute(query).mappings().one())


def _brings_nothing(batch: ImportBatch) -> bool:
    of_programmes = batch.list_status or batch.reported
    return not of_programmes and all(batch.table(layout).empty for layout in BROUGHT.values())


def _state(connection: sa.Connection, import_id: str) -> str:
    state = connection.execute(sa.select(IMPORTS.c.state).where(IMPORTS.c.import_id == import_id)).scalar()
    if state is None:
        raise ImportRefusedError("import_unknown", import_id=import_id)
    return str(state)


def next_number(connection: sa.Connection) -> int:
    """Return the number of the next layer."""
    return int(connection.execute(sa.select(sa.func.max(IMPORTS.c.number))).scalar() or 0) + 1


def keep_batch(connection: sa.Connection, batch: ImportBatch, import_id: str, number: int) -> None:
    """Write a layer: what is said of it, its rows and their outcomes."""
    counts = batch.outcomes["outcome"].value_counts()
    connection.execute(
        IMPORTS.insert(),
        [
            {
                "import_id": import_id, "number": number, "state": ImportState.ACTIVE.value,
                "imported_at": now(),
                "file_name": batch.file_name, "sha256": batch.sha256, "mode": str(batch.mode),
                "kinds": [str(kind) for kind in batch.kinds], "programme_ids": list(batch.programme_ids),
                "mapping": {"merged": dict(batch.merged)} if batch.merged else dict(batch.mapping),
                "follows": list(batch.follows),
                **{str(outcome): int(counts.get(str(outcome), 0)) for outcome in RowOutcome},
                **{layout.name: len(batch.table(layout)) for layout in BROUGHT.values()},
            }
        ],
    )  # fmt: skip
    for layout in BROUGHT.values():
        rows.insert(connection, layout, batch.table(layout), origin=import_id)
    for table, records in (
        (IMPORT_PROGRAMMES, _programme_rows(batch, import_id)),
        (IMPORT_ROWS, runs(batch.outcomes, import_id)),
    ):
        if records:
            connection.execute(table.insert(), records)
    if batch.mapping:
        remember(connection, batch.programme_ids, dict(batch.mapping))


def remember(connection: sa.Connection, programme_ids: Collection[str], mapping: dict[str, Any]) -> None:
    """Keep how columns were understood, for each of the programmes."""
    connection.execute(MAPPINGS.delete().where(MAPPINGS.c.programme_id.in_(list(programme_ids))))
    records = [{"programme_id": programme_id, "mapping": mapping} for programme_id in programme_ids]
    if records:
        connection.execute(MAPPINGS.insert(), records)


def _programme_rows(batch: ImportBatch, import_id: str) -> list[dict[str, Any]]:
    records = []
    for programme_id in sorted({*batch.list_status, *batch.reported}):
        status, reported = batch.list_status.get(programme_id), batch.reported.get(programme_id)
        records.append(
            {
                "import_id": import_id, "programme_id": programme_id,
                "list_status": None if status is None else str(status),
                "reported_count": reported.count if reported else None,
                "reported_qualifier": str(reported.qualifier) if reported else None,
                "reported_date": reported.date if reported else None,
                "source": reported.source if reported else None,
            }
        )  # fmt: skip
    return records
