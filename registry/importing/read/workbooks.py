"""XLSX, XLS and ODS: held against what may harm, then read in a process of their own."""

from __future__ import annotations

import io
import re
import tempfile
import zipfile
import zlib
from pathlib import Path
from typing import TYPE_CHECKING, Final

from registry.importing.errors import ImportFileError
from registry.importing.problems import FileNote
from registry.importing.read.aside import read_aside
from registry.importing.read.file_kinds import FileKind

if TYPE_CHECKING:
    from registry.importing.progress import Ear
    from registry.importing.read.limits import Limits
    from registry.importing.read.sheets import RawSheet

_MOST_ENTRIES: Final = 5_000
_HEAD: Final = 2_048
_BROKEN: Final = (zipfile.BadZipFile, zlib.error, OSError, EOFError, RuntimeError, NotImplementedError, ValueError)
_EMPTY_FORMULA: Final = re.compile(rb"(?:</f>|<f(?:\s[^>]*)?/>)\s*(?:<v\s*/>|<v>\s*</v>)?\s*</c>")
_HIDDEN_ROW: Final = re.compile(rb"<row\s[^>]*\bhidden=\"(?:1|true)\"")
_HIDDEN_COLUMN: Final = re.compile(rb"<col\s[^>]*\bhidden=\"(?:1|true)\"")


def read_workbook(
    data: bytes, kind: FileKind, *, name: str, limits: Limits, ear: Ear
) -> tuple[list[RawSheet], list[FileNote]]:
    """Return the visible sheets of a workbook, and what is to be said of it.

    Formulas give the value that was stored with them; merged cells are filled downwards with their value; hidden
    sheets are left out, hidden rows and columns are read like the others.

    Raises
    ------
    ImportFileError
        It is damaged, protected or over a limit.

    """
    notes: list[FileNote] = []
    if kind is not FileKind.XLS:
        try:
            with zipfile.ZipFile(io.BytesIO(data)) as archive:
                _check_entries(archive, name, limits)
                if kind is FileKind.XLSX:
                    notes = _look(archive)
        except _BROKEN as error:
            if isinstance(error, ImportFileError):
                raise
            raise ImportFileError("import_damaged", file=name) from error
    with tempfile.TemporaryDirectory(prefix="klaibaan-") as folder:
        path = Path(folder) / f"file.{kind}"
        path.write_bytes(data)
        sheets = read_aside(path, str(kind), name=name, limits=limits, ear=ear)
    return sheets, notes


def _check_entries(archive: zipfile.ZipFile, name: str, limits: Limits) -> None:
    """Refuse what unpacks to too much, and definitions that could multiply once unpacked."""
    entries = archive.infolist()
    if len(entries) > _MOST_ENTRIES or sum(entry.file_size for entry in entries) > limits.unpacked_mb * 1_000_000:
        raise ImportFileError("import_unpacks_too_large", file=name, limit=limits.unpacked_mb)
    for entry in entries:
        if entry.filename.endswith((".xml", ".rels")):
            with archive.open(entry) as part:
                head = part.read(_HEAD).replace(b"\0", b"").upper()
            if b"<!DOCTYPE" in head or b"<!ENTITY" in head:
                raise ImportFileError("import_unsafe_xml", file=name)


def _look(archive: zipfile.ZipFile) -> list[FileNote]:
    """Return what the cells alone do not show: formulas without a value, hidden rows and columns."""
    counts = {"note_formulas": 0, "note_hidden_rows": 0, "note_hidden_columns": 0}
    for entry in archive.infolist():
        if entry.filename.startswith("xl/worksheets/") and entry.filename.endswith(".xml"):
            text = archive.read(entry)
            if b"<f" in text:
                counts["note_formulas"] += len(_EMPTY_FORMULA.findall(text))
            if b"hidden=" in text:
                counts["note_hidden_rows"] += len(_HIDDEN_ROW.findall(text))
                counts["note_hidden_columns"] += len(_HIDDEN_COLUMN.findall(text))
    return [FileNote(key, count=count) for key, count in counts.items() if count]
