"""GeoJSON, GeoPackage, KML, KMZ and zipped shapefiles: unpacked with care, then read in a process of their own."""

from __future__ import annotations

import html
import io
import re
import stat
import tempfile
import zipfile
import zlib
from dataclasses import replace
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Final

from geodata.archive import unpack_shapefile
from geodata.errors import FileError
from registry.importing.errors import ImportFileError
from registry.importing.read.aside import read_aside
from registry.importing.read.file_kinds import FileKind

if TYPE_CHECKING:
    from registry.importing.problems import FileNote
    from registry.importing.progress import Ear
    from registry.importing.read.limits import Limits
    from registry.importing.read.sheets import RawSheet

_MOST_ENTRIES: Final = 2_000
_OUR_NAME: Final = "layer"
_FIELD_NAME: Final = re.compile(
    rb"(<(?:\w{1,20}:)?(?:Data|SimpleData|SimpleField)\s(?:[^<>]{0,200}\s)?name\s*=\s*)([\"'])([^<>\"']{1,200})\2"
)
# A number beyond what 64 bits hold: its reader would refuse the whole file for it.
_OVERFLOW: Final = re.compile(rb"(?<![\w.\"])-?\d+(?:\.\d+)?[eE]\+?\d{3,}(?![\w.\"])")
_BROKEN: Final = (zipfile.BadZipFile, zlib.error, OSError, EOFError, RuntimeError, NotImplementedError, ValueError)


def read_map_file(
    data: bytes, kind: FileKind, *, name: str, limits: Limits, ear: Ear
) -> tuple[list[RawSheet], list[FileNote]]:
    """Return the layers of a map file as sheets, the point of each feature in two columns of their own.

    Points are turned into longitude and latitude (WGS 84) where the layer says its coordinate system; an area or a
    line gives a point on it.

    Raises
    ------
    ImportFileError
        It is damaged, not what its name says, over a limit, or an archive with names that point outside it.

    """
    names: dict[str, str] = {}
    with tempfile.TemporaryDirectory(prefix="klaibaan-") as folder:
        path = _put(data, kind, Path(folder), name, limits, names)
        sheets = read_aside(path, str(kind), name=name, limits=limits, ear=ear)
    stem = PurePosixPath(name).stem or name
    return [_named(sheet, names, stem) for sheet in sheets], []


def _named(sheet: RawSheet, names: dict[str, str], stem: str) -> RawSheet:
    """Return a layer with the names of its columns as they stand in the file, under the file's own name."""
    columns = tuple([names.get(column[0], column[0]), *column[1:]] for column in sheet.columns)
    return replace(sheet, name=stem if sheet.name == _OUR_NAME else sheet.name, columns=columns)


def _put(  # noqa: PLR0917 - one file, taken apart
    data: bytes, kind: FileKind, folder: Path, name: str, limits: Limits, names: dict[str, str]
) -> Path:
    if kind in (FileKind.SHAPEFILE, FileKind.KMZ):
        _check_archive(data, name, limits)
    if kind is FileKind.SHAPEFILE:
        archive = folder / "file.zip"
        archive.write_bytes(data)
        (folder / "parts").mkdir()
        try:
            path = unpack_shapefile(archive, folder / "parts")
        except FileError as error:
            raise ImportFileError("import_archive_unreadable", file=name, reason=error.params["reason"]) from error
        for part in (".shx", ".dbf"):
            if not path.with_suffix(part).exists():
                raise ImportFileError("import_part_missing", file=name, part=part)
        _mend_field_names(path.with_suffix(".dbf"))
        return path
    if kind is FileKind.KMZ:
        data = _kml_inside(data, name, limits)
    if kind in (FileKind.KML, FileKind.KMZ):
        bare = data.replace(b"\0", b"").upper()
        if b"<!DOCTYPE" in bare or b"<!ENTITY" in bare:
            raise ImportFileError("import_unsafe_xml", file=name)
        data = _with_plain_names(data, names)
    if kind is FileKind.GEOJSON:
        data = _OVERFLOW.sub(b"9e99", data)
    suffix = {FileKind.KMZ: "kml"}.get(kind, str(kind))
    path = folder / f"{_OUR_NAME}.{suffix}"
    path.write_bytes(data)
    return path


def _mend_field_names(table: Path) -> None:
    """Cut names of fields in UTF-8 before a letter that their ten bytes cut in two: their reader refuses the file."""
    data = bytearray(table.read_bytes())
    end = min(int.from_bytes(data[8:10], "little"), len(data))
    mended = bytearray(data)
    for at in range(32, end - 31, 32):
        name = bytes(data[at : at + 11]).split(b"\0")[0]
        whole = name.decode("utf-8", "ignore").encode()
        if name != whole and name.startswith(whole) and len(name) - len(whole) < 3 and not whole.isascii():
            mended[at : at + 11] = whole.ljust(11, b"\0")
    if mended != data:
        table.write_bytes(mended)


def _with_plain_names(data: bytes, names: dict[str, str]) -> bytes:
    """Return a KML whose further fields have names of ours: its reader keeps only ASCII ones."""

    def renamed(match: re.Match[bytes]) -> bytes:
        own = html.unescape(match[3].decode("utf-8", "replace"))
        plain = next((one for one, name in names.items() if name == own), f"kb_{len(names) + 1}")
        names[plain] = own
        return match[1] + b'"' + plain.encode() + b'"'

    return _FIELD_NAME.sub(renamed, data)


def _check_archive(data: bytes, name: str, limits: Limits) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            entries = archive.infolist()
    except _BROKEN as error:
        raise ImportFileError("import_damaged", file=name) from error
    if len(entries) > _MOST_ENTRIES or sum(entry.file_size for entry in entries) > limits.unpacked_mb * 1_000_000:
        raise ImportFileError("import_unpacks_too_large", file=name, limit=limits.unpacked_mb)
    for entry in entries:
        inside = PurePosixPath(entry.filename)
        link = stat.S_ISLNK(entry.external_attr >> 16)
        odd = "\\" in entry.filename or ":" in entry.filename or "\0" in entry.orig_filename
        if link or odd or inside.is_absolute() or ".." in inside.parts:
            raise ImportFileError("import_archive_unsafe", file=name, name=repr(entry.filename)[:80])


def _kml_inside(data: bytes, name: str, limits: Limits) -> bytes:
    """Return the first KML of a KMZ: by its rules the one that counts."""
    most = limits.unpacked_mb * 1_000_000
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            entry = next(one for one in archive.infolist() if one.filename.casefold().endswith(".kml"))
            with archive.open(entry) as packed:
                text = packed.read(most + 1)
    except _BROKEN as error:
        raise ImportFileError("import_damaged", file=name) from error
    if len(text) > most:
        raise ImportFileError("import_unpacks_too_large", file=name, limit=limits.unpacked_mb)
    return text
