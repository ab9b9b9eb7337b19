"""What no cell may keep: control characters, invisible marks, spaces at its ends; and what a cell says by nothing."""

from __future__ import annotations

import re
from typing import Final

from geodata.cells import restored

# Controls but tab and line feed; soft hyphen; zero-width and direction marks; half of a pair; no character at all.
_INVISIBLE: Final = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb"
    "\ufffe\uffff\ud800-\udfff]"
)
_CARRIAGE: Final = re.compile("\r\n?|\u2028|\u2029|\x0b|\x0c|\x85")
# SARA AM taken apart, as it comes out of some PDF files, with a tone mark in between or before.
_SARA_AM: Final = re.compile("\u0e4d([\u0e48-\u0e4b]?)\u0e32|([\u0e48-\u0e4b])\u0e4d\u0e32")
_LOOK: Final = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb"
    "\ufffe\uffff\ud800-\udfff]|\u0e4d"
)
_SPACES: Final = " \n\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000\t"
NOTHING: Final = frozenset(
    {
        "", "-", "--", "---", "–", "—", ".", "..", "n/a", "na", "#n/a", "nan", "none", "null", "nil", "#ref!",
        "#value!", "#name?", "#div/0!", "#num!", "#null!", "ไม่มี", "ไม่มีข้อมูล", "ไม่ทราบ", "ไม่ระบุ", "ไม่ปรากฏ",
    }
)  # fmt: skip
_LONGEST_NOTHING: Final = max(map(len, NOTHING))


def clean_column(cells: list[str]) -> list[str]:
    """Return the cells of a column as text that can be kept and compared.

    A cell that left as `geodata.cells.neutral` made it comes back as it was.
    """
    bare = "".join(cells)
    if bare.isprintable() and "\u0e4d" not in bare:
        # Nothing in it that cannot be seen, and no space but the plain one.
        between = "\n".join(cells)
        if " \n" in between or "\n " in between or bare[:1] == " " or bare[-1:] == " ":
            cells = [cell.strip() for cell in cells]
        return [restored(cell) if cell.startswith("'") else cell for cell in cells] if "'" in bare else cells
    everything = "\n".join(cells)
    if _LOOK.search(everything):
        cells = [clean_cell(cell) if cell else cell for cell in cells]
    cells = [cell.strip(_SPACES) for cell in cells]
    if "'" in everything:
        cells = [restored(cell) if cell.startswith("'") else cell for cell in cells]
    return cells


def clean_cell(cell: str) -> str:
    """Return a cell without what cannot be seen; what ends a line in it is a line feed."""
    cell = _CARRIAGE.sub("\n", cell) if _CARRIAGE.search(cell) else cell
    return _SARA_AM.sub(lambda match: f"{match[1] or match[2] or ''}\u0e33", _INVISIBLE.sub("", cell))


def is_nothing(cell: str) -> bool:
    """Return whether a cell says that there is nothing to say.

    Examples
    --------
    >>> is_nothing("-"), is_nothing("N/A"), is_nothing("0")
    (True, True, False)

    """
    return cell.casefold() in NOTHING


def without_nothing(cells: list[str]) -> list[str]:
    """Return the cells of a column, those that say nothing as ""."""
    blanks = {cell for cell in set(cells) if cell and len(cell) <= _LONGEST_NOTHING and is_nothing(cell)}
    return ["" if cell in blanks else cell for cell in cells] if blanks else cells


def one_line(text: str) -> str:
    """Return a text with each run of white space as one space."""
    return " ".join(text.split())
