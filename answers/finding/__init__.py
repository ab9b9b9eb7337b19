"""What can be found by name in a browser: areas, centres, postcodes; the scripts that look, and what they look in."""

from __future__ import annotations

from functools import cache
from importlib import resources
from typing import Final

SCRIPTS: Final = ("spelling.js", "finder.js")
"""The scripts in the order in which they are read."""


@cache
def finding_file(name: str) -> bytes:
    """Return a file of ``assets``."""
    return resources.files("answers.finding").joinpath("assets", name).read_bytes()
