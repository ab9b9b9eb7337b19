"""Where the register is kept: SQLite in a file, or in memory; SQLAlchemy stays behind this door."""

from registry.store.changes import FileChange
from registry.store.register import Register

__all__ = ["FileChange", "Register"]
