"""Schema 7: what is done is written down, and people keep documents. Registers in PostgreSQL begin with it."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from registry.store.columns import integer, json, text
from registry.store.engine import kind_of

revision, down_revision = "7", "6"


def upgrade() -> None:
    """Make the tables of both, the journal's guarded by the database itself."""
    op.create_table(
        "journal", integer("number"), text("at"), text("author"), text("act"), text("subject"), json("programme_ids"),
        sa.Column("before", sa.JSON), sa.Column("after", sa.JSON), text("reason"), integer("revision"),
        sa.PrimaryKeyConstraint("number"),
    )  # fmt: skip
    connection = op.get_bind()
    kind_of(connection.dialect).refuse_changes(connection, "journal")
    op.create_table(
        "documents", text("kind"), text("name"), json("content"), text("changed_at"), text("author"),
        integer("version"), sa.PrimaryKeyConstraint("kind", "name"),
    )  # fmt: skip
