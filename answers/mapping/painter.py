"""The files of the one painter of maps in a browser (`answers/mapping/assets`), for its two hosts."""

from __future__ import annotations

from functools import cache
from importlib import resources
from typing import Final

SCRIPTS: Final = ("geometry.js", "areas.js", "marks.js", "names.js", "legend.js", "painter.js")
"""The scripts in the order in which they are read."""
STYLE: Final = "painter.css"


@cache
def painter_file(name: str) -> bytes:
    """Return a file of the painter."""
    return resources.files("answers.mapping").joinpath("assets", name).read_bytes()
