"""The process that reads one workbook or map file and writes its cells as JSON (see `registry.importing.read.aside`).

Kept light: it starts for every such file, and imports no more than the reader it needs.
"""

from __future__ import annotations

import json
import sys
from typing import Any

from geodata.errors import KlaiBaanError
from registry.importing.read.file_kinds import WORKBOOKS


def main(arguments: list[str]) -> int:
    """Read a file; return 0 where there is an answer, be it an error with a sentence."""
    kind, path, name, limits = arguments
    bounds: dict[str, int] = json.loads(limits)
    _hold_memory(bounds["memory_mb"])
    try:
        answer: dict[str, Any] = {"sheets": _read(kind, path, name, bounds)}
    except KlaiBaanError as error:
        answer = {"error": error.key, "params": error.params}
    except MemoryError:
        answer = {"error": "import_too_much_memory", "params": {"limit": bounds["memory_mb"]}}
    # In one piece: written bit by bit it takes several times as long.
    sys.stdout.buffer.write(json.dumps(answer, ensure_ascii=False).encode("utf-8", "surrogatepass"))
    return 0


def _read(kind: str, path: str, name: str, bounds: dict[str, int]) -> list[dict[str, Any]]:
    if kind in WORKBOOKS:
        from registry.importing.read.workbook_cells import read_cells  # noqa: PLC0415 - one reader a process

        return read_cells(path, kind, name=name, bounds=bounds)
    # The reader would load these where it finds them, which takes three times as long as reading a list.
    for unused in ("geopandas", "pandas", "pyarrow"):
        sys.modules.setdefault(unused, None)  # type: ignore[arg-type]
    from registry.importing.read.layer_cells import read_layers  # noqa: PLC0415

    return read_layers(path, kind, name=name, bounds=bounds)


def _hold_memory(megabytes: int) -> None:
    """Hold this process to so much memory, where the system can."""
    try:
        import resource  # noqa: PLC0415 - not on Windows

        resource.setrlimit(resource.RLIMIT_AS, (megabytes * 1_000_000, megabytes * 1_000_000))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    except (ImportError, OSError, ValueError):
        return


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
