"""``export``: all centres as a file."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from registry.store import Register

if TYPE_CHECKING:
    import argparse


def add_to(commands: argparse._SubParsersAction[Any]) -> None:
    """Add the command."""
    text = "write all centres to a file; its suffix (csv, geojson, gpkg, xlsx) says the form"
    export = commands.add_parser("export", help=text, description=text)
    export.add_argument("out", type=Path, metavar="OUT")
    export.set_defaults(run=_export)


def _export(chosen: argparse.Namespace) -> int:
    from registry.export import export_centres  # noqa: PLC0415 - only this command needs it

    centres = Register.open().centres()
    export_centres(centres, chosen.out)
    print(f"{len(centres)} centres written to {chosen.out}")
    return 0
