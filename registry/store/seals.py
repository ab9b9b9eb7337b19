"""Checksums of the rows, kept with them: what was changed by anything but the register is noticed when it is opened.

The rows of a large table are sealed by origin, once, since an import's rows never change; documents each by itself,
the journal by some hundred entries; the small tables anew with each write. A backup carries the seals of its rows.
"""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Final

import sqlalchemy as sa

from registry.store.tables import (
    DATA_FILES,
    DOCUMENTS,
    FINDINGS,
    IMPORT_PROGRAMMES,
    IMPORT_ROWS,
    IMPORTS,
    JOURNAL,
    MAPPINGS,
    SEALS,
    STORED,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

_SMALL: Final = (DATA_FILES, IMPORTS, IMPORT_PROGRAMMES, MAPPINGS, FINDINGS)
_ENTRIES_AT_ONCE: Final = 200
_BY_ORIGIN: Final[tuple[tuple[sa.Table, sa.ColumnElement[str]], ...]] = (
    *((table, table.c.origin) for table in STORED.values()),
    (IMPORT_ROWS, IMPORT_ROWS.c.import_id),
    (DOCUMENTS, DOCUMENTS.c.kind + "/" + DOCUMENTS.c.name),
    (JOURNAL, sa.literal("entries ") + sa.cast(JOURNAL.c.number // _ENTRIES_AT_ONCE, sa.Text)),
)
_ROWS_AT_ONCE: Final = 10_000


def seal(connection: sa.Connection) -> None:
    """Seal what is not sealed yet; to be called at the end of each transaction that writes."""
    sealed = _sealed(connection)
    there = set(_parts(connection))
    gone = [key for key in sealed if key not in there]
    fresh = {key: _digest(connection, *key) for key in there if not key[1] or key not in sealed}
    for table_name, origin in (*gone, *(key for key, digest in fresh.items() if sealed.get(key, digest) != digest)):
        connection.execute(SEALS.delete().where(SEALS.c.table_name == table_name, SEALS.c.origin == origin))
    records = [
        {"table_name": key[0], "origin": key[1], "digest": digest}
        for key, digest in fresh.items()
        if sealed.get(key) != digest
    ]
    if records:
        connection.execute(SEALS.insert(), records)


def unseal(connection: sa.Connection, origin: str = "") -> None:
    """Take the seals of an origin away, by default all, before its rows are written anew."""
    connection.execute(SEALS.delete().where(SEALS.c.origin == origin) if origin else SEALS.delete())


def unseal_entry(connection: sa.Connection, number: int) -> None:
    """Take away the seal of the entries of the journal that another one joins."""
    unseal(connection, f"entries {number // _ENTRIES_AT_ONCE}")


def unseal_document(connection: sa.Connection, kind: str, name: str) -> None:
    """Take away the seal of a document that is written anew."""
    unseal(connection, f"{kind}/{name}")


def broken(connection: sa.Connection) -> str:
    """Return the name of a table whose rows are not those that were sealed, or ""."""
    sealed, there = _sealed(connection), set(_parts(connection))
    for key in sorted(there | sealed.keys()):
        if key not in there or sealed.get(key) != _digest(connection, *key):
            return key[0]
    return ""


def _sealed(connection: sa.Connection) -> dict[tuple[str, str], str]:
    return {(row.table_name, row.origin): row.digest for row in connection.execute(sa.select(SEALS))}


def _parts(connection: sa.Connection) -> Iterator[tuple[str, str]]:
    """Yield table and origin of all rows; a small table is one part, without an origin."""
    yield from ((table.name, "") for table in _SMALL)
    for table, origin in _BY_ORIGIN:
        yield from ((table.name, str(one)) for one in connection.execute(sa.select(origin).distinct()).scalars())


def _digest(connection: sa.Connection, table_name: str, origin: str) -> str:
    """Return the checksum of rows: of their plain values, in the order of their key."""
    table = SEALS.metadata.tables[table_name]
    # JSON as it is written: what no longer reads as JSON is a change like another.
    columns = [sa.cast(one, sa.Text) if isinstance(one.type, sa.JSON) else one for one in table.columns]
    query = sa.select(*columns).order_by(*table.primary_key.columns)
    if origin:
        query = query.where(dict(_BY_ORIGIN)[table] == origin)
    digest = hashlib.blake2b(digest_size=16)
    # The driver's own tuples: text and numbers need nothing done to them, and there may be many.
    cursor = connection.execute(query).cursor
    while some := cursor.fetchmany(_ROWS_AT_ONCE):
        digest.update(repr(some).encode())
    return digest.hexdigest()
