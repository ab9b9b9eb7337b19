"""Schema 8: sign-ins that were ended are ended for every process that shares the register."""

from alembic import op
from sqlalchemy import PrimaryKeyConstraint

from registry.store.columns import integer, text

revision, down_revision = "8", "7"


def upgrade() -> None:
    """Make their table."""
    op.create_table("sign_outs", text("sign_in_id"), integer("ended_at"), PrimaryKeyConstraint("sign_in_id"))
