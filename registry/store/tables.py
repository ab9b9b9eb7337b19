"""The tables of the store, made from the layouts in `registry.schema`.

Each row carries its ``origin``: "data" for the data folder, or the id of the import that brought it. Rows of
several origins may share a key: which one counts is found at reading (`registry.store.layers`), so that an import
destroys nothing and can be undone. ``position`` keeps the order of the file.
"""

from __future__ import annotations

from typing import Any, Final

import sqlalchemy as sa

from registry.schema import TABLES, Table
from registry.store.engine import kind_of

SCHEMA_VERSION: Final = 8
ORIGIN_DATA: Final = "data"

METADATA: Final = sa.MetaData()
# The same on every database: texts are ordered and compared by their characters, numbers have 64 bits.
TEXT: Final = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
INTEGER: Final = sa.Integer().with_variant(sa.BigInteger(), "postgresql")
_TYPES: Final[dict[str, Any]] = {"text": TEXT, "integer": INTEGER, "number": sa.Float}


def _table(layout: Table) -> sa.Table:
    columns = [sa.Column(column.name, _TYPES[column.kind], nullable=not column.required) for column in layout.columns]
    return sa.Table(
        layout.name,
        METADATA,
        # The origin first: rows are asked for by origin, and an import's rows lie together.
        sa.Column("origin", TEXT, nullable=False),
        *columns,
        sa.Column("position", INTEGER, nullable=False),
        sa.PrimaryKeyConstraint("origin", *layout.key),
    )


STORED: Final[dict[str, sa.Table]] = {layout.name: _table(layout) for layout in TABLES}
META: Final = sa.Table(
    "meta", METADATA, sa.Column("name", TEXT, primary_key=True), sa.Column("value", INTEGER, nullable=False)
)
DATA_FILES: Final = sa.Table(
    "data_files", METADATA, sa.Column("file", TEXT, primary_key=True), sa.Column("sha256", TEXT, nullable=False)
)
# number is the order in which imports lie on one another; an import that is undone keeps its number. follows holds the
# ids of earlier imports of the same list, whose rows do not count while this one is active.
IMPORTS: Final = sa.Table(
    "imports",
    METADATA,
    sa.Column("import_id", TEXT, primary_key=True),
    sa.Column("number", INTEGER, nullable=False, unique=True),
    sa.Column("state", TEXT, nullable=False),
    sa.Column("imported_at", TEXT, nullable=False),
    sa.Column("file_name", TEXT, nullable=False),
    sa.Column("sha256", TEXT, nullable=False),
    sa.Column("mode", TEXT, nullable=False),
    sa.Column("kinds", sa.JSON, nullable=False),
    sa.Column("programme_ids", sa.JSON, nullable=False),
    sa.Column("mapping", sa.JSON, nullable=False),
    sa.Column("follows", sa.JSON, nullable=False, server_default="[]"),
    *(sa.Column(name, INTEGER, nullable=False) for name in ("accepted", "warned", "duplicate", "rejected")),
    *(sa.Column(name, INTEGER, nullable=False) for name in ("centres", "area_counts", "figures")),
)
# Rows one after another with the same outcome and nothing to say of them are kept as one: from first_row to last_row.
IMPORT_ROWS: Final = sa.Table(
    "import_rows",
    METADATA,
    sa.Column("import_id", TEXT, primary_key=True),
    sa.Column("position", INTEGER, primary_key=True),
    sa.Column("sheet", TEXT, nullable=False),
    sa.Column("first_row", INTEGER, nullable=False),
    sa.Column("last_row", INTEGER, nullable=False),
    sa.Column("outcome", TEXT, nullable=False),
    sa.Column("reasons", sa.JSON, nullable=False),
    sa.Column("of", TEXT),
    sa.Column("cells", sa.JSON(none_as_null=True)),
)
# What an import says of a programme itself; empty: nothing.
IMPORT_PROGRAMMES: Final = sa.Table(
    "import_programmes",
    METADATA,
    sa.Column("import_id", TEXT, primary_key=True),
    sa.Column("programme_id", TEXT, primary_key=True),
    sa.Column("list_status", TEXT),
    sa.Column("reported_count", INTEGER),
    sa.Column("reported_qualifier", TEXT),
    sa.Column("reported_date", TEXT),
    sa.Column("source", TEXT),
)
MAPPINGS: Final = sa.Table(
    "mappings",
    METADATA,
    sa.Column("programme_id", TEXT, primary_key=True),
    sa.Column("mapping", sa.JSON, nullable=False),
)
FINDINGS: Final = sa.Table(
    "findings",
    METADATA,
    sa.Column("key", TEXT, primary_key=True),
    sa.Column("state", TEXT, nullable=False),
    sa.Column("reason", TEXT, nullable=False),
    sa.Column("decided_at", TEXT, nullable=False),
)
# What was done, one row an act, written in the act's own transaction; nothing is ever changed in it or taken out.
JOURNAL: Final = sa.Table(
    "journal",
    METADATA,
    sa.Column("number", INTEGER, primary_key=True, autoincrement=False),
    sa.Column("at", TEXT, nullable=False),
    sa.Column("author", TEXT, nullable=False),
    sa.Column("act", TEXT, nullable=False),
    sa.Column("subject", TEXT, nullable=False),
    sa.Column("programme_ids", sa.JSON, nullable=False),
    sa.Column("before", sa.JSON(none_as_null=True)),
    sa.Column("after", sa.JSON(none_as_null=True)),
    sa.Column("reason", TEXT, nullable=False),
    sa.Column("revision", INTEGER, nullable=False),
)
# What people keep under a name: presentations, scenarios. version is the register's revision when it was saved.
DOCUMENTS: Final = sa.Table(
    "documents",
    METADATA,
    sa.Column("kind", TEXT, primary_key=True),
    sa.Column("name", TEXT, primary_key=True),
    sa.Column("content", sa.JSON, nullable=False),
    sa.Column("changed_at", TEXT, nullable=False),
    sa.Column("author", TEXT, nullable=False),
    sa.Column("version", INTEGER, nullable=False),
)
# Sign-ins that were ended before their time, by a hash; ended_at in seconds since 1970. Of no act, revision or seal.
SIGN_OUTS: Final = sa.Table(
    "sign_outs",
    METADATA,
    sa.Column("sign_in_id", TEXT, primary_key=True),
    sa.Column("ended_at", INTEGER, nullable=False),
)
# What the rows of a table, of the data folder or of one import, come to: see `registry.store.seals`.
SEALS: Final = sa.Table(
    "seals",
    METADATA,
    sa.Column("table_name", TEXT, primary_key=True),
    sa.Column("origin", TEXT, primary_key=True),
    sa.Column("digest", TEXT, nullable=False),
)


def _refuse_changes(target: sa.Table, connection: sa.Connection, **_options: object) -> None:
    kind_of(connection.dialect).refuse_changes(connection, target.name)


sa.event.listen(JOURNAL, "after_create", _refuse_changes)
