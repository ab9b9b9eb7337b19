"""The font that every report is set in."""

from __future__ import annotations

from functools import cache
from importlib import resources
from pathlib import Path


@cache
def font_folder() -> Path:
    """Return the folder that holds the font's files."""
    return Path(str(resources.files("fontpkg_noto_sans_thai"))) / "files"
