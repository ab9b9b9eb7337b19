"""Text cells on their way out and back: what a spreadsheet would run leaves with an apostrophe, and loses it again."""

from __future__ import annotations

import re
from typing import Final

_RUNS: Final = re.compile(r"'*[=+\-@\t\r]")
_NEUTRAL: Final = re.compile(r"'+[=+\-@\t\r]")


def neutral(text: str) -> str:
    """Return a text cell as it may stand in a CSV or a workbook: no spreadsheet takes it for a formula.

    A text that begins with ``= + - @``, a tab or a carriage return gets an apostrophe before it; so does one that
    has apostrophes there already, so that `restored` gives every text back as it was.

    Examples
    --------
    >>> neutral("=1+1"), neutral("'=1+1"), neutral("It's")
    ("'=1+1", "''=1+1", "It's")

    """
    return f"'{text}" if _RUNS.match(text) else text


def restored(text: str) -> str:
    """Return a text cell as it was before `neutral`.

    Examples
    --------
    >>> restored("'=1+1"), restored("=1+1"), restored("'quoted'")
    ('=1+1', '=1+1', "'quoted'")

    """
    return text[1:] if _NEUTRAL.match(text) else text
