"""The register's database: transactions, the versions of its schema, and the rows that count."""

from __future__ import annotations

import threading
import weakref
from contextlib import contextmanager, nullcontext
from typing import TYPE_CHECKING, Any

import pandas as pd
import sqlalchemy as sa

from geodata.task import ask_again
from registry.author import local_administrator
from registry.batch import REPLACEABLE
from registry.errors import RegisterError
from registry.readers import numbers
from registry.schema import CENTRES, PROGRAMMES, Act, ImportMode, ImportState, Table
from registry.store import postgres, rows, seals
from registry.store.engine import is_whole, kind_of, make_folder, speaking
from registry.store.files import file_id, set_aside
from registry.store.layers import LAST_LAYER, LAYER, fold
from registry.store.migrate import migrate
from registry.store.tables import IMPORTS, META, METADATA, ORIGIN_DATA, SCHEMA_VERSION, STORED
from registry.store.write import Write

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator
    from pathlib import Path

    from registry.author import Author
    from registry.batch import ImportBatch


class Database:
    """A database with the register's tables, made or brought up to date at once. Safe to share between threads.

    engine
        Where it is.
    name
        What errors call it.
    path
        Its file, or None in memory and on a server.
    first_rows
        Fills tables that were just made, in the same transaction.
    """

    def __init__(
        self, engine: sa.Engine, *, name: str, path: Path | None, first_rows: Callable[[sa.Connection], None]
    ) -> None:
        self.path = path
        self._engine = engine
        self._name = name
        self._first_rows = first_rows
        self._file_id: tuple[int, int] | None = None
        self._made = 0
        # The highest revision that this process reported, and what it adds since another file took the place.
        self._highest = 0
        self._offset = 0
        self._lock = threading.RLock()
        # A server hears that nobody will ask any more, at the latest when the process ends.
        weakref.finalize(self, engine.dispose)

    @contextmanager
    def reading(self) -> Iterator[sa.Connection]:
        """Open a transaction that reads: all in it is of one moment."""
        self._meet_file()
        with self._transaction() as connection:
            yield connection

    @contextmanager
    def write(
        self, author: Author, act: Act, *, reason: str = "", programme_ids: Collection[str] | None = None
    ) -> Iterator[Write]:
        """Open a transaction in which somebody does something; what is done is recorded before it ends.

        What is not the author's to do is refused when it is recorded, and before anything is begun where its
        programme_ids are given here.
        """
        if programme_ids is not None:
            author.refuse(act, programme_ids)
        with self.writing() as connection:
            yield Write(connection, author, act, reason)

    @contextmanager
    def writing(self) -> Iterator[sa.Connection]:
        """Open a transaction that writes of itself: only what nobody does, such as filling a register in memory."""
        self._meet_file()
        with self._lock, self._transaction(writes=True) as connection:
            yield connection
            seals.seal(connection)
        ask_again()

    @contextmanager
    def trial(self) -> Iterator[sa.Connection]:
        """Open a transaction whose writes are all taken back at its end: to see what an act would come to."""
        self._meet_file()
        with self._turn(), speaking(self._engine, self._name), self._engine.connect() as plain:
            connection = plain.execution_options(writes=True)
            transaction = connection.begin()
            try:
                yield connection
            finally:
                transaction.rollback()

    @contextmanager
    def _transaction(self, *, writes: bool = False) -> Iterator[sa.Connection]:
        with self._turn(), speaking(self._engine, self._name), self._engine.connect() as plain:
            connection = plain.execution_options(writes=writes)
            with connection.begin():
                yield connection

    def _meet_file(self) -> None:
        """Start anew where the file was moved away, or another put in its place, while this process runs."""
        if self.path is None or file_id(self.path) == self._file_id:
            return
        with self._lock:
            if file_id(self.path) != self._file_id:
                self._engine.dispose()
                make_folder(self.path)
                self.prepare()
                self._offset = self._highest

    def dispose(self) -> None:
        """Close every connection; the next transaction opens one anew."""
        self._engine.dispose()

    def revision(self, connection: sa.Connection) -> int:
        """Return a revision that this process never reported of another state, whatever became of file or tables."""
        made = kind_of(connection.dialect).made(connection)
        if made != self._made:
            self._made, self._offset = made, self._highest if self._made else self._offset
        revision = rows.revision(connection) + self._offset
        self._highest = max(self._highest, revision)
        return revision

    def _turn(self) -> threading.RLock | nullcontext[None]:
        # In memory there is one connection for all; elsewhere a reader need not wait for a writer.
        return self._lock if self._in_memory else nullcontext()

    @property
    def _in_memory(self) -> bool:
        return isinstance(self._engine.pool, sa.pool.StaticPool)

    def prepare(self) -> bool:
        """Make the tables, or bring older ones up to date; return whether they were just made."""
        version = self.version()
        if version < SCHEMA_VERSION:
            with self._lock, self._transaction(writes=True) as connection:
                # Another process may have been first while this one waited for its turn.
                version = schema_version_of(connection, self._name)
                if version == 0:
                    make_tables(connection)
                    self._first_rows(connection)
                elif version < SCHEMA_VERSION:
                    migrate(connection, version, self._name)
                    write = Write(connection, local_administrator(), Act.MIGRATION)
                    write.record("schema", before={"version": version}, after={"version": SCHEMA_VERSION})
                seals.seal(connection)
        elif not self._in_memory:
            self._check_seals()
        self._add_points()
        self._file_id = file_id(self.path) if self.path else None
        return version == 0

    def _add_points(self) -> None:
        """Give centres their points as geometries where the database can hold any and has none yet."""
        kind = kind_of(self._engine.dialect)
        with self._transaction() as connection:
            there = kind.has_points(connection)
        if there:
            return
        try:
            with self._lock, self._transaction(writes=True) as connection:
                kind.add_points(connection)
        except RegisterError as error:
            if error.key != "register_no_right":  # who may only read does without
                raise

    def set_aside(self) -> str:
        """Put a damaged register out of the way, whole, and return where it is then: a file, or a schema."""
        self.dispose()
        if self.path is not None:
            return str(set_aside(self.path))
        with self._lock, self._transaction(writes=True) as connection:
            return postgres.set_aside(connection, METADATA.tables)

    def _check_seals(self) -> None:
        """Refuse a database whose rows are not those that were written."""
        with self._transaction() as connection:
            # Both: a value is read from its row or from an index, and the one check compares them with each other.
            fault = "" if is_whole(connection) else "integrity_check"
            fault = fault or seals.broken(connection)
        if fault:
            raise RegisterError("register_damaged", file=self._name, reason=f"checksum, {fault}")

    def version(self) -> int:
        """Return the version of the schema as it is, 0 where nothing was made yet; a later one is a `RegisterError`."""
        with self._transaction() as connection:
            return schema_version_of(connection, self._name)

    def effective(
        self, layout: Table, connection: sa.Connection | None = None, *, last: int = LAST_LAYER
    ) -> pd.DataFrame:
        """Return the rows of a table that count: the data folder's with those of the active imports laid over them.

        Imports of a number above last are as if they were not there.
        """
        if connection is None:
            with self.reading() as reading:
                return self.effective(layout, reading, last=last)
        layered = frame(connection.execute(rows.in_layers(layout, last=last)), [*layout.names, LAYER])
        replaced, followed = replaced_by(connection, layout, last=last), followed_by(connection, layout, last=last)
        merged = merged_by(connection, layout, last=last)
        counted = fold(layered, layout, replaced=replaced, followed=followed, merged=merged)
        table = typed_rows(counted, layout)
        changes = rows.programme_changes(connection, last=last) if layout is PROGRAMMES else []
        return _as_imports_say(table, changes)

    def effective_with(self, layout: Table, batch: ImportBatch, connection: sa.Connection) -> pd.DataFrame:
        """Return the rows of a table that would count if an import lay over the others."""
        layered = frame(connection.execute(rows.in_layers(layout)), [*layout.names, LAYER])
        top = int(layered[LAYER].max() or 0) + 1 if len(layered) else 1
        followed, merged = followed_by(connection, layout), merged_by(connection, layout)
        if len(batch.table(layout)):
            followed |= layers_of(connection, batch.follows, layout)
        replaced = replaced_by(connection, layout) | dict.fromkeys(batch.replaces(layout), top)
        brought = batch.table(layout).astype(object).where(batch.table(layout).notna(), None)
        both = pd.concat([layered, brought.assign(**{LAYER: top})], ignore_index=True)
        return typed_rows(fold(both, layout, replaced=replaced, followed=followed, merged=merged), layout)

    def origins(self, layout: Table, connection: sa.Connection) -> pd.DataFrame:
        """Return by id which active imports, or the data folder, brought a row: the id's column and origin.

        What a later import of the same list took the place of is not there.
        """
        stored, key = STORED[layout.name], layout.id_column
        query = sa.select(stored.c[key], stored.c.origin, sa.func.coalesce(IMPORTS.c.number, 0))
        query = query.join_from(stored, IMPORTS, stored.c.origin == IMPORTS.c.import_id, isouter=True)
        query = query.where(sa.or_(stored.c.origin == ORIGIN_DATA, IMPORTS.c.state == ImportState.ACTIVE))
        table = frame(connection.execute(query), [key, "origin", LAYER])
        hidden = table[LAYER].isin(list(followed_by(connection, layout)))
        hidden |= table[LAYER] < table[key].map(merged_by(connection, layout)).fillna(0).astype("int64")
        return table.loc[~hidden, [key, "origin"]].reset_index(drop=True)

    def of_origin(self, layout: Table, origin: str, connection: sa.Connection) -> pd.DataFrame:
        """Return the rows of a table that the data folder, or one import, brought."""
        return typed_rows(frame(connection.execute(rows.of_origin(layout, origin)), layout.names), layout)


def schema_version_of(connection: sa.Connection, name: str) -> int:
    """Return the schema version of a database, 0 where it has no tables yet; a later one is a `RegisterError`."""
    ready = sa.inspect(connection).has_table(META.name)
    try:
        version = (rows.meta(connection, "schema_version") or 0) if ready else 0
    except ValueError as error:
        raise RegisterError("register_damaged", file=name, reason=str(error)) from error
    if version > SCHEMA_VERSION:
        raise RegisterError("register_version", file=name, found=version, known=SCHEMA_VERSION)
    return version


def make_tables(connection: sa.Connection) -> None:
    """Make the tables of a new register, at revision 1 and without a row."""
    METADATA.create_all(connection)
    connection.execute(META.insert(), [{"name": "schema_version", "value": SCHEMA_VERSION}])
    connection.execute(META.insert(), [{"name": "revision", "value": 1}])


def replaced_by(connection: sa.Connection, layout: Table, *, last: int = LAST_LAYER) -> dict[str, int]:
    """Return by programme the number of the last active import that replaces its rows in a table.

    An import replaces what it brings rows for: one whose rows were all rejected closes nothing.
    """
    if layout.name not in REPLACEABLE:
        return {}
    stored = STORED[layout.name]
    query = sa.select(stored.c.programme_id, sa.func.max(IMPORTS.c.number))
    query = query.join_from(stored, IMPORTS, stored.c.origin == IMPORTS.c.import_id).group_by(stored.c.programme_id)
    query = query.where(IMPORTS.c.state == ImportState.ACTIVE, IMPORTS.c.mode == ImportMode.REPLACE)
    query = query.where(IMPORTS.c.number <= last)
    return {str(programme_id): int(number) for programme_id, number in connection.execute(query)}


def followed_by(connection: sa.Connection, layout: Table, *, last: int = LAST_LAYER) -> set[int]:
    """Return the numbers of the imports whose rows in a table a later active import of the same list stands for."""
    if layout.name not in REPLACEABLE:
        return set()
    query = sa.select(IMPORTS.c.follows).where(IMPORTS.c.state == ImportState.ACTIVE, IMPORTS.c[layout.name] > 0)
    query = query.where(IMPORTS.c.number <= last)
    followed = [one for ids in connection.execute(query).scalars() for one in ids]
    return layers_of(connection, followed, layout) if followed else set()


def merged_by(connection: sa.Connection, layout: Table, *, last: int = LAST_LAYER) -> dict[str, int]:
    """Return by id the number of the last active edit that takes a row out, since it is another one once more."""
    if layout is not CENTRES:
        return {}
    query = sa.select(IMPORTS.c.number, IMPORTS.c.mapping).order_by(IMPORTS.c.number)
    query = query.where(IMPORTS.c.state == ImportState.ACTIVE, IMPORTS.c.mode == ImportMode.MERGE)
    layers = connection.execute(query.where(IMPORTS.c.number <= last))
    return {str(one): int(number) for number, mapping in layers for one in mapping["merged"]}


def layers_of(connection: sa.Connection, import_ids: Iterable[str], layout: Table) -> set[int]:
    """Return the numbers of imports and of all those that they follow themselves; none in a table never replaced."""
    if layout.name not in REPLACEABLE:
        return set()
    reached = import_closure(connection, import_ids)
    query = sa.select(IMPORTS.c.import_id, IMPORTS.c.number)
    return {int(number) for import_id, number in connection.execute(query) if import_id in reached}


def import_closure(connection: sa.Connection, import_ids: Iterable[str]) -> set[str]:
    """Return imports and all those that they follow, directly or not."""
    follows = {str(one): ids for one, ids in connection.execute(sa.select(IMPORTS.c.import_id, IMPORTS.c.follows))}
    reached: set[str] = set()
    waiting = list(import_ids)
    while waiting:
        one = waiting.pop()
        if one in follows and one not in reached:
            reached.add(one)
            waiting += follows[one]
    return reached


def frame(result: sa.CursorResult[Any], columns: list[str]) -> pd.DataFrame:
    """Return the rows of a query of text and numbers as a table."""
    # The driver's own rows: text and numbers need nothing done to them.
    return pd.DataFrame(result.cursor.fetchall(), columns=columns, dtype=object)


def typed_rows(table: pd.DataFrame, layout: Table) -> pd.DataFrame:
    """Return rows as the driver gave them with the column types of `registry.readers.typed`: text is so already."""
    return table.assign(
        **{column.name: numbers(table[column.name], column.kind) for column in layout.columns if column.kind != "text"}
    )


def _as_imports_say(programmes: pd.DataFrame, changes: list[sa.RowMapping]) -> pd.DataFrame:
    for change in changes:
        row = programmes["programme_id"] == change["programme_id"]
        if change["list_status"] is not None:
            programmes.loc[row, "list_status"] = change["list_status"]
        if change["reported_count"] is not None:
            # All four, so that no number stands beside the date or source of another.
            for column in ("reported_count", "reported_qualifier", "reported_date", "source"):
                programmes.loc[row, column] = change[column]
    return programmes
