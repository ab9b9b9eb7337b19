"""What a file is, by what stands in it; its name is only a hint."""

from __future__ import annotations

import io
import zipfile
from enum import StrEnum
from typing import Final

from registry.importing.errors import ImportFileError

KINDS_TEXT: Final = ".xlsx, .xls, .ods, .csv, .geojson, .gpkg, .kml, .kmz, .zip (shapefile)"
_OLE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED: Final = "EncryptedPackage".encode("utf-16-le")
_BOM: Final = b"\xef\xbb\xbf"
# What begins like these is neither a table nor text.
_FOREIGN: Final = (
    b"%PDF", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"Rar!", b"7z\xbc\xaf", b"\x1f\x8b", b"MZ\x90", b"\x7fELF",
)  # fmt: skip


class FileKind(StrEnum):
    """The kinds of file that can be read."""

    TEXT = "csv"
    XLSX = "xlsx"
    XLS = "xls"
    ODS = "ods"
    GEOJSON = "geojson"
    GPKG = "gpkg"
    KML = "kml"
    KMZ = "kmz"
    SHAPEFILE = "shapefile"


WORKBOOKS: Final = frozenset({FileKind.XLSX, FileKind.XLS, FileKind.ODS})


def file_kind(data: bytes, *, name: str) -> FileKind:
    """Return what kind of file the bytes are.

    Raises
    ------
    ImportFileError
        It is empty, protected, or of no kind that can be read.

    """
    head = data[:4_096].removeprefix(_BOM).lstrip()
    if not data.strip(b"\0 \t\r\n" + _BOM):
        raise ImportFileError("import_empty", file=name)
    if data.startswith(b"PK"):
        return _in_zip(data, name)
    if data.startswith(_OLE):
        if _ENCRYPTED in data[:2_000_000]:
            raise ImportFileError("import_password", file=name)
        return FileKind.XLS
    if data.startswith(b"SQLite format 3\x00"):
        return FileKind.GPKG
    if head.startswith(b"{"):
        return FileKind.GEOJSON
    if head.startswith(b"<"):
        return _in_markup(head, name)
    if data.startswith(_FOREIGN):
        raise _unknown(name)
    return FileKind.TEXT


def _in_zip(data: bytes, name: str) -> FileKind:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            inside = {entry.filename.casefold() for entry in archive.infolist()}
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, RuntimeError) as error:
        raise ImportFileError("import_damaged", file=name) from error
    if "xl/workbook.bin" in inside:
        raise ImportFileError("import_kind_binary_workbook", file=name)
    if any(entry.startswith("xl/") for entry in inside):
        return FileKind.XLSX
    if "content.xml" in inside:
        return FileKind.ODS
    endings = {entry.rpartition(".")[2] for entry in inside if not entry.startswith("__macosx")}
    if "shp" in endings:
        return FileKind.SHAPEFILE
    if "kml" in endings:
        return FileKind.KMZ
    raise _unknown(name)


def _in_markup(head: bytes, name: str) -> FileKind:
    lowered = head.lower()
    if b"<kml" in lowered or b"opengis.net/kml" in lowered or (name.casefold().endswith(".kml")):
        return FileKind.KML
    if b"<html" in lowered or b"<table" in lowered or b"urn:schemas-microsoft-com" in lowered:
        raise ImportFileError("import_kind_html", file=name)
    raise _unknown(name)


def _unknown(name: str) -> ImportFileError:
    return ImportFileError("import_kind_unknown", file=name, kinds=KINDS_TEXT)
