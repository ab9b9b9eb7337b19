"""The value of a typed cell as text: the same text whatever the kind of file."""

from __future__ import annotations

import math
from datetime import date, datetime, time
from typing import Final

_EXACT: Final = 1e15


def text_of(cell: object) -> str:  # noqa: PLR0911 - one line a type
    """Return a cell's value as text: whole numbers without a point, dates as ISO, nothing as "".

    Examples
    --------
    >>> text_of(13.0), text_of(13.75), text_of(True), text_of(date(2025, 1, 2)), text_of(None)
    ('13', '13.75', 'TRUE', '2025-01-02', '')

    """
    if isinstance(cell, str):
        return cell
    if isinstance(cell, bool):
        return "TRUE" if cell else "FALSE"
    if isinstance(cell, float):
        if not math.isfinite(cell):
            return ""
        return str(int(cell)) if cell.is_integer() and abs(cell) < _EXACT else repr(cell)
    if isinstance(cell, datetime):
        return cell.date().isoformat() if cell.time() == time() else cell.isoformat(sep=" ")
    if isinstance(cell, date):
        return cell.isoformat()
    return "" if cell is None else str(cell)
