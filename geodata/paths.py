"""The two folders the programme knows: what it comes with, and what it keeps."""

from __future__ import annotations

import os
from pathlib import Path

_REPOSITORY = Path(__file__).resolve().parent.parent


def data_dir() -> Path:
    """Return the folder of facts and default layers: ``KLAIBAAN_DATA``, or ``data`` in the repository."""
    return Path(os.environ.get("KLAIBAAN_DATA") or _REPOSITORY / "data")


def home_dir() -> Path:
    """Return the folder of the register and installed layers: ``KLAIBAAN_HOME``, or ``.klaibaan`` here.

    It is not created by asking for it.
    """
    return Path(os.environ.get("KLAIBAAN_HOME") or _REPOSITORY / ".klaibaan")
