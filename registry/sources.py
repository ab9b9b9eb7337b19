"""The record of every file in the data folder: producer, licence, dates, rows, hash, processing."""

from __future__ import annotations

import csv
import hashlib
import re
import tomllib
from dataclasses import dataclass, fields
from pathlib import Path
from typing import TYPE_CHECKING, Final

from geodata.paths import data_dir
from registry.errors import DataFileError

if TYPE_CHECKING:
    from collections.abc import Iterator

FILE_NAME: Final = "sources.toml"
NOT_STATED: Final = "not-stated"


@dataclass(frozen=True)
class Source:
    """Where one file of the data folder comes from.

    path is relative to the data folder, with slashes; group is "programmes", "population", "areas" or "layers";
    licence an SPDX expression or "not-stated", and licence_th, licence_en say it in words; data_date (what the facts
    are of) and retrieved are ISO dates, "" where not stated; rows counts data rows or features; sha256 is that of
    the file's bytes.
    """

    path: str
    group: str
    title_th: str
    title_en: str
    producer_th: str
    producer_en: str
    url: str
    licence: str
    licence_th: str
    licence_en: str
    data_date: str
    retrieved: str
    rows: int
    sha256: str
    processing_th: str
    processing_en: str


@dataclass(frozen=True)
class Mismatch:
    """A file that is not what its record says: problem is "missing", "changed", "rows" or "unrecorded"."""

    path: str
    problem: str


def read_sources(folder: Path | None = None) -> list[Source]:
    """Return the records of sources.toml, in its order.

    Raises
    ------
    DataFileError
        sources.toml is missing, no TOML, or a record lacks a field.

    """
    path = (folder or data_dir()) / FILE_NAME
    names = [field.name for field in fields(Source)]
    try:
        tables = tomllib.loads(path.read_text(encoding="utf-8")).get("file", [])
        return [Source(**{name: table[name] for name in names}) for table in tables]
    except FileNotFoundError:
        raise DataFileError("data_file_missing", file=str(path)) from None
    except KeyError as error:
        raise DataFileError("data_file_columns", file=str(path), columns=str(error.args[0])) from None
    except (OSError, ValueError, TypeError, AttributeError) as error:
        raise DataFileError("data_file_unreadable", file=str(path), reason=str(error)) from error


def check_sources(folder: Path | None = None) -> list[Mismatch]:
    """Return what is wrong between sources.toml and the files beside it; an empty list when all is well."""
    folder = folder or data_dir()
    records = read_sources(folder)
    mismatches = [mismatch for record in records if (mismatch := _compare(folder, record)) is not None]
    recorded = {record.path for record in records}
    mismatches += [Mismatch(name, "unrecorded") for name in _files(folder) if name not in recorded]
    return mismatches


def update_sources(folder: Path | None = None) -> list[str]:
    """Write the rows and hashes of the files as they are into sources.toml; return the paths that changed."""
    folder = folder or data_dir()
    changed = []
    path = folder / FILE_NAME
    text = path.read_text(encoding="utf-8")
    for record in read_sources(folder):
        rows, digest = count_rows(folder / record.path), file_hash(folder / record.path)
        if (rows, digest) != (record.rows, record.sha256):
            changed.append(record.path)
            text = _replace(text, record.path, rows, digest)
    if changed:
        path.write_text(text, encoding="utf-8")
    return changed


def file_hash(path: Path) -> str:
    """Return the SHA-256 of a file, in hexadecimal digits."""
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except FileNotFoundError:
        raise DataFileError("data_file_missing", file=str(path)) from None
    except OSError as error:
        raise DataFileError("data_file_unreadable", file=str(path), reason=str(error)) from error


def count_rows(path: Path) -> int:
    """Return the number of data rows of a table, of features of a layer, and 1 for any other file."""
    try:
        if path.suffix == ".csv":
            with path.open(encoding="utf-8-sig", newline="") as file:
                return sum(1 for _ in csv.reader(file)) - 1
        if path.suffix == ".parquet":
            import pyarrow.parquet as pq  # noqa: PLC0415 - only layers need it

            return int(pq.read_metadata(path).num_rows)
    except FileNotFoundError:
        raise DataFileError("data_file_missing", file=str(path)) from None
    except (OSError, ValueError, csv.Error) as error:
        raise DataFileError("data_file_unreadable", file=str(path), reason=str(error)) from error
    return 1


def _compare(folder: Path, record: Source) -> Mismatch | None:
    path = folder / record.path
    if not path.is_file():
        return Mismatch(record.path, "missing")
    if file_hash(path) != record.sha256:
        return Mismatch(record.path, "changed")
    return Mismatch(record.path, "rows") if count_rows(path) != record.rows else None


def _files(folder: Path) -> Iterator[str]:
    for path in sorted(folder.rglob("*")):
        if path.is_file() and path.name != FILE_NAME and not path.name.startswith("."):
            yield path.relative_to(folder).as_posix()


def _replace(text: str, path: str, rows: int, digest: str) -> str:
    """Replace the two lines in the record of one file and leave every other byte as it is."""
    start = text.index(f'path = "{path}"')
    end = text.find("[[file]]", start)
    end = len(text) if end < 0 else end
    record = re.sub(r"(?m)^rows = .*$", f"rows = {rows}", text[start:end])
    record = re.sub(r"(?m)^sha256 = .*$", f'sha256 = "{digest}"', record)
    return text[:start] + record + text[end:]
