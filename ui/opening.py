"""The first view of the map as a file: it is on the screen before what it is computed with is loaded.

The file stands in the home folder and holds the state of the map and the files that its state names. Its key says what
they were made of: the version of the code and the data, boundaries and register. Where it is another one, or the
file is damaged, the map is computed as any other, and the file written anew.

A home without a register has no such file yet: there the one counts that the programme comes with, where the data are
those that it was made of. `python -m ui.coverage.first_view` makes it.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import logging
import os
import sys
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import Any, Final
from urllib.parse import unquote, urlsplit

import streamlit as st

from geodata.errors import FileError
from geodata.paths import data_dir, home_dir
from geodata.task import once_a_task
from geodata.writing import whole_file
from ui import published
from ui.maps.theme import theme

FILE_NAME: Final = "first-view.json"
PAGE: Final = "map"
FREE: Final = threading.Event()
"""Whether no first view is being drawn: what is loaded beside waits for it."""
FREE.set()
_LOG: Final = logging.getLogger(__name__)
_ROOMS: Final = ("ui", "pages", "answers", "analysis", "registry", "geodata")
_NO_SOURCE: Final = frozenset({"__pycache__"})
"""Folders of what is made of the rest."""
_ALONG: Final = Path(__file__).with_name("first-view.sealed")
"""The first view that the programme comes with."""
_OF_NO_REGISTER: Final = frozenset({"served", "field", "rights.toml"})
"""What a home may hold where the map is that of the data: files for browsers, points of the population, rights."""


@dataclass(frozen=True)
class Opening:
    """A map as it is first shown.

    state, outline
        Its state (`ui.maps.host.host_state`), and the served file of its outline.
    of_home
        Whether it was made of the home's own register; one that the programme comes with is held against it.
    """

    state: Mapping[str, Any]
    outline: str
    of_home: bool = True


@once_a_task
def opening() -> Opening | None:
    """Return the first view where this run opens the page of the map by its bare address, and it is at hand."""
    return _at_hand().get(theme()) if _opens() else None


@contextmanager
def ahead() -> Iterator[None]:
    """Draw a first view before what is loaded beside it."""
    FREE.clear()
    try:
        yield
    finally:
        FREE.set()


def load() -> bool:
    """Read the file; return whether there is a first view that counts."""
    return bool(_at_hand())


def put(first: Opening, *, is_current: Callable[[], bool]) -> None:
    """Write the first view that this run has made, if it opens the page; `is_current` is asked once the key is taken.

    It tells whether what the run stands on is what there is: else an older map would come under a newer key.
    """
    key = key_now() if _opens() else ""
    if not key or not is_current():
        return
    try:
        write(_path(), key, {**_read(_path(), key), theme(): first})
    except FileError as error:
        _LOG.warning("The first view was not written: %s", error)


def write_along(views: Mapping[str, Opening]) -> None:
    """Write the first views, by theme, that the programme comes with."""
    write(_ALONG, data_key(), views)


def write(place: Path, key: str, views: Mapping[str, Opening]) -> None:
    """Write first views by theme under a key, with the files that they name.

    Raises
    ------
    FileError
        The file cannot be written.

    """
    names = sorted({name for view in views.values() for name in _files_of(view)})
    content = {
        "key": key,
        "views": {one: {"state": view.state, "outline": view.outline} for one, view in views.items()},
        "files": {name: published.folder().read(name).decode() for name in names},
    }
    data = json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode()
    with whole_file(place) as path:
        path.write_bytes(hashlib.sha256(data).hexdigest().encode() + b"\n" + data)
    _read.cache_clear()


def _at_hand() -> dict[str, Opening]:
    """Return the first view by theme: the home's, or before it has a register the one that the programme comes with."""
    key = key_now()
    if not key:
        return {}
    of_home = _read(_path(), key)
    if of_home or not _is_before_the_register():
        return of_home
    return {one: replace(view, of_home=False) for one, view in _read(_ALONG, data_key()).items()}


def _is_before_the_register() -> bool:
    """Return whether the home says nothing that the data do not, and will take the register.

    Where it takes none, the register of a running server may be another than that of the data, and no file tells.
    """
    home = home_dir()
    try:
        names = {path.name for path in home.iterdir()} if home.exists() else set()
    except OSError:
        return False
    place = next(one for one in (home.absolute(), *home.absolute().parents) if one.exists())
    return names <= _OF_NO_REGISTER and not _grid().exists() and os.access(place, os.W_OK)


@once_a_task
def _opens() -> bool:
    """Return whether this run opens the page of the map by its bare address."""
    if "address" in st.session_state or st.query_params.to_dict():
        return False
    return unquote(urlsplit(st.context.url or "").path).strip().rpartition("/")[2] == PAGE


@lru_cache(maxsize=2)
def _read(path: Path, key: str) -> dict[str, Opening]:
    """Return the first view by theme, its files served; none where the file is of another key, damaged or not there."""
    try:
        seal, _, data = path.read_bytes().partition(b"\n")
        if hashlib.sha256(data).hexdigest().encode() != seal:
            return {}
        content = json.loads(data)
        if content["key"] != key:
            return {}
        for name, text in content["files"].items():
            if not published.folder().has(name):
                published.folder().put(name, text.encode())
        return {theme_: Opening(**view) for theme_, view in content["views"].items()}
    except (OSError, ValueError, KeyError, TypeError):
        return {}


def key_now() -> str:
    """Return what a first view stands on as one text; "" where that cannot be told from files alone."""
    if os.environ.get("KLAIBAAN_DATABASE_URL"):
        return ""
    digest = hashlib.sha256(f"{sys.version} {st.__version__}".encode())
    for stamp in _stamps():
        digest.update(repr(stamp).encode())
    return digest.hexdigest()


def data_key() -> str:
    """Return a hash of the names and contents of all files of data."""
    digest = hashlib.sha256()
    for path in sorted(one for one in data_dir().rglob("*") if one.is_file()):
        digest.update(f"{path.relative_to(data_dir()).as_posix()} {path.stat().st_size}\n".encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()


def _stamps() -> Iterator[tuple[str, int, int, int]]:
    """Yield path, times of change and size of each file that the first view is made of."""
    repository = Path(__file__).parent.parent
    for place in (*(repository / room for room in _ROOMS), data_dir(), home_dir() / "layers"):
        for folder, folders, names in os.walk(place):
            folders[:] = sorted(set(folders) - _NO_SOURCE)
            yield from (_stamp(Path(folder, name)) for name in sorted(names))
    yield _stamp(_grid())
    with contextlib.suppress(OSError):
        for path in sorted(home_dir().iterdir()):
            if path.is_file() and not path.name.lstrip(".").startswith("first-view"):
                yield _stamp(path)


def _stamp(path: Path) -> tuple[str, int, int, int]:
    try:
        state = path.stat()
    except OSError:
        return str(path), 0, 0, 0
    return str(path), state.st_mtime_ns, state.st_ctime_ns, state.st_size


def _grid() -> Path:
    return home_dir() / "field" / "grid.json"  # `analysis.field.grid.record`, which is not loaded before the map


def _path() -> Path:
    return home_dir() / FILE_NAME


def _files_of(view: Opening) -> set[str]:
    return {view.outline, view.state["marks"]["url"], *filter(None, view.state["layers"].values())}
