"""Where the register is kept: SQLite in a file or in memory, or PostgreSQL; SQLAlchemy stays behind this door."""

from registry.store.changes import FileChange
from registry.store.copies import sound_copy
from registry.store.engine import database_url, make_folder
from registry.store.files import free_name
from registry.store.register import FILE_NAME, Register, schema_version
from registry.store.tables import SCHEMA_VERSION

__all__ = [
    "FILE_NAME", "SCHEMA_VERSION", "FileChange", "Register", "database_url", "free_name", "make_folder",
    "schema_version", "sound_copy",
]  # fmt: skip
