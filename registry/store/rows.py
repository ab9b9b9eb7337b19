"""Single steps inside a transaction of the store."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any, Final

import sqlalchemy as sa

from registry.errors import RegisterError, UnknownProgrammeError
from registry.schema import PROGRAMMES, ImportState, Table
from registry.store.engine import kind_of
from registry.store.layers import LAST_LAYER, LAYER
from registry.store.tables import IMPORT_PROGRAMMES, IMPORTS, META, ORIGIN_DATA, STORED

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    import pandas as pd

# Enough for speed; the parameters of a million rows at once would fill the memory.
ROWS_AT_ONCE: Final = 50_000


def meta(connection: sa.Connection, name: str) -> int | None:
    """Return a number kept about the store itself, or None."""
    value = connection.execute(sa.select(META.c.value).where(META.c.name == name)).scalar()
    return None if value is None else int(value)


def revision(connection: sa.Connection) -> int:
    """Return the revision, 0 before the store is made."""
    return meta(connection, "revision") or 0


def bump(connection: sa.Connection) -> None:
    """Let the revision grow: whoever keeps something by it reads again."""
    connection.execute(META.update().where(META.c.name == "revision").values(value=META.c.value + 1))


def insert(connection: sa.Connection, layout: Table, table: pd.DataFrame, *, origin: str = ORIGIN_DATA) -> None:
    """Put the rows of a table into the store, whose columns have the types that `registry.readers.typed` gives."""
    columns: dict[str, Sequence[Any]] = {name: _plain(table[name]) for name in layout.names}
    columns |= {"origin": [origin] * len(table), "position": range(len(table))}
    for start in range(0, len(table), ROWS_AT_ONCE):
        some = {name: values[start : start + ROWS_AT_ONCE] for name, values in columns.items()}
        kind_of(connection.dialect).insert_columns(connection, STORED[layout.name], some)


def _plain(values: pd.Series) -> list[Any]:
    """Return values as Python's own, a missing one as None."""
    return (values if values.dtype == object else values.astype(object).where(values.notna(), None)).tolist()


def of_origin(layout: Table, origin: str) -> sa.Select[Any]:
    """Return the query for one origin's rows, in order."""
    stored = STORED[layout.name]
    query = sa.select(*(stored.c[name] for name in layout.names)).where(stored.c.origin == origin)
    return query.order_by(stored.c.position)


def in_layers(layout: Table, names: tuple[str, ...] = (), *, last: int = LAST_LAYER) -> sa.Select[Any]:
    """Return the query for the rows of the data folder and of every active import, in order, with their layer.

    names are the columns, by default all; imports of a number above last are as if they were not there.
    """
    query = _in_all_layers(layout, names or tuple(layout.names))
    return query if last == LAST_LAYER else query.where(sa.func.coalesce(IMPORTS.c.number, 0) <= last)


@cache
def _in_all_layers(layout: Table, names: tuple[str, ...]) -> sa.Select[Any]:
    stored = STORED[layout.name]
    layer = sa.func.coalesce(IMPORTS.c.number, 0).label(LAYER)
    query = sa.select(*(stored.c[name] for name in names), layer)
    query = query.join_from(stored, IMPORTS, stored.c.origin == IMPORTS.c.import_id, isouter=True)
    query = query.where(sa.or_(stored.c.origin == ORIGIN_DATA, IMPORTS.c.state == ImportState.ACTIVE))
    return query.order_by(layer, stored.c.position)


def refuse_taken(connection: sa.Connection, layout: Table, table: pd.DataFrame, *, before: Collection[str]) -> None:
    """Refuse rows that are new in the data folder and whose id an active import already uses."""
    if len(layout.key) > 1:
        return
    stored, column = STORED[layout.name], layout.key[0]
    query = sa.select(stored.c[column]).join_from(stored, IMPORTS, stored.c.origin == IMPORTS.c.import_id)
    used = set(connection.execute(query.where(IMPORTS.c.state == ImportState.ACTIVE)).scalars())
    taken = used & (set(table[column]) - set(before))
    if taken:
        raise RegisterError("register_id_taken", column=column, values=", ".join(sorted(taken)))


def refuse_orphans(connection: sa.Connection) -> None:
    """Refuse a state in which an active import's rows belong to no programme."""
    there = programme_ids(connection)
    query = sa.select(IMPORTS.c.programme_ids).where(IMPORTS.c.state == ImportState.ACTIVE)
    for used in connection.execute(query).scalars():
        refuse_unknown(used, there)


def refuse_unknown(used: Collection[str], there: Collection[str]) -> None:
    """Refuse a programme that is not there."""
    for programme_id in used:
        if programme_id not in there:
            raise UnknownProgrammeError("programme_not_listed", value=programme_id, known=", ".join(there))


def programme_ids(connection: sa.Connection) -> list[str]:
    """Return the programmes there are, in the order of their file."""
    programmes = STORED[PROGRAMMES.name]
    return list(connection.execute(sa.select(programmes.c.programme_id).order_by(programmes.c.position)).scalars())


def programme_changes(connection: sa.Connection, *, last: int = LAST_LAYER) -> list[sa.RowMapping]:
    """Return what active imports, up to the number last, say of programmes, the latest last."""
    query = sa.select(IMPORT_PROGRAMMES).join_from(
        IMPORT_PROGRAMMES, IMPORTS, IMPORT_PROGRAMMES.c.import_id == IMPORTS.c.import_id
    )
    query = query.where(IMPORTS.c.state == ImportState.ACTIVE, IMPORTS.c.number <= last).order_by(IMPORTS.c.number)
    return list(connection.execute(query).mappings())
