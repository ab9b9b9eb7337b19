"""Arrays in a folder of files, mapped into memory: the processes of one machine that read them hold them once."""

from __future__ import annotations

import hashlib
import json
import os
import secrets
import shutil
from typing import TYPE_CHECKING, Any, Final

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from numpy.typing import NDArray

_LABEL: Final = "label.json"


def write_arrays(folder: Path, arrays: Mapping[str, NDArray[Any]], words: Mapping[str, str]) -> None:
    """Put arrays and some words into a folder, whole or not at all; what stood there is replaced.

    Raises
    ------
    OSError
        They cannot be written.

    """
    new = folder.with_name(f"{folder.name}-{secrets.token_hex(4)}.new")
    new.mkdir(parents=True)
    try:
        for name, array in arrays.items():
            np.save(new / f"{name}.npy", array, allow_pickle=False)
        label = {"words": dict(words), "sha256": {name: _hash(new / f"{name}.npy") for name in arrays}}
        (new / _LABEL).write_text(json.dumps(label, ensure_ascii=False), encoding="utf-8")
        if folder.exists():
            os.replace(folder, new.with_suffix(".old"))  # noqa: PTH105 - in the way of the next step
        os.replace(new, folder)  # noqa: PTH105 - a reader sees all of it or nothing
    finally:
        shutil.rmtree(new, ignore_errors=True)
        shutil.rmtree(new.with_suffix(".old"), ignore_errors=True)


def read_arrays(folder: Path) -> tuple[dict[str, NDArray[Any]], dict[str, str]]:
    """Return the arrays of a folder, which nobody can write to, and its words.

    Raises
    ------
    OSError, ValueError, KeyError
        There is no such folder, or a file of it is not what was written.

    """
    label = json.loads((folder / _LABEL).read_text(encoding="utf-8"))
    arrays: dict[str, NDArray[Any]] = {}
    for name, sha256 in label["sha256"].items():
        file = folder / f"{name}.npy"
        if _hash(file) != sha256:
            raise ValueError(file)
        # As a plain array: numpy's own class for mapped files costs time at every slice.
        arrays[name] = np.asarray(np.load(file, mmap_mode="r", allow_pickle=False))
    return arrays, label["words"]


def _hash(file: Path) -> str:
    with file.open("rb") as opened:
        return hashlib.file_digest(opened, "sha256").hexdigest()
