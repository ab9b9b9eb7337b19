"""Files written whole or not at all, in the place of nothing but a file."""

from __future__ import annotations

import secrets
from contextlib import contextmanager
from typing import TYPE_CHECKING

from geodata.errors import FileError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


def file_place(path: Path) -> Path:
    """Return where a file of that name is to be written: what a link leads to.

    Raises
    ------
    FileError
        Something stands there that is no file: a folder, a device, a pipe.

    """
    try:
        place = path.resolve()
        if place.exists() and not place.is_file():
            raise FileError("file_not_plain", file=str(path))
    except (OSError, RuntimeError) as error:
        raise FileError("file_unwritable", file=str(path), reason=str(error)) from error
    return place


@contextmanager
def whole_file(path: Path) -> Iterator[Path]:
    """Yield a fresh path beside another, with its suffix; once all is written there, it takes the other's place.

    Raises
    ------
    FileError
        No file can stand there, or it cannot be written.

    """
    place = file_place(path)
    partial = place.with_name(f".{place.stem}.{secrets.token_hex(4)}.part{place.suffix}")
    try:
        yield partial
        partial.replace(place)
    except OSError as error:
        raise FileError("file_unwritable", file=str(path), reason=error.strerror or str(error)) from error
    finally:
        if partial.is_file():
            partial.unlink()
