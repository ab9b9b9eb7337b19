"""The tables of the store, made from the layouts in `registry.schema`.

Each row carries its ``origin``: "data" for the data folder, or the id of the import that brought it, so that
reading the folder again leaves imports alone. ``position`` keeps the order of the file.
"""

from __future__ import annotations

from typing import Any, Final

import sqlalchemy as sa

from registry.schema import TABLES, Table

SCHEMA_VERSION: Final = 1
ORIGIN_DATA: Final = "data"

METADATA: Final = sa.MetaData()
_TYPES: Final[dict[str, Any]] = {"text": sa.Text, "integer": sa.Integer, "number": sa.Float}


def _table(layout: Table) -> sa.Table:
    columns = [
        sa.Column(column.name, _TYPES[column.kind], primary_key=column.name in layout.key, nullable=not column.required)
        for column in layout.columns
    ]
    return sa.Table(
        layout.name,
        METADATA,
        *columns,
        sa.Column("origin", sa.Text, nullable=False, index=True),
        sa.Column("position", sa.Integer, nullable=False),
    )


STORED: Final[dict[str, sa.Table]] = {layout.name: _table(layout) for layout in TABLES}
META: Final = sa.Table(
    "meta", METADATA, sa.Column("name", sa.Text, primary_key=True), sa.Column("value", sa.Integer, nullable=False)
)
DATA_FILES: Final = sa.Table(
    "data_files", METADATA, sa.Column("file", sa.Text, primary_key=True), sa.Column("sha256", sa.Text, nullable=False)
)
