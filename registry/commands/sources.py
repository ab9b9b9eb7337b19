"""``sources``: the files of the data folder against their record."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any, Final

from registry.sources import check_sources, read_sources, update_sources

if TYPE_CHECKING:
    import argparse

_PROBLEMS: Final = {
    "missing": "is recorded in sources.toml but is not there",
    "changed": "is not the file that sources.toml records (sha256)",
    "rows": "has another number of rows than sources.toml records",
    "unrecorded": "has no record in sources.toml",
}


def add_to(commands: argparse._SubParsersAction[Any]) -> None:
    """Add the command."""
    text = "check the files of the data folder against sources.toml"
    sources = commands.add_parser("sources", help=text, description=text)
    sources.add_argument("--update", action="store_true", help="write rows and hashes as they are now")
    sources.set_defaults(run=_sources)


def _sources(chosen: argparse.Namespace) -> int:
    if chosen.update:
        for path in update_sources():
            print(f"{path}: record renewed")
    mismatches = check_sources()
    for mismatch in mismatches:
        print(f"{mismatch.path} {_PROBLEMS[mismatch.problem]}", file=sys.stderr)
    if mismatches:
        return 1
    print(f"{len(read_sources())} files are as sources.toml records them")
    return 0
