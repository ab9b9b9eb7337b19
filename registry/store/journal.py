"""The journal: who did what to the register and when, what stood there before and after, and why.

Its entries are written by `registry.store.write`, each in the transaction of its act; the database itself refuses to
change an entry or to take one out.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pandas as pd
import sqlalchemy as sa

from registry.store.tables import JOURNAL

if TYPE_CHECKING:
    from registry.store.database import Database

JOURNAL_COLUMNS: Final = tuple(column.name for column in JOURNAL.columns)


class Journal:
    """The journal of a register; there is no way to change or to shorten it."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def table(self) -> pd.DataFrame:
        """Return all entries, the first one first.

        Columns: number (from 1), at (ISO time, UTC), author (a name), act (`Act`), subject (the id of an import, the
        key of a finding, the kind and name of a document, …), programme_ids (a list), before and after (plain values
        of the act, or None), reason ("" where none was given), revision (that the register had after it).
        """
        with self._database.reading() as connection:
            entries = [tuple(row) for row in connection.execute(sa.select(JOURNAL).order_by(JOURNAL.c.number))]
        return pd.DataFrame(entries, columns=list(JOURNAL_COLUMNS), dtype=object).astype(
            {"number": "int64", "revision": "int64"}
        )
