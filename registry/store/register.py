"""The register: one class for the store in a file and its twin in memory."""

from __future__ import annotations

import threading
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final, Self

import pandas as pd
import sqlalchemy as sa

from geodata.errors import KlaiBaanError
from geodata.layers import layer_fingerprint
from geodata.paths import data_dir, home_dir
from registry.errors import RegisterError
from registry.folder import TABLES_IN_ORDER, DataFolder
from registry.located import LOCATED_COLUMNS, locate
from registry.readers import typed
from registry.schema import CENTRES, FIGURES, PROGRAMME_DETAILS, PROGRAMMES, Table
from registry.store import rows
from registry.store.changes import FileChange, file_change
from registry.store.engine import file_engine, memory_engine, speaking
from registry.store.tables import DATA_FILES, META, METADATA, ORIGIN_DATA, SCHEMA_VERSION, STORED

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

FILE_NAME: Final = "register.sqlite"


class Register:
    """The centres and programmes that are known, with a revision that grows with every write.

    Open one with `open`, `in_memory`, `salvage` or `empty`. Safe to share between threads.
    """

    def __init__(self, engine: sa.Engine, *, name: str, data_folder: Path) -> None:
        self._engine = engine
        self._name = name
        self._folder = DataFolder(data_folder)
        self._lock = threading.RLock()
        self._located: tuple[tuple[int, str], pd.DataFrame] | None = None

    @classmethod
    def open(cls, path: Path | None = None, *, data_folder: Path | None = None) -> Self:
        """Open the register in a file, by default in `home_dir`; fill it from the data folder on first start.

        Raises
        ------
        RegisterError
            The file cannot be made, is damaged, or was written by another version.
        DataFileError, UnknownProgrammeError
            On first start, a file of facts cannot be used; nothing is kept then.

        """
        path = path or home_dir() / FILE_NAME
        register = cls(file_engine(path), name=str(path), data_folder=data_folder or data_dir())
        register._prepare()
        return register

    @classmethod
    def in_memory(cls, data_folder: Path | None = None) -> Self:
        """Return a register filled from the data folder that leaves no trace; errors as those of `open`."""
        register = cls(memory_engine(), name=":memory:", data_folder=data_folder or data_dir())
        register._prepare()
        return register

    @classmethod
    def salvage(cls, data_folder: Path | None = None) -> tuple[Self, list[KlaiBaanError]]:
        """Return a register in memory with every file of facts that can be used, and what is wrong with the rest."""
        register = cls(memory_engine(), name=":memory:", data_folder=data_folder or data_dir())
        register._prepare(fill=False)
        return register, register._fill_with_what_can_be()

    @classmethod
    def empty(cls, data_folder: Path | None = None) -> Self:
        """Return a register in memory with no row in it."""
        register = cls(memory_engine(), name=":memory:", data_folder=data_folder or data_dir())
        register._prepare(fill=False)
        return register

    def centres(self, *, located: bool = True) -> pd.DataFrame:
        """Return all centres, planned ones included, in the order of their file.

        Columns: those of `CENTRES` (types as from `read_centres`); with ``located`` also located_province_code,
        located_district_code (what the polygons say of a site or town point, None elsewhere: informative, nothing
        is counted by them) and warning ("point_outside_district" or ""). Where the boundary layers cannot be
        read these three are empty.
        """
        table = self._table(CENTRES)
        if not located:
            return table
        extra = self._locations(table)
        return pd.concat([table, extra], axis=1)

    def programmes(self) -> pd.DataFrame:
        """Return the programmes with the columns of `PROGRAMMES`, in the order of their file."""
        return self._table(PROGRAMMES)

    def programme_details(self) -> pd.DataFrame:
        """Return partners, audiences, products, events and so on, with the columns of `PROGRAMME_DETAILS`."""
        return self._table(PROGRAMME_DETAILS)

    def figures(self) -> pd.DataFrame:
        """Return the dated figures with the columns of `FIGURES`."""
        return self._table(FIGURES)

    def revision(self) -> int:
        """Return a number that grows in the same transaction as each write; one cheap SELECT."""
        with self._reading() as connection:
            return rows.revision(connection)

    def pending(self) -> tuple[FileChange, ...]:
        """Return the files of the data folder that changed since they were read, and the rows that differ.

        Raises
        ------
        DataFileError, UnknownProgrammeError
            A changed file cannot be used.

        """
        with self._reading() as connection:
            known = {str(row.file): str(row.sha256) for row in connection.execute(sa.select(DATA_FILES))}
        hashes = self._folder.hashes()
        stale = [layout for layout in TABLES_IN_ORDER if known.get(layout.file) != hashes[layout.file]]
        if not stale:
            return ()
        tables = self._folder.read()
        return tuple(
            file_change(layout, before=self._table(layout, origin=ORIGIN_DATA), after=tables[layout])
            for layout in stale
        )

    def reread(self) -> tuple[FileChange, ...]:
        """Take up the data folder as it is now, leaving imports alone; return what changed.

        Nothing changes where a file cannot be used, or an import has taken the id of a new row
        (`RegisterError`), or an import's centre belongs to a programme that went (`UnknownProgrammeError`).
        """
        changes = self.pending()
        if changes:
            with self._writing() as connection:
                self._fill(connection)
                rows.refuse_orphans(connection)
        return changes

    def _prepare(self, *, fill: bool = True) -> None:
        with self._reading() as connection:
            ready = sa.inspect(connection).has_table(META.name)
            version = rows.meta(connection, "schema_version") if ready else 0
        if version and version != SCHEMA_VERSION:
            raise RegisterError("register_version", file=self._name, found=version, known=SCHEMA_VERSION)
        if version:
            return
        with self._writing(bump=False) as connection:
            METADATA.create_all(connection)
            # Another process may have been first while this one waited for the lock.
            if rows.meta(connection, "schema_version") is None:
                connection.execute(META.insert(), [{"name": "schema_version", "value": SCHEMA_VERSION}])
                connection.execute(META.insert(), [{"name": "revision", "value": 1}])
                if fill:
                    self._fill(connection)

    def _fill(self, connection: sa.Connection) -> None:
        tables, hashes = self._folder.read(), self._folder.hashes()
        for layout, table in tables.items():
            stored = STORED[layout.name]
            connection.execute(stored.delete().where(stored.c.origin == ORIGIN_DATA))
            rows.refuse_taken(connection, layout, table)
            rows.insert(connection, layout, table)
        connection.execute(DATA_FILES.delete())
        connection.execute(DATA_FILES.insert(), [{"file": file, "sha256": hash_} for file, hash_ in hashes.items()])

    def _fill_with_what_can_be(self) -> list[KlaiBaanError]:
        tables, faults = self._folder.read_what_can_be()
        with self._writing() as connection:
            for layout, table in tables.items():
                rows.insert(connection, layout, table)
        return faults

    def _table(self, layout: Table, *, origin: str | None = None) -> pd.DataFrame:
        stored = STORED[layout.name]
        query = sa.select(*(stored.c[name] for name in layout.names))
        # The data folder's rows first, in their file's order, then imports.
        query = query.order_by(stored.c.origin != ORIGIN_DATA, stored.c.origin, stored.c.position)
        if origin is not None:
            query = query.where(stored.c.origin == origin)
        with self._reading() as connection:
            found = [tuple(row) for row in connection.execute(query)]
        return typed(pd.DataFrame(found, columns=layout.names, dtype=object), layout)

    def _locations(self, centres: pd.DataFrame) -> pd.DataFrame:
        try:
            key = (self.revision(), layer_fingerprint())
            if self._located is None or self._located[0] != key:
                self._located = (key, locate(centres))
            return self._located[1].set_axis(centres.index)
        except KlaiBaanError:  # the screen says elsewhere that the layers are damaged; the register is not
            empty = pd.DataFrame(None, index=centres.index, columns=list(LOCATED_COLUMNS), dtype=object)
            return empty.assign(warning="")

    @contextmanager
    def _reading(self) -> Iterator[sa.Connection]:
        with self._lock, speaking(self._name), self._engine.connect() as connection, connection.begin():
            yield connection

    @contextmanager
    def _writing(self, *, bump: bool = True) -> Iterator[sa.Connection]:
        with self._lock, speaking(self._name), self._engine.connect() as plain:
            connection = plain.execution_options(writes=True)
            with connection.begin():
                yield connection
                if bump:
                    grown = META.update().where(META.c.name == "revision").values(value=META.c.value + 1)
                    connection.execute(grown)
