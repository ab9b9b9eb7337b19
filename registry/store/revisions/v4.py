"""Schema 4: the town's point of a centre whose name no source gives is inferred, and says so."""

from alembic import op

revision, down_revision = "4", "3"


def upgrade() -> None:
    """Rename the precision of those points."""
    op.execute(
        "UPDATE centres SET location_precision = 'inferred' "
        "WHERE name_status = 'province-only' AND location_precision = 'town'"
    )
