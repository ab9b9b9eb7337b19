"""Columns as the steps of the schema name them, the same on every database."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from registry.store.tables import INTEGER, TEXT


def text(name: str) -> sa.Column[str]:
    """Return a column of text that every row has."""
    return sa.Column(name, TEXT, nullable=False)


def texts(names: str) -> list[sa.Column[str]]:
    """Return columns of text that a row may lack, by their names with blanks between."""
    return [sa.Column(name, TEXT) for name in names.split()]


def integer(name: str) -> sa.Column[int]:
    """Return a column of whole numbers that every row has."""
    return sa.Column(name, INTEGER, nullable=False, autoincrement=False)


def numbers(names: str) -> list[sa.Column[int]]:
    """Return columns of whole numbers that a row may lack, by their names with blanks between."""
    return [sa.Column(name, INTEGER) for name in names.split()]


def json(name: str) -> sa.Column[object]:
    """Return a column of plain values that every row has."""
    return sa.Column(name, sa.JSON, nullable=False)


def make_anew(name: str, *parts: sa.schema.SchemaItem) -> None:
    """Lay out a table of SQLite anew, with the rows that it held; what they had no column for stays empty."""
    connection = op.get_bind()
    there = [str(column["name"]) for column in sa.inspect(connection).get_columns(name)]
    op.rename_table(name, f"{name}_before")
    made = op.create_table(name, *parts)
    before = sa.table(f"{name}_before", *map(sa.column, there))
    connection.execute(made.insert().from_select(there, sa.select(before)))
    op.drop_table(f"{name}_before")
