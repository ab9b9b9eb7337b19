"""The register's file beside others: what tells it from another, and names that are free."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path


def set_aside(path: Path) -> Path:
    """Rename a damaged register, with what SQLite left beside it, and return its new name."""
    aside = free_name(path.with_name(f"{path.name}.damaged"))
    path.rename(aside)
    journal = path.with_name(f"{path.name}-journal")
    if journal.exists():
        journal.rename(aside.with_name(f"{aside.name}-journal"))
    return aside


def free_name(path: Path) -> Path:
    """Return a name beside a path that no file has: its own with -1, -2 and so on before the suffix."""
    names = (path.with_name(f"{path.stem}-{number}{path.suffix}") for number in itertools.count(1))
    return next(name for name in names if not name.exists())


def file_id(path: Path) -> tuple[int, int] | None:
    """Return what tells a file from another that is put in its place, or None where there is none."""
    try:
        state = path.stat()
    except OSError:
        return None
    return state.st_dev, state.st_ino
