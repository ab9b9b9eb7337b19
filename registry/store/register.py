"""The register: one class for the store in a file and its twin in memory."""

from __future__ import annotations

import threading
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Final, Self

import pandas as pd
import sqlalchemy as sa

from geodata.errors import KlaiBaanError
from geodata.layers import layer_fingerprint
from geodata.paths import data_dir, home_dir
from registry.errors import ImportRefusedError, RegisterError
from registry.folder import TABLES_IN_ORDER, DataFolder
from registry.located import LOCATED_COLUMNS, locate
from registry.schema import AREA_COUNTS, CENTRES, FIGURES, PROGRAMME_DETAILS, PROGRAMMES, Act
from registry.store import rows, seals
from registry.store.brought import brought_by_imports
from registry.store.changes import FileChange, file_change
from registry.store.copies import fill_copy, replace_rows, sound_copy, write_copy
from registry.store.database import Database
from registry.store.decisions import Decisions
from registry.store.documents import Documents
from registry.store.edits import Edits
from registry.store.engine import WAIT_S, database_url, file_engine, memory_engine, name_of, server_engine
from registry.store.imports import Imports, set_state
from registry.store.journal import Journal
from registry.store.layers import LAST_LAYER
from registry.store.sign_outs import SignOuts
from registry.store.tables import DATA_FILES, IMPORTS, JOURNAL, ORIGIN_DATA, STORED
from registry.store.write import Write
from registry.tables import Past, Tables

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from registry.author import Author
    from registry.schema import ImportState

FILE_NAME: Final = "register.sqlite"


class Register:
    """The centres and programmes that are known, with a revision that grows with every write.

    What it returns is the data folder's rows with those of the active imports laid over them, in order.

    Open one with `open`, `in_memory`, `salvage` or `empty`. Safe to share between threads.

    name
        Where it is kept, as errors call it: its file, or the address of its database without a password.
    imports
        What is done with imports.
    edits
        What people change by hand.
    decisions
        How columns are understood, and what was decided of findings.
    documents
        What people keep under a name.
    sign_outs
        Which sign-ins were ended.
    journal
        Who did what, when and why.

    Whatever writes takes its author and refuses, by an `AuthorError`, what is not theirs to do; a reason goes into the
    journal with the act.
    """

    def __init__(
        self, engine: sa.Engine, *, data_folder: Path | None, path: Path | None = None, filled: bool = True
    ) -> None:
        self._folder = DataFolder(data_folder or data_dir())
        self._filled = filled
        self._source: Callable[[sa.Connection], None] | None = None
        self._located: tuple[tuple[int, str], pd.DataFrame] | None = None
        on_server = engine.dialect.name != "sqlite"
        self.name = name_of(engine) if on_server else str(path or ":memory:")
        self._database = Database(engine, name=self.name, path=path, first_rows=self._first_rows)
        self.imports = Imports(self._database)
        self.edits = Edits(self._database)
        self.decisions = Decisions(self._database)
        self.documents = Documents(self._database)
        self.sign_outs = SignOuts(self._database)
        self._lock = threading.Lock()
        self._rows_at = (0, 0, 0)
        self.journal = Journal(self._database)

    @classmethod
    def open(
        cls, path: Path | None = None, *, url: str = "", data_folder: Path | None = None, wait_s: float = WAIT_S
    ) -> Self:
        """Open the register in a file or on a server; fill it from the data folder on first start.

        A register that an older version wrote is brought up to date. Where another process is writing, up to
        wait_s seconds are waited before that is an error.

        Parameters
        ----------
        path
            Its file. By default the server is taken that url or KLAIBAAN_DATABASE_URL names, and where neither does,
            a file in `home_dir`.
        url
            The address of a PostgreSQL database: ``postgresql://user:password@host/database``.
        data_folder, wait_s
            As above.

        Raises
        ------
        RegisterError
            It cannot be made or reached, is damaged, or was written by a later version.
        DataFileError, UnknownProgrammeError
            On first start, a file of facts cannot be used; nothing is kept then.

        """
        engine, path = _place(path, url, wait_s)
        register = cls(engine, path=path, data_folder=data_folder)
        register._database.prepare()
        return register

    @classmethod
    def restored(
        cls, backup: Path, path: Path | None = None, *, url: str = "", author: Author, reason: str = ""
    ) -> tuple[Self, str]:
        """Put a backup in the place of the register, even of one that is damaged or not there; path, url as of `open`.

        Returns
        -------
        tuple
            The register, and where the damaged one was set aside (a file, or a schema of the database), or "" where it
            was sound. Errors as those of `restore`.

        """
        author.refuse(Act.RESTORE)
        with sound_copy(backup) as source:

            def put_back(connection: sa.Connection) -> None:
                replace_rows(Write(connection, author, Act.RESTORE, reason), source, str(backup))

            engine, path = _place(path, url, WAIT_S)
            register = cls(engine, path=path, data_folder=None)
            register._source = put_back
            try:
                aside = ""
                if not register._database.prepare():
                    with register._database.writing() as connection:
                        put_back(connection)
            except RegisterError as error:
                if error.key != "register_damaged":
                    raise
                aside = register._database.set_aside()
                register._database.prepare()
            register._source = None
        return register, aside

    @classmethod
    def in_memory(cls, data_folder: Path | None = None) -> Self:
        """Return a register filled from the data folder that leaves no trace; errors as those of `open`."""
        register = cls(memory_engine(), data_folder=data_folder)
        register._database.prepare()
        return register

    @classmethod
    def salvage(cls, data_folder: Path | None = None) -> tuple[Self, list[KlaiBaanError]]:
        """Return a register in memory with every file of facts that can be used, and what is wrong with the rest."""
        register = cls(memory_engine(), data_folder=data_folder, filled=False)
        register._database.prepare()
        return register, register._fill_with_what_can_be()

    @classmethod
    def empty(cls, data_folder: Path | None = None) -> Self:
        """Return a register in memory with no row in it."""
        register = cls(memory_engine(), data_folder=data_folder, filled=False)
        register._database.prepare()
        return register

    def centres(self, *, located: bool = True) -> pd.DataFrame:
        """Return all centres, planned ones included, in the order of their file.

        Columns: those of `CENTRES` (types as from `read_centres`); with ``located`` also located_province_code,
        located_district_code (what the polygons say of a site or town point, None elsewhere: informative, nothing
        is counted by them) and warning ("point_outside_district" or ""). Where the boundary layers cannot be
        read these three are empty.
        """
        with self._database.reading() as connection:  # one moment for both: another process may be writing
            table, revision = self._database.effective(CENTRES, connection), self._database.revision(connection)
        return self._with_locations(table, revision) if located else table

    def tables(self, *, located: bool = True) -> Tables:
        """Return all tables as they are at one moment; located as of `centres`."""
        with self._database.reading() as connection:
            revision, tables = self._database.revision(connection), self._tables(connection)
            first = connection.execute(sa.select(sa.func.min(IMPORTS.c.imported_at))).scalar()
        first_day = date.fromisoformat(str(first)[:10]) if first else None
        tables = replace(tables, past=Past(first_day, self.tables_before))
        return replace(tables, centres=self._with_locations(tables.centres, revision)) if located else tables

    def tables_if(self, import_id: str, state: ImportState) -> Tables:
        """Return the tables as they would be were an import, or an edit, undone or active; centres are not located.

        Raises
        ------
        ImportRefusedError
            There is no such import.
        RegisterError
            The register cannot be written: what is seen is tried, and taken back.

        """
        with self._database.trial() as connection:
            set_state(connection, import_id, state)
            return self._tables(connection)

    def tables_before(self, day: date) -> Tables:
        """Return the tables as they were when a day began (UTC): without the imports made since.

        Imports that were undone since are out of it too; the data folder is as it is now. Centres are not located.
        """
        with self._database.reading() as connection:
            earlier = sa.select(sa.func.max(IMPORTS.c.number)).where(IMPORTS.c.imported_at < day.isoformat())
            return self._tables(connection, last=int(connection.execute(earlier).scalar() or 0))

    def _tables(self, connection: sa.Connection, *, last: int = LAST_LAYER) -> Tables:
        centres, programmes, details, figures, area_counts = (
            self._database.effective(layout, connection, last=last)
            for layout in (CENTRES, PROGRAMMES, PROGRAMME_DETAILS, FIGURES, AREA_COUNTS)
        )
        counted = {CENTRES.name: centres, AREA_COUNTS.name: area_counts, FIGURES.name: figures}
        return Tables(
            centres=centres, programmes=programmes, details=details, figures=figures, area_counts=area_counts,
            imports=brought_by_imports(connection, counted, last=last),
        )  # fmt: skip

    def programmes(self) -> pd.DataFrame:
        """Return the programmes with the columns of `PROGRAMMES`, in the order of their file."""
        return self._database.effective(PROGRAMMES)

    def programme_details(self) -> pd.DataFrame:
        """Return partners, audiences, products, events and so on, with the columns of `PROGRAMME_DETAILS`."""
        return self._database.effective(PROGRAMME_DETAILS)

    def figures(self) -> pd.DataFrame:
        """Return the dated figures with the columns of `FIGURES`."""
        return self._database.effective(FIGURES)

    def area_counts(self) -> pd.DataFrame:
        """Return the numbers of centres by area that imports brought, with the columns of `AREA_COUNTS`.

        One row for a programme and an area (province, district or subdistrict); count is Int64, as_of an ISO date
        of the common era, to the year, month or day, or None.
        """
        return self._database.effective(AREA_COUNTS)

    def revision(self) -> int:
        """Return a number that grows in the same transaction as each write; one cheap SELECT."""
        with self._database.reading() as connection:
            return self._database.revision(connection)

    def rows_revision(self) -> int:
        """Return a number that grows with each write but those of documents: what is computed from rows stays."""
        with self._database.reading() as connection:
            at = self._database.revision(connection)
            of_documents = sa.select(sa.func.count()).where(JOURNAL.c.act == str(Act.DOCUMENT))
            documents = int(connection.execute(of_documents).scalar() or 0)
        with self._lock:
            last, last_documents, rows_at = self._rows_at
            if at - last != documents - last_documents:  # not only documents were written since
                rows_at = at
            self._rows_at = (at, documents, rows_at)
            return rows_at

    def pending(self) -> tuple[FileChange, ...]:
        """Return the files of the data folder that changed since they were read, and the rows that differ.

        Raises
        ------
        DataFileError, UnknownProgrammeError
            A changed file cannot be used.

        """
        with self._database.reading() as connection:
            hashes_taken = {str(row.file): str(row.sha256) for row in connection.execute(sa.select(DATA_FILES))}
        hashes = self._folder.hashes()
        stale = [layout for layout in TABLES_IN_ORDER if hashes_taken.get(layout.file) != hashes[layout.file]]
        if not stale:
            return ()
        tables = self._folder.read()
        with self._database.reading() as connection:
            taken = {layout: self._database.of_origin(layout, ORIGIN_DATA, connection) for layout in stale}
        return tuple(file_change(layout, before=taken[layout], after=tables[layout]) for layout in stale)

    def reread(self, *, author: Author, reason: str = "") -> tuple[FileChange, ...]:
        """Take up the data folder as it is now, leaving imports alone; return what changed.

        Nothing changes where a file cannot be used, or an import has taken the id of a new row
        (`RegisterError`), or an import's centre belongs to a programme that went (`UnknownProgrammeError`).
        """
        author.refuse(Act.REREAD)
        changes = self.pending()
        if changes:
            with self._database.write(author, Act.REREAD, reason=reason) as write:
                self._fill(write.connection)
                rows.refuse_orphans(write.connection)
                write.record("data", after={change.file: change.counts for change in changes})
        return changes

    def backup(self, path: Path) -> None:
        """Write the register as it is at this moment to a file; one that is there is replaced once the copy is whole.

        Raises
        ------
        ImportRefusedError
            The place is the register's own.
        FileError
            The place cannot be written to.

        """
        write_copy(self._database, path)

    def copy_to(self, *, path: Path | None = None, url: str = "") -> tuple[str, int]:
        """Copy all that the register has to a place that has none: a file, or the address of a database.

        Rows, imports, decisions, documents, the journal and the revision; each checksum is that of here, and each row
        agrees with it. The register stays as it is.

        Returns
        -------
        tuple
            What to call the place, without a password, and the number of rows.

        Raises
        ------
        ImportRefusedError
            There is a register already.
        RegisterError
            The place cannot be reached or written.

        """
        engine, file = _place(path, url, WAIT_S)
        name, total = str(file or name_of(engine)), 0
        with self._database.reading() as source:

            def fill(target: sa.Connection) -> None:
                nonlocal total
                total = fill_copy(source, target, name)

            there = Database(engine, name=name, path=file, first_rows=fill)
            try:
                if there.version() or not there.prepare():
                    raise ImportRefusedError("move_not_empty", place=name)
            finally:
                there.dispose()
        return name, total

    def restore(self, path: Path, *, author: Author, reason: str = "") -> None:
        """Put a backup in the place of all that the register has, in one transaction; the revision still grows.

        The register's journal goes on; that of the backup is taken over only where the register has none.

        A backup of an older version is brought up to date; its file is only read.

        Raises
        ------
        ImportRefusedError
            The file is no sound backup; nothing is changed.
        RegisterError
            It was written by a later version, or the register cannot be written; nothing is changed.

        """
        author.refuse(Act.RESTORE)
        with sound_copy(path) as source, self._database.write(author, Act.RESTORE, reason=reason) as write:
            replace_rows(write, source, str(path))

    def _first_rows(self, connection: sa.Connection) -> None:
        if self._source is not None:
            self._source(connection)
        elif self._filled:
            self._fill(connection)

    def _fill(self, connection: sa.Connection) -> None:
        tables, hashes = self._folder.read(), self._folder.hashes()
        seals.unseal(connection, ORIGIN_DATA)
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
        with self._database.writing() as connection:
            for layout, table in tables.items():
                rows.insert(connection, layout, table)
            rows.bump(connection)
        return faults

    def _with_locations(self, centres: pd.DataFrame, revision: int) -> pd.DataFrame:
        try:
            key, located = (revision, layer_fingerprint()), self._located
            if located is None or located[0] != key:
                located = self._located = (key, locate(centres))
            locations = located[1].set_axis(centres.index)
        except KlaiBaanError:  # the screen says elsewhere that the layers are damaged; the register is not
            locations = pd.DataFrame(None, index=centres.index, columns=list(LOCATED_COLUMNS), dtype=object)
            locations = locations.assign(warning="")
        return pd.concat([centres, locations], axis=1)


def schema_version(path: Path | None = None, *, url: str = "") -> int:
    """Return the version of a register's schema as it is now, or 0 where there is none; path, url as of `open`."""
    engine, file = _place(path, url, WAIT_S)
    database = Database(engine, name=str(file or name_of(engine)), path=file, first_rows=_refuse)
    try:
        return database.version()
    finally:
        database.dispose()


def _refuse(_connection: sa.Connection) -> None:
    raise AssertionError  # nothing is made by looking


def _place(path: Path | None, url: str, wait_s: float) -> tuple[sa.Engine, Path | None]:
    """Return the database of a register and its file, or None on a server; see `Register.open`."""
    address = url or ("" if path else database_url())
    if address:
        return server_engine(address, wait_s=wait_s), None
    path = path or home_dir() / FILE_NAME
    return file_engine(path, wait_s=wait_s), path
