"""Reading workbooks and map files in a process of its own, so that no file can take the app down with it.

Their readers are compiled code that trusts a file's own figures: a sheet with one cell far out asks for all the memory
there is, and when it does not get it the process ends. Here that is a process with bounds on memory and time, and
what comes of it is a sentence.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from registry.importing.errors import ImportFileError
from registry.importing.problems import FileNote
from registry.importing.read.sheets import RawSheet

if TYPE_CHECKING:
    from registry.importing.progress import Ear
    from registry.importing.read.limits import Limits

_ROOT: Final = Path(__file__).resolve().parents[3]
_BETWEEN_S: Final = 0.1
_MOST_OUTPUT: Final = 2_000_000_000
# Calls that a process makes when its memory is refused; any other death is a damaged file.
_MEMORY_WORDS: Final = (b"memory allocation", b"MemoryError", b"bad_alloc", b"Cannot allocate", b"capacity overflow")


def read_aside(path: Path, kind: str, *, name: str, limits: Limits, ear: Ear) -> list[RawSheet]:
    """Return the sheets of a file that is read in a process of its own.

    Raises
    ------
    ImportFileError
        The file is damaged, protected or over a limit.
    ImportStopped
        Somebody stopped the import: the process is ended.

    """
    command = [sys.executable, "-m", "registry.importing.read.worker", kind, str(path), name]
    command.append(json.dumps(asdict(limits)))
    environment = {**os.environ, "OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1", "PYTHONIOENCODING": "utf-8"}
    out = path.with_name("read.json")
    try:
        with (
            out.open("wb") as answer,
            subprocess.Popen(  # noqa: S603 - our own module, no shell
                command, cwd=_ROOT, env=environment, stdin=subprocess.DEVNULL, stdout=answer, stderr=subprocess.PIPE
            ) as process,
        ):
            try:
                stderr = _wait(process, name, limits, ear)
            finally:
                if process.poll() is None:
                    process.kill()
    except OSError as error:
        raise ImportFileError("import_file_unreadable", file=name, reason=str(error)) from error
    if process.returncode != 0:
        raise _death(stderr, name, limits)
    if out.stat().st_size > _MOST_OUTPUT:
        raise ImportFileError("import_too_much_memory", file=name, limit=limits.memory_mb)
    return _sheets(json.loads(out.read_bytes().decode("utf-8", "surrogatepass")), name)


def _wait(process: subprocess.Popen[bytes], name: str, limits: Limits, ear: Ear) -> bytes:
    end = time.monotonic() + limits.seconds
    while True:
        try:
            return process.communicate(timeout=_BETWEEN_S)[1] or b""
        except subprocess.TimeoutExpired:
            ear.at("read")
            if time.monotonic() > end:
                process.kill()
                raise ImportFileError("import_too_slow", file=name, limit=limits.seconds) from None


def _death(stderr: bytes, name: str, limits: Limits) -> ImportFileError:
    if any(word in stderr for word in _MEMORY_WORDS):
        return ImportFileError("import_too_much_memory", file=name, limit=limits.memory_mb)
    return ImportFileError("import_damaged", file=name)


def _sheets(answer: dict[str, Any], name: str) -> list[RawSheet]:
    if "error" in answer:
        raise ImportFileError(str(answer["error"]), **{"file": name, **answer["params"]})
    return [
        RawSheet(
            name=str(sheet["name"]), columns=tuple(sheet["columns"]),
            fields={int(position): str(field) for position, field in sheet.get("fields", {}).items()},
            header_row=sheet.get("header_row"),
            notes=tuple(FileNote(key, **params) for key, params in sheet.get("notes", ())),
        )
        for sheet in answer["sheets"]
    ]  # fmt: skip
