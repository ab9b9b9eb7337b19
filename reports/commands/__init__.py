"""What ``python -m reports`` understands: one module a family of files.

A module has ``add(commands)``, which makes its parsers and sets ``make``: what takes the options and returns the bytes
of the file. What it needs besides argparse it imports there, so that ``--help`` waits for nothing.
"""

from __future__ import annotations

import argparse
import sys
from typing import TYPE_CHECKING

from geodata.errors import KlaiBaanError
from geodata.task import one_task
from geodata.writing import file_place
from reports.commands import briefs, data, documents, html, pictures
from reports.commands.options import write_file

if TYPE_CHECKING:
    from collections.abc import Sequence

_MODULES = (documents, pictures, briefs, html, data)


def main(arguments: Sequence[str] | None = None) -> int:
    """Make a file; return 0, or 2 after saying on stderr what is wrong."""
    chosen = _parser().parse_args(arguments)
    try:
        with one_task():
            file_place(chosen.out)  # before the work
            write_file(chosen.out, chosen.make(chosen))
    except KlaiBaanError as error:
        print(error, file=sys.stderr)
        return 2
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m reports", description="What one takes away: slides, report, workbook, pictures."
    )
    commands = parser.add_subparsers(dest="command", required=True, metavar="KIND")
    for module in _MODULES:
        module.add(commands)
    return parser
