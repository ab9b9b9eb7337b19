"""Schema 1: the rows of the data folder, in SQLite. Registers begin with it, or with what is newest."""

revision, down_revision = "1", None


def upgrade() -> None:
    """Do nothing: what wrote schema 1 made its tables."""
