"""Schema 5: an import may take the place of earlier ones of the same list."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision, down_revision = "5", "4"


def upgrade() -> None:
    """Let every import follow none."""
    op.add_column("imports", sa.Column("follows", sa.JSON, nullable=False, server_default="[]"))
