"""A folder of files for browsers, below the app's own home: no cleaner of the system sweeps there."""

from __future__ import annotations

import contextlib
import logging
import os
import re
import secrets
import shutil
import tempfile
from pathlib import Path
from typing import Final

from geodata.paths import home_dir

_LOG: Final = logging.getLogger(__name__)
_NAME: Final = re.compile(r"(\d+)-[0-9a-f]{8}")
"""The number of the process that a folder is of, and what tells it from an earlier one of the same number."""


class ServedFolder:
    """Files that are served while the process runs: put in once, written again where they went missing.

    What cannot be written, as on a full disk, is served from memory.

    The folder stands in ``served`` below `geodata.paths.home_dir`; where that cannot be written, below the user's
    cache, else in the system's temporary files. `remove` takes it away; of a process that died without doing so, the
    next removes it.
    """

    def __init__(self) -> None:
        self._files: dict[str, bytes] = {}
        self._has_room = True
        self.path = _made()

    def put(self, name: str, content: bytes) -> None:
        """Serve a file; one of the same name is replaced."""
        self._files[name] = content
        self._write(name)

    def has(self, name: str) -> bool:
        """Tell whether a file of that name is served."""
        return name in self._files

    def read(self, name: str) -> bytes:
        """Return the content of a served file."""
        return self._files[name]

    def mend(self, name: str) -> bytes | None:
        """Write a file again where it is gone, and with it every other that is; return it where it cannot be."""
        if name in self._files and not (self.path / name).is_file():
            for other in list(self._files):
                if not (self.path / other).is_file() and not self._write(other):
                    break
        return self._files.get(name) if not (self.path / name).is_file() else None

    def remove(self) -> None:
        """Take the folder away, and the one around it where no other process has one."""
        shutil.rmtree(self.path, ignore_errors=True)
        with contextlib.suppress(OSError):
            self.path.parent.rmdir()

    def _write(self, name: str) -> bool:
        """Write a file; return whether it is there."""
        file = self.path / name
        fresh = file.with_name(f"{file.name}.{secrets.token_hex(4)}.part")
        try:
            file.parent.mkdir(parents=True, exist_ok=True)
            fresh.write_bytes(self._files[name])
            fresh.replace(file)
        except OSError as error:
            with contextlib.suppress(OSError):
                file.unlink(missing_ok=True)  # an earlier one of that name is served no more
            with contextlib.suppress(OSError):
                fresh.unlink(missing_ok=True)
            if self._has_room:
                _LOG.warning("What %s cannot hold is served from memory: %s", self.path, error)
            self._has_room = False
        else:
            self._has_room = True
        return self._has_room


def _made() -> Path:
    """Return a fresh folder in the first place that can be written to."""
    name = f"{os.getpid()}-{secrets.token_hex(4)}"
    cache = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "klaibaan"
    for place in (home_dir() / "served", cache / "served"):
        try:
            (place / name).mkdir(parents=True)
        except OSError:
            continue
        _remove_left(place)
        return place / name
    return Path(tempfile.mkdtemp(prefix="klaibaan-"))


def _remove_left(place: Path) -> None:
    """Remove the folders of processes that are no more."""
    for folder in place.iterdir():
        named = _NAME.fullmatch(folder.name)
        if named and not _runs(int(named[1])):
            shutil.rmtree(folder, ignore_errors=True)


def _runs(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except OSError:
        return True
    return True
