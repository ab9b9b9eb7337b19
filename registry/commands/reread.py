"""``reread``: take up the data folder as it is now."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from registry.author import local_administrator
from registry.commands.reason import add_reason
from registry.store import Register

if TYPE_CHECKING:
    import argparse
    from collections.abc import Sequence

    from registry.store import FileChange


def add_to(commands: argparse._SubParsersAction[Any]) -> None:
    """Add the command."""
    text = "read the changed files of the data folder again; imports stay"
    reread = commands.add_parser("reread", help=text, description=text)
    reread.add_argument("--dry-run", action="store_true", help="only say what would change")
    add_reason(reread)
    reread.set_defaults(run=_reread)


def _reread(chosen: argparse.Namespace) -> int:
    register = Register.open()
    author = local_administrator()
    changes = register.pending() if chosen.dry_run else register.reread(author=author, reason=chosen.reason)
    print_changes(changes, "nothing to read again")
    return 0


def print_changes(changes: Sequence[FileChange], nothing: str) -> None:
    """Print the rows that came, went and changed in each file."""
    if not changes:
        print(nothing)
    for change in changes:
        counts = f"{len(change.added)} added, {len(change.changed)} changed, {len(change.removed)} removed"
        print(f"{change.file}: {counts}")
        for sign, keys in (("+", change.added), ("~", change.changed), ("-", change.removed)):
            for key in keys:
                print(f"  {sign} {key}")
