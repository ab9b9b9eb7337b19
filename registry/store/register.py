"""The register: one class for the store in a file and its twin in memory."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Self

import pandas as pd
import sqlalchemy as sa

from geodata.errors import KlaiBaanError
from geodata.layers import layer_fingerprint
from geodata.paths import data_dir, home_dir
from registry.folder import TABLES_IN_ORDER, DataFolder
from registry.located import LOCATED_COLUMNS, locate
from registry.schema import CENTRES, FIGURES, PROGRAMME_DETAILS, PROGRAMMES
from registry.store import rows
from registry.store.changes import FileChange, file_change
from registry.store.decisions import Decisions
from registry.store.engine import file_engine, memory_engine
from registry.store.imports import Imports
from registry.store.tables import DATA_FILES, ORIGIN_DATA, STORED

if TYPE_CHECKING:
    from pathlib import Path

FILE_NAME: Final = "register.sqlite"


class Register(Imports, Decisions):
    """The centres and programmes that are known, with a revision that grows with every write.

    What it returns is the data folder's rows with those of the active imports laid over them, in order.

    Open one with `open`, `in_memory`, `salvage` or `empty`. Safe to share between threads.
    """

    def __init__(self, engine: sa.Engine, *, name: str, data_folder: Path) -> None:
        super().__init__(engine, name=name)
        self._folder = DataFolder(data_folder)
        self._filled = True
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
        register._filled = False
        register._prepare()
        return register, register._fill_with_what_can_be()

    @classmethod
    def empty(cls, data_folder: Path | None = None) -> Self:
        """Return a register in memory with no row in it."""
        register = cls(memory_engine(), name=":memory:", data_folder=data_folder or data_dir())
        register._filled = False
        register._prepare()
        return register

    def centres(self, *, located: bool = True) -> pd.DataFrame:
        """Return all centres, planned ones included, in the order of their file.

        Columns: those of `CENTRES` (types as from `read_centres`); with ``located`` also located_province_code,
        located_district_code (what the polygons say of a site or town point, None elsewhere: informative, nothing
        is counted by them) and warning ("point_outside_district" or ""). Where the boundary layers cannot be
        read these three are empty.
        """
        with self._reading() as connection:  # one moment for both: another process may be writing
            table, revision = self._effective(CENTRES, connection), rows.revision(connection)
        return pd.concat([table, self._locations(table, revision)], axis=1) if located else table

    def programmes(self) -> pd.DataFrame:
        """Return the programmes with the columns of `PROGRAMMES`, in the order of their file."""
        return self._effective(PROGRAMMES)

    def programme_details(self) -> pd.DataFrame:
        """Return partners, audiences, products, events and so on, with the columns of `PROGRAMME_DETAILS`."""
        return self._effective(PROGRAMME_DETAILS)

    def figures(self) -> pd.DataFrame:
        """Return the dated figures with the columns of `FIGURES`."""
        return self._effective(FIGURES)

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
        with self._reading() as connection:
            taken = {layout: self._of_origin(layout, ORIGIN_DATA, connection) for layout in stale}
        return tuple(file_change(layout, before=taken[layout], after=tables[layout]) for layout in stale)

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

    def _first_rows(self, connection: sa.Connection) -> None:
        if self._filled:
            self._fill(connection)

    def _fill(self, connection: sa.Connection) -> None:
        tables, hashes = self._folder.read(), self._folder.hashes()
        for layout, table in tables.items():
            stored = STORED[layout.name]
            of_data = stored.c.origin == ORIGIN_DATA
            before = connection.execute(sa.select(stored.c[layout.key[0]]).where(of_data)).scalars().all()
            connection.execute(stored.delete().where(of_data))
            rows.refuse_taken(connection, layout, table, before=before)
            rows.insert(connection, layout, table)
        connection.execute(DATA_FILES.delete())
        connection.execute(DATA_FILES.insert(), [{"file": file, "sha256": hash_} for file, hash_ in hashes.items()])

    def _fill_with_what_can_be(self) -> list[KlaiBaanError]:
        tables, faults = self._folder.read_what_can_be()
        with self._writing() as connection:
            for layout, table in tables.items():
                rows.insert(connection, layout, table)
        return faults

    def _locations(self, centres: pd.DataFrame, revision: int) -> pd.DataFrame:
        try:
            key, located = (revision, layer_fingerprint()), self._located
            if located is None or located[0] != key:
                located = self._located = (key, locate(centres))
            return located[1].set_axis(centres.index)
        except KlaiBaanError:  # the screen says elsewhere that the layers are damaged; the register is not
            empty = pd.DataFrame(None, index=centres.index, columns=list(LOCATED_COLUMNS), dtype=object)
            return empty.assign(warning="")
