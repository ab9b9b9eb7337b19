"""A folder of files for browsers, below the app's own home: no cleaner of the system sweeps there."""

from __future__ import annotations

import contextlib
import os
import re
import secrets
import shutil
import tempfile
from pathlib import Path
from typing import Final

from geodata.paths import home_dir

_NAME: Final = re.compile(r"(\d+)-[0-9a-f]{8}")
"""The number of the process that a folder is of, and what tells it from an earlier one of the same number."""


class ServedFolder:
    """Files that are served while the process runs: put in once, written again where they went missing.

    The folder stands in ``served`` below `geodata.paths.home_dir`; where that cannot be written, below the user's
    cache, else in the system's temporary files. `remove` takes it away; of a process that died without doing so, the
    next removes it.
    """

    def __init__(self) -> None:
        self._files: dict[str, bytes] = {}
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

    def mend(self, name: str) -> None:
        """Write a file again where it is gone, and with it every other that is."""
        if name in self._files and not (self.path / name).is_file():
            for other in list(self._files):
                if not (self.path / other).is_file():
                    self._write(other)

    def remove(self) -> None:
        """Take the folder away, and the one around it where no other process has one."""
        shutil.rmtree(self.path, ignore_errors=True)
        with contextlib.suppress(OSError):
            self.path.parent.rmdir()

    def _write(self, name: str) -> None:
        file = self.path / name
        file.parent.mkdir(parents=True, exist_ok=True)
        fresh = file.with_name(f"{file.name}.{secrets.token_hex(4)}.part")
        fresh.write_bytes(self._files[name])
        fresh.replace(file)


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
