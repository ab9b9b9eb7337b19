"""The tables of the store, made from the layouts in `registry.schema`.

Each row carries its ``origin``: "data" for the data folder, or the id of the import that brought it. Rows of
several origins may share a key: which one counts is found at reading (`registry.store.layers`), so that an import
destroys nothing and can be undone. ``position`` keeps the order of the file.
"""

from __future__ import annotations

from typing import Any, Final

import sqlalchemy as sa

from registry.schema import TABLES, Table

SCHEMA_VERSION: Final = 7
ORIGIN_DATA: Final = "data"

METADATA: Final = sa.MetaData()
_TYPES: Final[dict[str, Any]] = {"text": sa.Text, "integer": sa.Integer, "number": sa.Float}


def _table(layout: Table) -> sa.Table:
    columns = [sa.Column(column.name, _TYPES[column.kind], nullable=not column.required) for column in layout.columns]
    return sa.Table(
        layout.name,
        METADATA,
        # The origin first: rows are asked for by origin, and an import's rows lie together.
        sa.Column("origin", sa.Text, nullable=False),
        *columns,
        sa.Column("position", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("origin", *layout.key),
    )


STORED: Final[dict[str, sa.Table]] = {layout.name: _table(layout) for layout in TABLES}
META: Final = sa.Table(
    "meta", METADATA, sa.Column("name", sa.Text, primary_key=True), sa.Column("value", sa.Integer, nullable=False)
)
DATA_FILES: Final = sa.Table(
    "data_files", METADATA, sa.Column("file", sa.Text, primary_key=True), sa.Column("sha256", sa.Text, nullable=False)
)
# number is the order in which imports lie on one another; an import that is undone keeps its number. follows holds the
# ids of earlier imports of the same list, whose rows do not count while this one is active.
IMPORTS: Final = sa.Table(
    "imports",
    METADATA,
    sa.Column("import_id", sa.Text, primary_key=True),
    sa.Column("number", sa.Integer, nullable=False, unique=True),
    sa.Column("state", sa.Text, nullable=False),
    sa.Column("imported_at", sa.Text, nullable=False),
    sa.Column("file_name", sa.Text, nullable=False),
    sa.Column("sha256", sa.Text, nullable=False),
    sa.Column("mode", sa.Text, nullable=False),
    sa.Column("kinds", sa.JSON, nullable=False),
    sa.Column("programme_ids", sa.JSON, nullable=False),
    sa.Column("mapping", sa.JSON, nullable=False),
    sa.Column("follows", sa.JSON, nullable=False, server_default="[]"),
    *(sa.Column(name, sa.Integer, nullable=False) for name in ("accepted", "warned", "duplicate", "rejected")),
    *(sa.Column(name, sa.Integer, nullable=False) for name in ("centres", "area_counts", "figures")),
)
# Rows one after another with the same outcome and nothing to say of them are kept as one: from first_row to last_row.
IMPORT_ROWS: Final = sa.Table(
    "import_rows",
    METADATA,
    sa.Column("import_id", sa.Text, primary_key=True),
    sa.Column("position", sa.Integer, primary_key=True),
    sa.Column("sheet", sa.Text, nullable=False),
    sa.Column("first_row", sa.Integer, nullable=False),
    sa.Column("last_row", sa.Integer, nullable=False),
    sa.Column("outcome", sa.Text, nullable=False),
    sa.Column("reasons", sa.JSON, nullable=False),
    sa.Column("of", sa.Text),
    sa.Column("cells", sa.JSON(none_as_null=True)),
)
# What an import says of a programme itself; empty: nothing.
IMPORT_PROGRAMMES: Final = sa.Table(
    "import_programmes",
    METADATA,
    sa.Column("import_id", sa.Text, primary_key=True),
    sa.Column("programme_id", sa.Text, primary_key=True),
    sa.Column("list_status", sa.Text),
    sa.Column("reported_count", sa.Integer),
    sa.Column("reported_qualifier", sa.Text),
    sa.Column("reported_date", sa.Text),
    sa.Column("source", sa.Text),
)
MAPPINGS: Final = sa.Table(
    "mappings",
    METADATA,
    sa.Column("programme_id", sa.Text, primary_key=True),
    sa.Column("mapping", sa.JSON, nullable=False),
)
FINDINGS: Final = sa.Table(
    "findings",
    METADATA,
    sa.Column("key", sa.Text, primary_key=True),
    sa.Column("state", sa.Text, nullable=False),
    sa.Column("reason", sa.Text, nullable=False),
    sa.Column("decided_at", sa.Text, nullable=False),
)
# What was done, one row an act, written in the act's own transaction; nothing is ever changed in it or taken out.
JOURNAL: Final = sa.Table(
    "journal",
    METADATA,
    sa.Column("number", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("at", sa.Text, nullable=False),
    sa.Column("author", sa.Text, nullable=False),
    sa.Column("act", sa.Text, nullable=False),
    sa.Column("subject", sa.Text, nullable=False),
    sa.Column("programme_ids", sa.JSON, nullable=False),
    sa.Column("before", sa.JSON(none_as_null=True)),
    sa.Column("after", sa.JSON(none_as_null=True)),
    sa.Column("reason", sa.Text, nullable=False),
    sa.Column("revision", sa.Integer, nullable=False),
)
# What people keep under a name: presentations, scenarios. version is the register's revision when it was saved.
DOCUMENTS: Final = sa.Table(
    "documents",
    METADATA,
    sa.Column("kind", sa.Text, primary_key=True),
    sa.Column("name", sa.Text, primary_key=True),
    sa.Column("content", sa.JSON, nullable=False),
    sa.Column("changed_at", sa.Text, nullable=False),
    sa.Column("author", sa.Text, nullable=False),
    sa.Column("version", sa.Integer, nullable=False),
)
# What the rows of a table, of the data folder or of one import, come to: see `registry.store.seals`.
SEALS: Final = sa.Table(
    "seals",
    METADATA,
    sa.Column("table_name", sa.Text, primary_key=True),
    sa.Column("origin", sa.Text, primary_key=True),
    sa.Column("digest", sa.Text, nullable=False),
)


def _refuse_changes(target: sa.Table, connection: sa.Connection, **_options: object) -> None:
    """Let the database itself refuse to change a table's rows, to take any out, or to put one before another."""
    if connection.dialect.name == "sqlite":
        acts = {"update": "", "delete": "", "insert": "WHEN NEW.number <= (SELECT max(number) FROM journal)"}
        for act, condition in acts.items():
            connection.exec_driver_sql(
                f"CREATE TRIGGER {target.name}_{act} BEFORE {act} ON {target.name} {condition} "
                "BEGIN SELECT RAISE(ABORT, 'the journal is only added to'); END"
            )


sa.event.listen(JOURNAL, "after_create", _refuse_changes)
