"""The cells of a workbook as text, by column; runs in the process of `registry.importing.read.worker`."""

from __future__ import annotations

from typing import Any

import python_calamine as calamine

from registry.importing.errors import ImportFileError
from registry.importing.read.cell_text import text_of
from registry.importing.read.ods_merges import ods_merges


def read_cells(path: str, kind: str, *, name: str, bounds: dict[str, int]) -> list[dict[str, Any]]:
    """Return the visible sheets: name, columns (lists of text) and notes.

    Raises
    ------
    ImportFileError
        It is damaged, protected, or a sheet is over a limit.

    """
    try:
        with calamine.CalamineWorkbook.from_path(path) as book:
            return _sheets(book, path, kind, name, bounds)
    except calamine.PasswordError as error:
        raise ImportFileError("import_password", file=name) from error
    except calamine.CalamineError as error:
        key = "import_password" if "password" in str(error).casefold() else "import_damaged"
        raise ImportFileError(key, file=name) from error
    except (OSError, ValueError, OverflowError) as error:
        if isinstance(error, ImportFileError):
            raise
        raise ImportFileError("import_damaged", file=name) from error
    except BaseException as error:
        # A panic of the compiled reader is no Exception.
        if type(error).__name__ != "PanicException":
            raise
        raise ImportFileError("import_damaged", file=name) from error


def _sheets(
    book: calamine.CalamineWorkbook, path: str, kind: str, name: str, bounds: dict[str, int]
) -> list[dict[str, Any]]:
    sheets: list[dict[str, Any]] = []
    hidden: list[tuple[str, dict[str, Any]]] = []
    for about in book.sheets_metadata:
        if about.typ is not calamine.SheetTypeEnum.WorkSheet:
            continue
        if about.visible is not calamine.SheetVisibleEnum.Visible:
            hidden.append(("note_sheet_hidden", {"sheet": about.name}))
            continue
        if len(sheets) >= bounds["sheets"]:
            raise ImportFileError("import_too_many_sheets", file=name, limit=bounds["sheets"])
        sheets.append(_sheet(book.get_sheet_by_name(about.name), about.name, path, kind, name, bounds))
    if sheets and hidden:
        sheets[0]["notes"] = [*hidden, *sheets[0]["notes"]]
    return sheets


def _sheet(  # noqa: PLR0917 - one sheet of one file
    sheet: calamine.CalamineSheet, title: str, path: str, kind: str, name: str, bounds: dict[str, int]
) -> dict[str, Any]:
    if sheet.end is not None:
        height, width = (last + 1 for last in sheet.end)
        for key, size in (("rows", height), ("columns", width), ("cells", height * width)):
            if size > bounds[key]:
                raise ImportFileError(f"import_too_many_{key}", file=name, sheet=title, limit=bounds[key])
    rows = sheet.to_python(skip_empty_area=False)
    columns = [[cell if type(cell) is str else text_of(cell) for cell in column] for column in zip(*rows, strict=True)]
    del rows
    merges = sheet.merged_cell_ranges or (ods_merges(path, title) if kind == "ods" else [])
    filled = _fill(columns, merges)
    return {"name": title, "columns": columns, "notes": [("note_merged", {"count": filled})] if filled else []}


def _fill(columns: list[list[str]], merges: list[tuple[tuple[int, int], tuple[int, int]]]) -> int:
    """Write the value of each merged range into the cells below its first; return how many were filled."""
    filled = 0
    for (top, left), (bottom, _right) in merges:
        if left >= len(columns) or top >= len(columns[left]) or bottom <= top or not columns[left][top]:
            continue
        for row in range(top + 1, min(bottom + 1, len(columns[left]))):
            if not columns[left][row]:
                columns[left][row] = columns[left][top]
                filled += 1
    return filled
