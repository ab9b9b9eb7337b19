"""Tables as an Excel workbook: typed columns, a frozen and filtered header, codes as text, and where it comes from."""

from __future__ import annotations

import io
import math
import re
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import TYPE_CHECKING, Final

import numpy as np
import pandas as pd

from answers.mapping import palette

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from xlsxwriter import Workbook
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

STARTS_A_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r")
_FORBIDDEN_IN_TITLE: Final = str.maketrans(dict.fromkeys("[]:*?/\\", " "))
_WIDEST: Final = 60
_LARGE: Final = 100_000
"""Numbers below it have room in the narrowest column."""
_LONGEST: Final = 32_767
"""Letters that a cell can hold."""
_WHOLE, _DECIMAL, _TEXT, _DAY = "#,##0", "#,##0.00", "@", "yyyy-mm-dd"
_OVER_AND_UNDER: Final = re.compile("[\u0e31\u0e34-\u0e3a\u0e47-\u0e4e]")
PER_CENT: Final = "0.0%"
"""The number format of a share between 0 and 1."""
KILOMETRES: Final = "#,##0.0"
"""The number format of a distance."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """A table as a sheet of a workbook.

    title
        What stands on its tab; shortened to Excel's 31 characters.
    table
        The rows; the index is left out. Text stays text (codes keep their zeros), numbers stay numbers, missing
        values are empty cells.
    headings
        The words over a column where they differ from its name.
    formats
        The number format of a column where it differs from the one of its type.
    """

    title: str
    table: pd.DataFrame
    headings: Mapping[str, str] = field(default_factory=dict)
    formats: Mapping[str, str] = field(default_factory=dict)


def workbook_bytes(sheets: Sequence[Sheet], *, about_title: str, about: Sequence[tuple[str, str]]) -> bytes:
    """Return a workbook of the sheets, and after them one that says what they are, from where, and with which filters.

    Parameters
    ----------
    sheets
        The tables, in their order; at least one.
    about_title
        What stands on the tab of the last sheet.
    about
        Its rows: a label and what it says (source, date, filters, measure, radius and so on).

    """
    from xlsxwriter import Workbook  # noqa: PLC0415 - slow to load, and only a download needs it

    out = io.BytesIO()
    book = Workbook(out, {"in_memory": True, "remove_timezone": True})
    looks = _Looks(book)
    names: list[str] = []
    for sheet in sheets:
        names.append(_title(sheet.title, names))
        _write(book.add_worksheet(names[-1]), sheet, looks)
    _write_about(book.add_worksheet(_title(about_title, names)), about, looks)
    book.close()
    return out.getvalue()


def _title(text: str, taken: Sequence[str]) -> str:
    """Return a name that Excel takes for a sheet, different from those that are there."""
    base = text.translate(_FORBIDDEN_IN_TITLE).strip().strip("'") or "-"
    name, number = base[:31], 2
    while name.casefold() in {other.casefold() for other in taken}:
        tail = f" {number}"
        name, number = base[: 31 - len(tail)] + tail, number + 1
    return name


class _Looks:
    """The looks of cells, each made once."""

    def __init__(self, book: Workbook) -> None:
        self._book = book
        self._made: dict[tuple[str, bool], Format] = {}
        around = {"valign": "top", "text_wrap": True}
        self.heading = book.add_format({"bold": True, "bg_color": palette.HEADING, **around})
        self.label = book.add_format({"bold": True, **around})
        self.words = book.add_format(around)

    def of(self, form: str, *, quoted: bool = False) -> Format:
        """Return the look of a number format; quoted for a text that looks like a formula."""
        key = (form, quoted)
        if key not in self._made:
            self._made[key] = self._book.add_format({"num_format": form, **({"quote_prefix": True} if quoted else {})})
        return self._made[key]


def _write(page: Worksheet, sheet: Sheet, looks: _Looks) -> None:
    table = sheet.table
    for column_number, name in enumerate(table.columns):
        heading = sheet.headings.get(str(name), str(name))
        page.write_string(0, column_number, heading, looks.heading)
        column = table[name]
        form = sheet.formats.get(str(name)) or _format_of(column)
        longest = _width(heading) + 3
        for row_number, value in enumerate(column.astype(object), start=1):
            _put(page, row_number, column_number, value, form, looks)
            if longest < _WIDEST:
                longest = max(longest, _room(value, form))
        page.set_column(column_number, column_number, min(max(longest, 9), _WIDEST))
    page.freeze_panes(1, 0)
    page.repeat_rows(0)
    _for_paper(page)
    if len(table.columns):
        page.autofilter(0, 0, len(table), len(table.columns) - 1)


def _for_paper(page: Worksheet) -> None:
    """Make a sheet that is printed one page wide, with numbered pages."""
    page.set_paper(9)
    page.set_landscape()
    page.fit_to_pages(1, 0)
    page.set_footer("&L&A&R&P / &N")


def _write_about(page: Worksheet, about: Sequence[tuple[str, str]], looks: _Looks) -> None:
    for row_number, (label, text) in enumerate(about):
        page.write_string(row_number, 0, label[:_LONGEST], looks.label)
        page.write_string(row_number, 1, text[:_LONGEST], looks.words)
    page.set_column(0, 0, 28)
    page.set_column(1, 1, 90)
    _for_paper(page)


def _format_of(column: pd.Series) -> str:
    if pd.api.types.is_integer_dtype(column.dtype):
        return _WHOLE
    return _DECIMAL if pd.api.types.is_float_dtype(column.dtype) else "General"


def _width(text: str) -> int:
    """Return how many letters wide a text is: Thai marks stand over and under others and take no room."""
    return len(_OVER_AND_UNDER.sub("", text))


def _room(value: object, form: str) -> int:
    """Return how many letters wide a value stands in its cell: a number that has no room is shown as ####."""
    if isinstance(value, str):
        return _width(value) + 1
    if not isinstance(value, int | float | np.integer | np.floating) or not _LARGE <= abs(float(value)) < math.inf:
        return 0
    after = form.partition(".")[2].rstrip("%")
    return len(f"{value:,.{len(after)}f}") + 2


def _put(page: Worksheet, row: int, column: int, value: object, form: str, looks: _Looks) -> None:  # noqa: PLR0917
    """Write a value as what it is: a text that looks like a formula is a text, also after the cell is edited."""
    if isinstance(value, str):
        look = looks.of(_TEXT, quoted=value.startswith(STARTS_A_FORMULA))
        page.write_string(row, column, value[:_LONGEST], look)
    elif _is_missing(value):
        return
    elif isinstance(value, bool | np.bool_):
        page.write_boolean(row, column, bool(value), looks.of(form))
    elif isinstance(value, int | float | np.integer | np.floating):
        page.write_number(row, column, float(value), looks.of(form))
    elif isinstance(value, date | datetime):
        page.write_datetime(row, column, value, looks.of(_DAY if form == "General" else form))
    else:
        _put(page, row, column, str(value), form, looks)


def _is_missing(value: object) -> bool:
    if value is None or value is pd.NA or value is pd.NaT:
        return True
    return isinstance(value, float | np.floating) and not math.isfinite(value)
