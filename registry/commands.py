"""What ``python -m registry`` understands."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from geodata.errors import KlaiBaanError
from registry.sources import check_sources, read_sources, update_sources
from registry.store import Register

if TYPE_CHECKING:
    from collections.abc import Sequence

    from registry.store import FileChange

_PROBLEMS = {
    "missing": "is recorded in sources.toml but is not there",
    "changed": "is not the file that sources.toml records (sha256)",
    "rows": "has another number of rows than sources.toml records",
    "unrecorded": "has no record in sources.toml",
}


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command; return 0, 1 where a check failed, or 2 after saying on stderr what is wrong."""
    chosen = _parser().parse_args(arguments)
    try:
        return int(chosen.run(chosen))
    except KlaiBaanError as error:
        print(error, file=sys.stderr)
        return 2


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m registry", description="The register of learning centres.")
    commands = parser.add_subparsers(dest="command", required=True)
    text = "write all centres to a file; its suffix (csv, geojson, gpkg, xlsx) says the form"
    export = commands.add_parser("export", help=text, description=text)
    export.add_argument("out", type=Path, metavar="OUT")
    export.set_defaults(run=_export)
    text = "say how many rows the register has, and what changed in the data folder"
    commands.add_parser("status", help=text, description=text).set_defaults(run=_status)
    text = "read the changed files of the data folder again; imports stay"
    reread = commands.add_parser("reread", help=text, description=text)
    reread.add_argument("--dry-run", action="store_true", help="only say what would change")
    reread.set_defaults(run=_reread)
    text = "check the files of the data folder against sources.toml"
    sources = commands.add_parser("sources", help=text, description=text)
    sources.add_argument("--update", action="store_true", help="write rows and hashes as they are now")
    sources.set_defaults(run=_sources)
    return parser


def _export(chosen: argparse.Namespace) -> int:
    from registry.export import export_centres  # noqa: PLC0415 - only this command needs it

    centres = Register.open().centres()
    export_centres(centres, chosen.out)
    print(f"{len(centres)} centres written to {chosen.out}")
    return 0


def _status(_chosen: argparse.Namespace) -> int:
    register = Register.open()
    print(f"revision {register.revision()}")
    print(f"{len(register.programmes())} programmes, {len(register.centres(located=False))} centres")
    print(f"{len(register.programme_details())} programme details, {len(register.figures())} figures")
    _print_changes(register.pending(), "the data folder is as it was read")
    return 0


def _reread(chosen: argparse.Namespace) -> int:
    register = Register.open()
    _print_changes(register.pending() if chosen.dry_run else register.reread(), "nothing to read again")
    return 0


def _print_changes(changes: Sequence[FileChange], nothing: str) -> None:
    if not changes:
        print(nothing)
    for change in changes:
        counts = f"{len(change.added)} added, {len(change.changed)} changed, {len(change.removed)} removed"
        print(f"{change.file}: {counts}")
        for sign, keys in (("+", change.added), ("~", change.changed), ("-", change.removed)):
            for key in keys:
                print(f"  {sign} {key}")


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
