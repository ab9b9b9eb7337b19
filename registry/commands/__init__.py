"""What ``python -m registry`` understands: one module a command, or a pair that belongs together."""

from __future__ import annotations

import argparse
import sys
from typing import TYPE_CHECKING, Final

from geodata.errors import KlaiBaanError
from registry.commands import backup, bring, export, imports, journal, move, reread, sources, status

if TYPE_CHECKING:
    from collections.abc import Sequence

# In the order in which --help lists them. Each has `add_to(commands)`, which adds parsers with a default ``run``.
COMMANDS: Final = (export, status, reread, sources, bring, imports, journal, backup, move)
_ONLY_PRINT: Final = ("status", "imports", "journal")
"""Commands whose work is what they print: where that is lost, they failed."""


def changes_something(arguments: Sequence[str]) -> bool:
    """Return whether a command does more than print: what it did is done, whether or not its words arrive."""
    return not (set(arguments[:1]) & set(_ONLY_PRINT) or "--dry-run" in arguments)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command; return 0, 1 where a check failed, or 2 after saying on stderr what is wrong."""
    parser = argparse.ArgumentParser(prog="python -m registry", description="The register of learning centres.")
    commands = parser.add_subparsers(dest="command", required=True)
    for command in COMMANDS:
        command.add_to(commands)
    chosen = parser.parse_args(arguments)
    try:
        return int(chosen.run(chosen))
    except KlaiBaanError as error:
        print(error, file=sys.stderr)
        return 2
