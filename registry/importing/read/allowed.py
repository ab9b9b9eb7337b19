"""From where lists may be fetched: the folders and addresses that a setting names, and nowhere without it."""

from __future__ import annotations

import os
import posixpath
import time
import urllib.error
import urllib.request
from dataclasses import dataclass, replace
from http.client import HTTPException
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any, Final
from urllib.parse import SplitResult, quote, unquote, urlsplit

from registry.importing.errors import ImportFileError
from registry.importing.problems import FileNote
from registry.importing.progress import Ear, Progress, Stop
from registry.importing.read.file import read_file
from registry.importing.read.limits import Limits

if TYPE_CHECKING:
    from collections.abc import Iterator
    from email.message import Message

    from registry.importing.read.sheets import ReadFile

VARIABLE: Final = "KLAIBAAN_IMPORT_FROM"
SUFFIXES: Final = (
    "csv", "tsv", "txt", "xlsx", "xlsm", "xls", "ods", "geojson", "json", "gpkg", "kml", "kmz", "zip",
)  # fmt: skip
"""How the names of files with lists end."""
_SCHEMES: Final = {"https": 443, "http": 80}
_AT_ONCE: Final = 1 << 16
_SILENCE_S: Final = 20.0
_MOST_FILES: Final = 500
# What an address is made of besides letters and digits; Thai letters in it are written as the web has them.
_SAFE: Final = "%/:?#[]@!$&'()*+,;=~"


@dataclass(frozen=True)
class AllowedPlace:
    """A folder, or an address: one file, or with a slash at its end all below it."""

    text: str

    @property
    def is_address(self) -> bool:
        """Return whether it is an address."""
        return is_address(self.text)

    @property
    def is_open(self) -> bool:
        """Return whether it is an address below which files are named by the person."""
        return self.is_address and urlsplit(self.text).path.endswith("/")

    def holds(self, location: str) -> bool:
        """Return whether a file lies here; a link that leads out of a folder leads to nothing in it."""
        if not self.is_address:
            return not is_address(location) and Path(location).resolve().is_relative_to(Path(self.text).resolve())
        return is_address(location) and _lies_below(urlsplit(location), urlsplit(self.text), exact=not self.is_open)

    def files(self) -> list[str]:
        """Return the files that are offered: those of a folder, the newest first, or the one of an address.

        Raises
        ------
        ImportFileError
            The folder cannot be read.

        """
        if self.is_address:
            return [] if self.is_open else [self.text]
        try:
            own = [path for path in Path(self.text).iterdir() if path.suffix[1:].lower() in SUFFIXES and path.is_file()]
            newest = sorted(own, key=lambda path: (-path.stat().st_mtime, path.name))[:_MOST_FILES]
        except OSError as error:
            raise ImportFileError("import_file_unreadable", file=self.text, reason=error.strerror or "") from error
        return [str(path) for path in newest if self.holds(str(path))]


def is_address(text: str) -> bool:
    """Return whether a text is an address of the web and no path."""
    return text.partition("://")[0].lower() in _SCHEMES


def allowed_places() -> tuple[AllowedPlace, ...]:
    """Return the places of the setting ``KLAIBAAN_IMPORT_FROM``, divided by semicolons or lines; none without it.

    Raises
    ------
    ImportFileError
        An entry is neither a whole path of a folder nor an address without a name and password in it.

    """
    entries = [one.strip() for line in os.environ.get(VARIABLE, "").splitlines() for one in line.split(";")]
    places = tuple(AllowedPlace(entry) for entry in entries if entry)
    for place in places:
        if not (_is_plain(urlsplit(place.text)) if place.is_address else Path(place.text).is_absolute()):
            raise ImportFileError("import_from_invalid", name=VARIABLE, value=place.text)
    return places


def fetch_list(
    location: str, *, limits: Limits | None = None, progress: Progress | None = None, stop: Stop | None = None
) -> ReadFile:
    """Read a file from a place that is allowed; of a folder the newest.

    Parameters
    ----------
    location
        The path of a file or folder, or an address.
    limits, progress, stop
        As in `registry.importing.read.file.read_file`; an address has no longer than the seconds of the limits.

    Raises
    ------
    ImportFileError
        The place is not allowed, nothing can be fetched from it, or the file cannot be used.
    ImportStopped
        ``stop`` said so.

    """
    limits, places = limits or Limits.from_environment(), allowed_places()
    if not is_address(location) and Path(location).is_dir():
        below = [one for place in places for one in _below(place, location)]
        if not below and any(place.holds(location) for place in places):
            raise ImportFileError("import_folder_empty", folder=location)
        location = below[0] if below else location
    if not any(place.holds(location) for place in places):
        raise ImportFileError("import_not_allowed", file=location, name=VARIABLE)
    if is_address(location):
        data, name = _fetch(location, places, limits, Ear(progress, stop))
    else:
        path = Path(location).resolve()
        data, name = _read(path, limits), path.name
    file = read_file(data, name=name, limits=limits, progress=progress, stop=stop)
    return replace(file, notes=(FileNote("note_fetched", place=location), *file.notes))


def _below(place: AllowedPlace, folder: str) -> list[str]:
    """Return the files of a folder that is a place, or lies in one."""
    return [] if place.is_address or not place.holds(folder) else AllowedPlace(folder).files()


def _read(path: Path, limits: Limits) -> bytes:
    try:
        if path.stat().st_size > limits.file_mb * 1_000_000:
            raise ImportFileError("import_too_large", file=path.name, limit=limits.file_mb)
        return path.read_bytes()
    except FileNotFoundError as error:
        raise ImportFileError("import_file_missing", file=str(path)) from error
    except OSError as error:
        raise ImportFileError("import_file_unreadable", file=str(path), reason=error.strerror or "") from error


def _fetch(address: str, places: tuple[AllowedPlace, ...], limits: Limits, ear: Ear) -> tuple[bytes, str]:
    """Return what an address gives, within the limits of size and time, and its name."""
    request = urllib.request.Request(  # noqa: S310 - only http and https reach this line
        quote(address, safe=_SAFE), headers={"Accept-Encoding": "identity", "User-Agent": "klai-baan"}
    )
    end = time.monotonic() + limits.seconds
    opener = urllib.request.build_opener(_WithinPlaces(places))
    data = bytearray()
    try:
        with opener.open(request, timeout=min(_SILENCE_S, limits.seconds)) as response:
            for piece in _pieces(response):
                data += piece
                ear.at("read")
                if len(data) > limits.file_mb * 1_000_000:
                    raise ImportFileError("import_too_large", file=address, limit=limits.file_mb)
                if time.monotonic() > end:
                    raise ImportFileError("import_too_slow", file=address, limit=limits.seconds)
            name = response.headers.get_filename() or posixpath.basename(unquote(urlsplit(response.url).path))
    except (OSError, HTTPException, ValueError) as error:
        if isinstance(error, ImportFileError):
            raise
        if isinstance(error, urllib.error.HTTPError):
            error.close()
        if isinstance(error, TimeoutError):
            raise ImportFileError("import_too_slow", file=address, limit=limits.seconds) from error
        reason = getattr(error, "reason", None) or str(error) or type(error).__name__
        raise ImportFileError("import_fetch_failed", address=address, reason=str(reason)) from error
    return bytes(data), name or "list"


def _pieces(response: Any) -> Iterator[bytes]:  # noqa: ANN401 - the library's own class has no name to import
    # What is there already: a server that sends a byte now and then is not waited for beyond the time.
    while piece := response.read1(_AT_ONCE):
        yield piece


class _WithinPlaces(urllib.request.HTTPRedirectHandler):
    """Follows an address that leads on only where that is allowed too."""

    def __init__(self, places: tuple[AllowedPlace, ...]) -> None:
        self._places = places

    def redirect_request(  # noqa: PLR0917 - as the library calls it
        self, req: urllib.request.Request, fp: IO[bytes], code: int, msg: str, headers: Message, newurl: str
    ) -> urllib.request.Request | None:
        if not any(place.holds(newurl) for place in self._places):
            fp.close()
            raise ImportFileError("import_not_allowed", file=newurl, name=VARIABLE)
        return super().redirect_request(req, fp, code, msg, headers, newurl)  # type: ignore[arg-type]


def _is_plain(parts: SplitResult) -> bool:
    """Return whether an address has a host and neither name nor password, and nothing that hides where it leads."""
    try:
        hidden = parts.username is not None or parts.password is not None or (parts.port or 1) < 1
    except ValueError:
        return False
    text = parts.geturl()
    return bool(parts.hostname) and not hidden and "\\" not in text and text.isprintable() and " " not in text


def _lies_below(address: SplitResult, allowed: SplitResult, *, exact: bool) -> bool:
    if not _is_plain(address) or _host(address) != _host(allowed):
        return False
    if exact:
        return (address.path, address.query) == (allowed.path, allowed.query)
    # As the server would read it: no step upwards, written plainly or not.
    path = unquote(address.path)
    steps = path.split("/")
    return path.startswith(unquote(allowed.path)) and ".." not in steps and "." not in steps and "%" not in path


def _host(parts: SplitResult) -> tuple[str, str | None, int]:
    scheme = parts.scheme.lower()
    return scheme, parts.hostname, parts.port or _SCHEMES[scheme]
