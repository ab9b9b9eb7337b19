"""How a CSV from a stranger is written: its encodings to try, in order, and what stands between its cells."""

from __future__ import annotations

import codecs
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from pathlib import Path

THAI_DIGITS: Final = str.maketrans("๐๑๒๓๔๕๖๗๘๙", "0123456789")
_HEAD_BYTES: Final = 65_536
_DELIMITERS: Final = (",", ";", "\t", "|")


def encodings_of(path: Path) -> tuple[str, ...]:
    """Return the encodings to try: UTF-16 where the file begins so, else UTF-8 and then the Thai of Windows."""
    with path.open("rb") as file:
        wide = file.read(2) in (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
    return ("utf-16",) if wide else ("utf-8-sig", "cp874")


def delimiter_of(path: Path, encoding: str) -> str:
    """Return what stands between the cells of a CSV's first line that says something: comma, semicolon, tab or bar."""
    with path.open("rb") as file:
        head = file.read(_HEAD_BYTES).decode(encoding, "replace")
    line = next((line for line in head.splitlines() if line.strip()), "")
    outside = "".join(line.split('"')[::2])
    return max(_DELIMITERS, key=outside.count)
