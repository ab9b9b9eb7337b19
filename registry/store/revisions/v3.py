"""Schema 3: a programme has short names, to be taken up with the data folder's next reading."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from registry.store.tables import TEXT

revision, down_revision = "3", "2"


def upgrade() -> None:
    """Add the columns, empty."""
    for name in ("short_th", "short_en"):
        op.add_column("programmes", sa.Column(name, TEXT))
