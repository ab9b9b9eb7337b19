"""Tables as an Excel workbook: typed columns, a frozen and filtered header, codes as text, and where it comes from."""

from __future__ import annotations

import io
import math
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import TYPE_CHECKING, Final

import numpy as np
import pandas as pd

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from openpyxl.cell.cell import Cell
    from openpyxl.worksheet.worksheet import Worksheet

STARTS_A_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r")
_FORBIDDEN_IN_TITLE: Final = str.maketrans(dict.fromkeys("[]:*?/\\", " "))
_WIDEST: Final = 60
_WHOLE, _DECIMAL, _TEXT = "#,##0", "#,##0.00", "@"
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
    from openpyxl import Workbook  # noqa: PLC0415 - slow to load, and only a download needs it

    book = Workbook()
    book.remove(book.active)
    for sheet in sheets:
        _write(book.create_sheet(_title(sheet.title, book.sheetnames)), sheet)
    _write_about(book.create_sheet(_title(about_title, book.sheetnames)), about)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _title(text: str, taken: Sequence[str]) -> str:
    """Return a name that Excel takes for a sheet, different from those that are there."""
    base = text.translate(_FORBIDDEN_IN_TITLE).strip().strip("'") or "-"
    name, number = base[:31], 2
    while name.casefold() in {other.casefold() for other in taken}:
        tail = f" {number}"
        name, number = base[: 31 - len(tail)] + tail, number + 1
    return name


def _write(page: Worksheet, sheet: Sheet) -> None:
    from openpyxl.utils import get_column_letter  # noqa: PLC0415

    table = sheet.table
    widths = []
    for column_number, name in enumerate(table.columns, start=1):
        heading = sheet.headings.get(str(name), str(name))
        _put(page.cell(1, column_number), heading)
        _dress_heading(page.cell(1, column_number))
        form = sheet.formats.get(str(name)) or _format_of(table[name])
        longest = len(heading) + 3
        for row_number, value in enumerate(table[name].astype(object), start=2):
            cell = page.cell(row_number, column_number)
            _put(cell, value)
            cell.number_format = _TEXT if isinstance(value, str) else form
            longest = max(longest, len(str(value)) + 1 if isinstance(value, str) else 0)
        widths.append(min(longest, _WIDEST))
    for column_number, width in enumerate(widths, start=1):
        page.column_dimensions[get_column_letter(column_number)].width = max(width, 9)
    page.freeze_panes = "A2"
    if len(table.columns):
        page.auto_filter.ref = f"A1:{get_column_letter(len(table.columns))}{len(table) + 1}"


def _write_about(page: Worksheet, about: Sequence[tuple[str, str]]) -> None:
    from openpyxl.styles import Alignment, Font  # noqa: PLC0415

    for row_number, (label, text) in enumerate(about, start=1):
        _put(page.cell(row_number, 1), label)
        _put(page.cell(row_number, 2), text)
        page.cell(row_number, 1).font = Font(bold=True)
        for cell in (page.cell(row_number, 1), page.cell(row_number, 2)):
            cell.alignment = Alignment(vertical="top", wrap_text=True)
    page.column_dimensions["A"].width = 28
    page.column_dimensions["B"].width = 90


def _dress_heading(cell: Cell) -> None:
    from openpyxl.styles import Alignment, Font, PatternFill  # noqa: PLC0415

    cell.font = Font(bold=True)
    cell.fill = PatternFill("solid", fgColor="DCEFEC")
    cell.alignment = Alignment(vertical="top", wrap_text=True)


def _format_of(column: pd.Series) -> str:
    if pd.api.types.is_integer_dtype(column.dtype):
        return _WHOLE
    return _DECIMAL if pd.api.types.is_float_dtype(column.dtype) else "General"


def _put(cell: Cell, value: object) -> None:
    """Write a value as what it is: a text that looks like a formula is a text, also after somebody edits the cell."""
    from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE  # noqa: PLC0415

    if _is_missing(value):
        return
    if isinstance(value, bool | np.bool_):
        cell.value = bool(value)
    elif isinstance(value, int | float | np.integer | np.floating):
        number = float(value)
        cell.value = int(value) if number.is_integer() else number
    elif isinstance(value, date | datetime):
        cell.value = value
    else:
        text = str(value)
        # A workbook cannot hold control characters; it has a spelling for them that Excel reads back.
        cell.value = ILLEGAL_CHARACTERS_RE.sub(lambda found: f"_x{ord(found.group()):04X}_", text)
        cell.data_type = "s"
        cell.quotePrefix = text.startswith(STARTS_A_FORMULA)


def _is_missing(value: object) -> bool:
    if value is None or value is pd.NA or value is pd.NaT:
        return True
    return isinstance(value, float | np.floating) and not math.isfinite(value)
