"""``migrate`` and ``move``: the register brought up to date, and to another place."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from registry.store import SCHEMA_VERSION, Register, schema_version

if TYPE_CHECKING:
    import argparse


def add_to(commands: argparse._SubParsersAction[Any]) -> None:
    """Add the commands."""
    text = "bring a register that an older version wrote up to date, as the first opening would"
    commands.add_parser("migrate", help=text, description=text).set_defaults(run=_migrate)
    text = (
        "copy the register with its imports, decisions, documents and journal to an empty place and check every row; "
        "the register itself stays as it is"
    )
    move = commands.add_parser("move", help=text, description=text)
    move.add_argument(
        "--to", required=True, metavar="URL",
        help="postgresql://user@host/database (the password from PGPASSWORD or ~/.pgpass is seen by nobody), or a file",
    )  # fmt: skip
    move.set_defaults(run=_move)


def _migrate(_chosen: argparse.Namespace) -> int:
    before = schema_version()
    register = Register.open()
    if before == SCHEMA_VERSION:
        print(f"{register.name} is up to date (schema {SCHEMA_VERSION})")
    elif before == 0:
        print(f"{register.name} is made (schema {SCHEMA_VERSION})")
    else:
        print(f"{register.name} is brought up to date: schema {before} → {SCHEMA_VERSION}")
    return 0


def _move(chosen: argparse.Namespace) -> int:
    register = Register.open()
    on_server = "://" in chosen.to
    there, rows = register.copy_to(path=None if on_server else Path(chosen.to), url=chosen.to if on_server else "")
    print(f"{rows} rows of {register.name} are copied to {there} and checked; nothing was changed here")
    print(
        "to use it, set KLAIBAAN_DATABASE_URL to its address"
        if on_server
        else "to use it, name its folder KLAIBAAN_HOME"
    )
    return 0
