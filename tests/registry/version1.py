"""Registers as older versions left them: version 1 by its own statements, the next ones by the steps from it."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import sqlalchemy as sa

from registry.folder import TABLES_IN_ORDER, DataFolder
from registry.schema import PROGRAMMES, Table
from registry.store import seals
from registry.store.engine import file_engine
from registry.store.migrate import migrate
from registry.store.tables import METADATA, SEALS

TABLES = """
CREATE TABLE programmes (programme_id TEXT NOT NULL, name_th TEXT NOT NULL, name_en TEXT, owner TEXT, partners TEXT,
 area TEXT, scope_codes TEXT NOT NULL, since_be INTEGER, reported_count INTEGER, reported_qualifier TEXT,
 reported_unit TEXT, reported_unit_th TEXT, reported_date TEXT, list_status TEXT NOT NULL, source TEXT, notes TEXT,
 origin TEXT NOT NULL, position INTEGER NOT NULL, PRIMARY KEY (programme_id));
CREATE INDEX ix_programmes_origin ON programmes (origin);
CREATE TABLE centres (centre_id TEXT NOT NULL, programme_id TEXT NOT NULL, name_th TEXT, name_status TEXT,
 name_en TEXT, library_type TEXT, province_code TEXT NOT NULL, district_code TEXT, subdistrict_code TEXT,
 longitude FLOAT, latitude FLOAT, location_precision TEXT NOT NULL, status TEXT NOT NULL, verified_on TEXT,
 access TEXT NOT NULL, opened_be INTEGER, basis TEXT NOT NULL, products TEXT, source TEXT, notes TEXT, site_id TEXT,
 member_id TEXT, origin TEXT NOT NULL, position INTEGER NOT NULL, PRIMARY KEY (centre_id));
CREATE INDEX ix_centres_origin ON centres (origin);
CREATE TABLE programme_details (programme_id TEXT NOT NULL, kind TEXT NOT NULL, name_th TEXT NOT NULL, name_en TEXT,
 date TEXT, date_end TEXT, source TEXT, notes TEXT, origin TEXT NOT NULL, position INTEGER NOT NULL,
 PRIMARY KEY (programme_id, kind, name_th));
CREATE INDEX ix_programme_details_origin ON programme_details (origin);
CREATE TABLE figures (figure_id TEXT NOT NULL, programme_id TEXT NOT NULL, subject TEXT, metric TEXT NOT NULL,
 value INTEGER NOT NULL, qualifier TEXT NOT NULL, unit TEXT, date TEXT, notes TEXT, source TEXT, origin TEXT NOT NULL,
 position INTEGER NOT NULL, PRIMARY KEY (figure_id));
CREATE INDEX ix_figures_origin ON figures (origin);
CREATE TABLE meta (name TEXT NOT NULL, value INTEGER NOT NULL, PRIMARY KEY (name));
CREATE TABLE data_files (file TEXT NOT NULL, sha256 TEXT NOT NULL, PRIMARY KEY (file));
"""


def write_version1(path: Path, folder: Path, *, more_centres: int = 0) -> None:
    """Write a register of version 1 filled from a data folder, with some copies of its last centre if wanted."""
    read = DataFolder(folder)
    path.parent.mkdir(parents=True, exist_ok=True)
    with sqlite3.connect(path) as database:
        database.executescript(TABLES)
        tables = read.read()
        for layout in TABLES_IN_ORDER:
            _fill(database, layout, tables[layout].astype(object).where(tables[layout].notna(), None))
        last = database.execute("SELECT * FROM centres ORDER BY position DESC LIMIT 1").fetchone()
        many = [(f"made-{number}", *last[1:-1], len(tables) + number) for number in range(more_centres)]
        database.executemany(f"INSERT INTO centres VALUES ({','.join('?' * len(last))})", many)  # noqa: S608
        database.execute("INSERT INTO meta VALUES ('schema_version', 1), ('revision', 7)")
        # Its programmes.csv was another one: without the short names.
        hashes = read.hashes() | {PROGRAMMES.file: "of version 1"}
        database.executemany("INSERT INTO data_files VALUES (?, ?)", hashes.items())
    database.close()


def _fill(database: sqlite3.Connection, layout: Table, table) -> None:
    names = [row[1] for row in database.execute(f"PRAGMA table_info({layout.name})")][:-2]
    rows = [(*row, "data", position) for position, row in enumerate(table[names].itertuples(index=False, name=None))]
    marks = ",".join("?" * (len(names) + 2))
    database.executemany(f"INSERT INTO {layout.name} VALUES ({marks})", rows)  # noqa: S608 - names of ours


IMPORT = {
    "import_id": "import-1", "number": 1, "state": "active", "imported_at": "2026-01-01T00:00:00+00:00",
    "file_name": "made.csv", "sha256": "0", "mode": "add", "kinds": '["centres"]', "programme_ids": '["tk-park"]',
    "mapping": "{}", "accepted": 1, "warned": 0, "duplicate": 0, "rejected": 0, "centres": 1, "area_counts": 0,
    "figures": 0,
}  # fmt: skip
RUN = {
    "import_id": "import-1", "position": 0, "sheet": "1", "first_row": 2, "last_row": 2, "outcome": "accepted",
    "reasons": "[]",
}  # fmt: skip
CENTRE = {
    "origin": "import-1", "centre_id": "new-1", "programme_id": "tk-park", "province_code": "10",
    "location_precision": "province", "status": "open", "access": "public", "basis": "reported", "site_id": "new-1",
    "member_id": "new-1", "position": 0,
}  # fmt: skip


def write_version(path: Path, folder: Path, version: int) -> None:
    """Write a register of any version from 2 on, filled from a data folder, with one import of one centre."""
    write_version1(path, folder)
    engine = file_engine(path)
    with engine.connect() as plain, plain.execution_options(writes=True).begin():
        migrate(plain, 1, "made", to=version)
        for table, row in (("imports", IMPORT), ("import_rows", RUN), ("centres", CENTRE)):
            plain.execute(sa.table(table, *map(sa.column, row)).insert(), [row])
        if version >= 6:  # sealed, for which today's code wants today's tables
            later = [name for name in METADATA.tables if not sa.inspect(plain).has_table(name)]
            METADATA.create_all(plain)
            seals.seal(plain)
            for name in later:
                plain.execute(sa.text(f"DROP TABLE {name}"))
                plain.execute(SEALS.delete().where(SEALS.c.table_name == name))
    engine.dispose()
