"""Schema 6: rows carry checksums."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from registry.store.columns import text

revision, down_revision = "6", "5"


def upgrade() -> None:
    """Make their table; who migrates seals the rows."""
    op.create_table(
        "seals", text("table_name"), text("origin"), text("digest"), sa.PrimaryKeyConstraint("table_name", "origin")
    )
