"""Faults in words: the one place where an error of the rooms below becomes a sentence on screen."""

from __future__ import annotations

from geodata.errors import KlaiBaanError
from ui.text import has, t


def sentence(error: KlaiBaanError) -> str:
    """Return what is wrong and what to do, in the reader's language."""
    key = f"error.{error.key}"
    return t(key, lang=None, **error.params) if has(key) else str(error)
