"""Where the register is kept: SQLite in a file, or in memory; SQLAlchemy stays behind this door."""

from registry.store.changes import FileChange
from registry.store.copies import free_name, sound_copy
from registry.store.register import FILE_NAME, Register

__all__ = ["FILE_NAME", "FileChange", "Register", "free_name", "sound_copy"]
