"""Text cells on their way out and back: what a spreadsheet would run leaves with an apostrophe, and loses it again."""

from __future__ import annotations

import re
from typing import Final

import pandas as pd

# What begins like a formula and is not merely a number; spreadsheets of East Asia take the wide signs for the same.
_SIGNS: Final = r"[=+\-@\t\r\n＝＋－＠]"
_RUNS: Final = re.compile(rf"(?![+-]?[0-9]+(\.[0-9]+)?\Z){_SIGNS}")
_NEUTRAL: Final = re.compile(rf"'+{_SIGNS}")
# What XML cannot hold, or changes; and what already looks like the spelling for it.
_UNHELD: Final = re.compile("[\x00-\x08\x0b-\x1f\ud800-\udfff\ufffe\uffff]|_(?=x[0-9A-Fa-f]{4}_)")


def neutral(text: str) -> str:
    r"""Return a text cell as it may stand in a CSV: no spreadsheet takes it for a formula.

    A text that begins with ``= + - @``, narrow or wide, a tab or the end of a line gets an apostrophe before it; so
    does one that has apostrophes there already, so that `restored` gives every text back as it was. A number stays one.

    Examples
    --------
    >>> neutral("=1+1"), neutral("'=1+1"), neutral("It's"), neutral("-3.5"), neutral("\uff1d1+1")
    ("'=1+1", "''=1+1", "It's", '-3.5', "'＝1+1")

    """
    return f"'{text}" if _RUNS.match(text) or _NEUTRAL.match(text) else text


def restored(text: str) -> str:
    """Return a text cell as it was before `neutral`.

    Examples
    --------
    >>> restored("'=1+1"), restored("=1+1"), restored("'quoted'")
    ('=1+1', '=1+1', "'quoted'")

    """
    return text[1:] if _NEUTRAL.match(text) else text


def runs(text: str) -> bool:
    """Return whether a spreadsheet may take a text cell for a formula."""
    return _RUNS.match(text) is not None


def neutral_table(table: pd.DataFrame) -> pd.DataFrame:
    """Return a table whose texts, headings included, no spreadsheet takes for a formula (`geodata.cells.neutral`).

    Other columns stay as they are: a number is one, and a category.

    Examples
    --------
    >>> neutral_table(pd.DataFrame({"name": ["=1+1"], "n": [-1]})).to_numpy().tolist()
    [["'=1+1", -1]]

    """
    text = table.copy(deep=False)
    for place in range(table.shape[1]):
        text.isetitem(place, _harmless(table.iloc[:, place]).array)
    text.columns = pd.Index([neutral(str(name)) for name in table.columns])
    return text


def _harmless(column: pd.Series) -> pd.Series:
    if isinstance(column.dtype, pd.CategoricalDtype):
        return column.cat.rename_categories(_harmless_value)
    return column.map(_harmless_value) if column.dtype in ("object", "str", "string") else column


def _harmless_value(value: object) -> object:
    return neutral(value) if isinstance(value, str) else value


def workbook_text(text: str) -> str:
    r"""Return a text as a workbook's cell of type text can hold it; `restored` gives it back when it is read.

    Control characters get the spelling that spreadsheets read back. A formula's look needs no apostrophe in such a
    cell (it is text by its type); an apostrophe that is there already gets another, as in a CSV.

    Examples
    --------
    >>> workbook_text("=1+1"), workbook_text("'=1+1"), workbook_text("a\x01b"), workbook_text("_x0041_")
    ('=1+1', "''=1+1", 'a_x0001_b', '_x005F_x0041_')

    """
    doubled = f"'{text}" if _NEUTRAL.match(text) else text
    return _UNHELD.sub(lambda match: f"_x{ord(match.group()):04X}_", doubled)
