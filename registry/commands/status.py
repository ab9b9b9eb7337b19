"""``status``: what the register has, and what changed in the data folder."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from registry.commands.reread import print_changes
from registry.schema import ImportState
from registry.store import Register

if TYPE_CHECKING:
    import argparse


def add_to(commands: argparse._SubParsersAction[Any]) -> None:
    """Add the command."""
    text = "say how many rows the register has, and what changed in the data folder"
    commands.add_parser("status", help=text, description=text).set_defaults(run=_status)


def _status(_chosen: argparse.Namespace) -> int:
    register = Register.open()
    print(f"revision {register.revision()}")
    print(f"{len(register.programmes())} programmes, {len(register.centres(located=False))} centres")
    print(f"{len(register.programme_details())} programme details, {len(register.figures())} figures")
    print(f"{len(register.area_counts())} counts by area")
    states = list(register.imports.table()["state"])
    print(f"{states.count(ImportState.ACTIVE)} imports, {states.count(ImportState.UNDONE)} more undone")
    print_changes(register.pending(), "the data folder is as it was read")
    return 0
