"""Unpacking a zipped shapefile from a stranger: nothing but its parts, nowhere but here, and not too much."""

from __future__ import annotations

import stat
import zipfile
import zlib
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Final

from geodata.errors import FileError

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

MAX_ENTRIES: Final = 200
MAX_UNPACKED_BYTES: Final = 1_000_000_000
_PARTS: Final = frozenset({".shp", ".shx", ".dbf", ".prj", ".cpg"})
_CHUNK: Final = 1 << 20
_BROKEN: Final = (
    zipfile.BadZipFile,
    zlib.error,
    OSError,
    EOFError,
    RuntimeError,
    NotImplementedError,
    ValueError,
)


def unpack_shapefile(path: Path, folder: Path, *, name: str | None = None) -> Path:
    """Unpack the one shapefile of a zip into a folder and return the path of its .shp.

    Whatever names the archive uses, the parts are written as ``layer.shp``, ``layer.dbf`` and so on; sizes
    are counted while unpacking, not believed.

    Parameters
    ----------
    path
        The zip.
    folder
        An empty folder of ours.
    name
        Which shapefile, when the zip holds several: its name without .shp.

    Raises
    ------
    FileError
        It is no zip, is damaged, encrypted or too large, names a place outside itself, or does not hold
        exactly one shapefile (of that name).

    """
    try:
        with zipfile.ZipFile(path) as archive:
            return _unpack(archive, path, folder, name)
    except _BROKEN as error:
        raise _refusal(path, str(error) or type(error).__name__) from error


def _unpack(archive: zipfile.ZipFile, path: Path, folder: Path, name: str | None) -> Path:
    entries = archive.infolist()
    if len(entries) > MAX_ENTRIES:
        raise _refusal(path, f"it holds {len(entries)} files, more than {MAX_ENTRIES}")
    for entry in entries:
        if not _is_plain(entry):
            raise _refusal(path, f"the name {entry.filename!r} in it points outside the archive")
    stem = _choose(path, entries, name)
    left = MAX_UNPACKED_BYTES
    for entry in entries:
        inside = PurePosixPath(entry.filename)
        if inside.with_suffix("") == stem and inside.suffix.lower() in _PARTS:
            left -= _copy(archive, entry, folder / f"layer{inside.suffix.lower()}", left)
            if left < 0:
                raise _refusal(path, f"it unpacks to more than {MAX_UNPACKED_BYTES // 1_000_000} MB")
    return folder / "layer.shp"


def _is_plain(entry: zipfile.ZipInfo) -> bool:
    inside = PurePosixPath(entry.filename)
    link = stat.S_ISLNK(entry.external_attr >> 16)
    odd = "\\" in entry.filename or ":" in entry.filename or "\0" in entry.orig_filename
    return not (link or odd or inside.is_absolute() or ".." in inside.parts)


def _choose(path: Path, entries: Iterable[zipfile.ZipInfo], name: str | None) -> PurePosixPath:
    shapes = [PurePosixPath(entry.filename) for entry in entries]
    stems = [
        shape.with_suffix("") for shape in shapes if shape.suffix.lower() == ".shp" and "__MACOSX" not in shape.parts
    ]
    candidates = [stem for stem in stems if name is None or stem.name == name]
    if len(candidates) != 1:
        names = ", ".join(stem.name for stem in stems) or "none"
        raise _refusal(path, f"it must hold one shapefile, or --layer must name one; it holds: {names}")
    return candidates[0]


def _copy(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, target: Path, limit: int) -> int:
    """Copy one part and return its size; stop as soon as it is over the limit."""
    size = 0
    with archive.open(entry) as packed, target.open("wb") as unpacked:
        while size <= limit and (chunk := packed.read(_CHUNK)):
            size += len(chunk)
            unpacked.write(chunk)
    return size


def _refusal(path: Path, reason: str) -> FileError:
    return FileError("file_unreadable", file=str(path), kind="a zipped shapefile", reason=reason)
