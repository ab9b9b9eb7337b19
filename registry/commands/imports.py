"""``imports``, ``undo`` and ``redo``: what was imported, taken out as a whole and laid back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from registry.author import local_administrator
from registry.commands.reason import add_reason
from registry.store import Register

if TYPE_CHECKING:
    import argparse


def add_to(commands: argparse._SubParsersAction[Any]) -> None:
    """Add the commands."""
    text = "list the imports, the first one first"
    commands.add_parser("imports", help=text, description=text).set_defaults(run=_imports)
    for name, text, run in (
        ("undo", "take an import out of the register as a whole; redo brings it back", _undo),
        ("redo", "lay an undone import over the register again, in its old place", _redo),
    ):
        command = commands.add_parser(name, help=text, description=text)
        command.add_argument("import_id", metavar="IMPORT", help="its id, such as import-1")
        add_reason(command)
        command.set_defaults(run=run)


def _imports(_chosen: argparse.Namespace) -> int:
    table = Register.open().imports.table()
    if table.empty:
        print("nothing was imported")
    for row in table.to_dict("records"):
        print(
            f"{row['import_id']} ({row['state']}, {row['mode']}): {row['file_name'] or 'by hand'}, {row['imported_at']}"
        )
        print(f"  {', '.join(row['programme_ids'])}: {', '.join(row['kinds'])}")
        outcomes = ", ".join(f"{row[name]} {name}" for name in ("accepted", "warned", "duplicate", "rejected"))
        print(f"  {row['read']} rows read: {outcomes}")
    return 0


def _undo(chosen: argparse.Namespace) -> int:
    undone = Register.open().imports.undo(chosen.import_id, author=local_administrator(), reason=chosen.reason)
    print(f"{chosen.import_id} {'is undone' if undone else 'was undone already'}")
    return 0


def _redo(chosen: argparse.Namespace) -> int:
    redone = Register.open().imports.redo(chosen.import_id, author=local_administrator(), reason=chosen.reason)
    print(f"{chosen.import_id} {'is active again' if redone else 'was active already'}")
    return 0
