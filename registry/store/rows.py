"""Single steps inside a transaction of the store."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

from registry.errors import RegisterError, UnknownProgrammeError
from registry.schema import CENTRES, PROGRAMMES, Table
from registry.store.tables import META, ORIGIN_DATA, STORED

if TYPE_CHECKING:
    import pandas as pd


def meta(connection: sa.Connection, name: str) -> int | None:
    """Return a number kept about the store itself, or None."""
    value = connection.execute(sa.select(META.c.value).where(META.c.name == name)).scalar()
    return None if value is None else int(value)


def revision(connection: sa.Connection) -> int:
    """Return the revision, 0 before the store is made."""
    return meta(connection, "revision") or 0


def insert(connection: sa.Connection, layout: Table, table: pd.DataFrame, *, origin: str = ORIGIN_DATA) -> None:
    """Put the rows of a table into the store."""
    plain = table[layout.names].astype(object)
    plain = plain.where(plain.notna(), None)
    rows: list[dict[str, Any]] = [
        {**dict(zip(layout.names, row, strict=True)), "origin": origin, "position": position}
        for position, row in enumerate(plain.itertuples(index=False, name=None))
    ]
    if rows:
        connection.execute(STORED[layout.name].insert(), rows)


def refuse_taken(connection: sa.Connection, layout: Table, table: pd.DataFrame) -> None:
    """Refuse rows whose id an import already uses."""
    stored = STORED[layout.name]
    column = layout.key[0]
    if len(layout.key) > 1:
        return
    taken = set(connection.execute(sa.select(stored.c[column])).scalars()) & set(table[column])
    if taken:
        raise RegisterError("register_id_taken", column=column, values=", ".join(sorted(taken)))


def refuse_orphans(connection: sa.Connection) -> None:
    """Refuse a state in which a centre belongs to no programme."""
    centres, programmes = STORED[CENTRES.name], STORED[PROGRAMMES.name]
    known = list(connection.execute(sa.select(programmes.c.programme_id)).scalars())
    orphan = connection.execute(
        sa.select(centres.c.programme_id).where(centres.c.programme_id.not_in(known)).limit(1)
    ).scalar()
    if orphan is not None:
        raise UnknownProgrammeError("programme_not_listed", value=str(orphan), known=", ".join(known))
