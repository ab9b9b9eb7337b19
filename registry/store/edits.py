"""Edits by hand as layers: committed whole where nobody else changed the rows meanwhile, and undone like imports."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import pandas as pd
import sqlalchemy as sa

from registry.batch_check import checked
from registry.errors import EditConflictError, EditError
from registry.row_text import records, row_of, rows_by_id
from registry.schema import CENTRES, Act
from registry.store import rows
from registry.store.imports import keep_batch, next_number
from registry.store.standing import programmes_touched
from registry.store.tables import IMPORTS, JOURNAL, ORIGIN_DATA, STORED

if TYPE_CHECKING:
    from collections.abc import Mapping

    from registry.author import Author
    from registry.batch import ImportBatch
    from registry.row_text import Row
    from registry.store.database import Database

VERSION_COLUMNS: Final = ("origin", "state", "mode", "at", "file_name", "author", "reason", "row")


class Edits:
    """What people change by hand."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def commit(self, batch: ImportBatch, *, read: Mapping[str, Row | None], author: Author, reason: str = "") -> str:
        """Lay an edit over the register in one transaction, and return its id ("edit-7"): an import's number counts on.

        Parameters
        ----------
        batch
            As `registry.editing.plan_edit` and `plan_merge` make it.
        read
            By id, every row of it as the person read it, None for one that is new.
        author, reason
            Who changes it, and why.

        Raises
        ------
        EditConflictError
            A row is no longer as it was read; the error carries the rows as they are.
        EditError
            Nothing would change.
        ImportRefusedError, UnknownProgrammeError
            A row that the schema does not allow.
        AuthorError
            It changes rows of a programme that the author may not write to.
        RegisterError
            The register cannot be written; it is as before.

        """
        batch = checked(batch)
        with self._database.write(author, Act.EDIT, reason=reason, programme_ids=batch.programme_ids) as write:
            connection = write.connection
            rows.refuse_unknown(batch.programme_ids, rows.programme_ids(connection))
            before = rows_by_id(self._database.effective(CENTRES, connection), [*read, *batch.merged])
            _refuse_conflict(before, read)
            number = next_number(connection)
            edit_id = f"edit-{number}"
            after = {row["centre_id"]: row_of(row) for row in records(batch.centres)}
            changes = {one: _changes(before.get(one), row) for one, row in after.items()}
            changes |= {gone: ({}, {"merged_into": stays}) for gone, stays in batch.merged.items()}
            changes = {one: (old, new) for one, (old, new) in changes.items() if old or new}
            if not changes:
                raise EditError("edit_same")
            keep_batch(connection, batch, edit_id, number)
            write.record(
                edit_id,
                programme_ids={*programmes_touched(connection, edit_id), *_programmes(before)},
                before={one: old for one, (old, _) in changes.items()},
                after={one: new for one, (_, new) in changes.items()},
            )
        return edit_id

    def versions(self, centre_id: str) -> pd.DataFrame:
        """Return what each layer says of a centre, the lowest first, whether it counts or not.

        Columns: origin ("data", or the id of an import or edit), state (`ImportState`, "" for the data folder), mode
        (`ImportMode`, "" likewise), at (ISO time, UTC, or ""), file_name, author and reason (as the journal has them,
        "" where it has none), row (the centre as text by column; None where the layer takes it out).
        """
        stored = STORED[CENTRES.name]
        query = sa.select(*(stored.c[name] for name in ("origin", *CENTRES.names))).where(
            stored.c.centre_id == centre_id
        )
        with self._database.reading() as connection:
            by_origin: dict[str, Row | None] = {
                str(row["origin"]): row_of(dict(row)) for row in connection.execute(query).mappings()
            }
            imports = list(connection.execute(sa.select(IMPORTS).order_by(IMPORTS.c.number)).mappings())
            of_journal = sa.select(JOURNAL.c.subject, JOURNAL.c.author, JOURNAL.c.reason).where(
                JOURNAL.c.act.in_([Act.IMPORT, Act.EDIT])
            )
            authors = {str(row.subject): (str(row.author), str(row.reason)) for row in connection.execute(of_journal)}
        layers: list[tuple[Any, ...]] = []
        if ORIGIN_DATA in by_origin:
            layers.append((ORIGIN_DATA, "", "", "", "", "", "", by_origin[ORIGIN_DATA]))
        for one in imports:
            import_id = str(one["import_id"])
            if import_id in by_origin or centre_id in one["mapping"].get("merged", {}):
                who, why = authors.get(import_id, ("", ""))
                texts = (one[name] for name in ("state", "mode", "imported_at", "file_name"))
                layers.append((import_id, *texts, who, why, by_origin.get(import_id)))
        return pd.DataFrame(layers, columns=list(VERSION_COLUMNS), dtype=object)


def _refuse_conflict(now: Mapping[str, Row | None], read: Mapping[str, Row | None]) -> None:
    differing = {one: now.get(one) for one, row in read.items() if now.get(one) != row}
    if differing:
        named = [row or read[one] or {} for one, row in differing.items()]
        names = ", ".join(row.get("name_th") or row.get("name_en") or "?" for row in named)
        raise EditConflictError(names, differing)


def _programmes(rows_before: Mapping[str, Row | None]) -> set[str]:
    return {row["programme_id"] for row in rows_before.values() if row is not None}


def _changes(before: Row | None, after: Row) -> tuple[dict[str, str], dict[str, str]]:
    """Return the fields of a row that differ, before and after; of a new one those that are filled."""
    if before is None:
        return {}, {name: value for name, value in after.items() if value}
    names = [name for name in after if after[name] != before[name]]
    return {name: before[name] for name in names}, {name: after[name] for name in names}
