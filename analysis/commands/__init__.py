"""What ``python -m analysis`` understands: one module a command.

A command's module has ``add(commands)``, which makes its parser and sets ``answer``: what takes the options and
returns the text to print. What it needs besides argparse it imports there, so that ``--help`` waits for nothing.
"""

from __future__ import annotations

import argparse
import re
import sys
from typing import TYPE_CHECKING

from analysis.commands import coverage, curve, equity, gaps, grid, open_here, points, siting
from analysis.commands.answers import write_out
from geodata.errors import KlaiBaanError
from geodata.task import one_task

if TYPE_CHECKING:
    from collections.abc import Sequence

_NUMBERS = frozenset({"--weights", "--radius-km", "--lon", "--lat", "--year-ce"})
_MODULES = (coverage, gaps, equity, curve, open_here, siting, grid, points)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command; return 0, or 2 after saying on stderr what is wrong."""
    chosen = _parser().parse_args(_joined(sys.argv[1:] if arguments is None else arguments))
    try:
        with one_task():
            text = str(chosen.answer(chosen))
    except KlaiBaanError as error:
        print(error, file=sys.stderr)
        return 2
    write_out(text)
    return 0


def _joined(arguments: Sequence[str]) -> list[str]:
    """Return the arguments with a value that begins with a minus joined to its option: argparse takes it for one."""
    joined: list[str] = []
    for argument in arguments:
        if joined and joined[-1] in _NUMBERS and re.match(r"-[\d.]", argument):
            joined[-1] += f"={argument}"
        else:
            joined.append(argument)
    return joined


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m analysis", description="What the register means.")
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    for module in _MODULES:
        module.add(commands)
    return parser
