"""Step one: from the bytes of a file to its sheets."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from pathlib import Path, PurePath
from typing import TYPE_CHECKING

from geodata.garbage import pause_collection
from registry.importing.errors import ImportFileError
from registry.importing.progress import Ear, Progress, Stop
from registry.importing.read.cleaning import clean_column
from registry.importing.read.file_kinds import WORKBOOKS, FileKind, file_kind
from registry.importing.read.limits import Limits
from registry.importing.read.sheets import RawSheet, ReadFile
from registry.importing.read.text_files import read_text

if TYPE_CHECKING:
    from registry.importing.problems import FileNote


def read_file(
    source: bytes | Path | str,
    *,
    name: str | None = None,
    limits: Limits | None = None,
    progress: Progress | None = None,
    stop: Stop | None = None,
) -> ReadFile:
    """Read a file that somebody brings.

    Parameters
    ----------
    source
        Its bytes, or its path.
    name
        Its name as the person knows it; needed with bytes. Only the last part of a path is kept.
    limits
        Bounds on its size; by default those of the environment (`Limits.from_environment`).
    progress, stop
        See `registry.importing.progress`.

    Returns
    -------
    ReadFile
        Sheets in their order, each with at least one filled cell. CSV (UTF-8, UTF-16, Thai of Windows; comma,
        semicolon, tab), XLSX, XLS, ODS, GeoJSON, GeoPackage, KML, KMZ and zipped shapefiles are told apart by what
        is in them.

    Raises
    ------
    ImportFileError
        The file is missing, empty, damaged, protected, too large or of another kind.
    ImportStopped
        ``stop`` said so.

    """
    limits, ear = limits or Limits.from_environment(), Ear(progress, stop)
    ear.at("read")
    data, name = _bytes(source, name, limits)
    kind = file_kind(data, name=name)
    with pause_collection():
        sheets, notes = _sheets(data, kind, name, limits, ear)
    if len(sheets) > limits.sheets:
        raise ImportFileError("import_too_many_sheets", file=name, limit=limits.sheets)
    clean_sheets = [clean for sheet in sheets if (clean := _cleaned(sheet, name, limits)).height]
    if not clean_sheets:
        raise ImportFileError("import_no_sheet", file=name)
    ear.at("read", sum(sheet.height for sheet in clean_sheets), sum(sheet.height for sheet in clean_sheets))
    return ReadFile(name, hashlib.sha256(data).hexdigest(), str(kind), tuple(clean_sheets), tuple(notes))


def _bytes(source: bytes | Path | str, name: str | None, limits: Limits) -> tuple[bytes, str]:
    if isinstance(source, bytes):
        data, file_name = source, name or "?"
    else:
        path = Path(source)
        file_name = name or path.name
        try:
            if not path.is_file():
                raise ImportFileError("import_file_missing", file=str(source))
            if path.stat().st_size > limits.file_mb * 1_000_000:
                raise ImportFileError("import_too_large", file=file_name, limit=limits.file_mb)
            data = path.read_bytes()
        except (OSError, ValueError) as error:
            if isinstance(error, ImportFileError):
                raise
            raise ImportFileError("import_file_unreadable", file=str(source), reason=str(error)) from error
    file_name = PurePath(file_name.replace("\\", "/")).name or "?"
    if len(data) > limits.file_mb * 1_000_000:
        raise ImportFileError("import_too_large", file=file_name, limit=limits.file_mb)
    return data, file_name


def _sheets(data: bytes, kind: FileKind, name: str, limits: Limits, ear: Ear) -> tuple[list[RawSheet], list[FileNote]]:
    if kind is FileKind.TEXT:
        return [read_text(data, name=name, limits=limits, ear=ear)], []
    if kind in WORKBOOKS:
        from registry.importing.read.workbooks import read_workbook  # noqa: PLC0415 - only workbooks need it

        return read_workbook(data, kind, name=name, limits=limits, ear=ear)
    from registry.importing.read.map_files import read_map_file  # noqa: PLC0415 - only map files need it

    return read_map_file(data, kind, name=name, limits=limits, ear=ear)


def _cleaned(sheet: RawSheet, name: str, limits: Limits) -> RawSheet:
    """Return the sheet with clean cells and without the empty rows and columns after the last filled ones."""
    if sheet.height > limits.rows:
        raise ImportFileError("import_too_many_rows", file=name, sheet=sheet.name, limit=limits.rows)
    for column in sheet.columns:
        longest = max(map(len, column), default=0)
        if longest > limits.cell_characters:
            row = next(number for number, cell in enumerate(column, start=1) if len(cell) == longest)
            raise ImportFileError(
                "import_cell_too_long", file=name, sheet=sheet.name, limit=limits.cell_characters, row=row
            )
    columns = [clean_column(column) for column in sheet.columns]
    while columns and len(columns) - 1 not in sheet.fields and not any(columns[-1]):
        columns.pop()
    height = max((_last_filled(column) for column in columns), default=0)
    if len(columns) * height > limits.cells:
        raise ImportFileError("import_too_many_cells", file=name, sheet=sheet.name, limit=limits.cells)
    return replace(sheet, columns=tuple(column[:height] for column in columns) if height else ())


def _last_filled(column: list[str]) -> int:
    for position in range(len(column), 0, -1):
        if column[position - 1]:
            return position
    return 0
