"""The option by which a command takes why something is done: it goes into the journal."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import argparse


def add_reason(command: argparse.ArgumentParser) -> None:
    """Add ``--reason`` to a command."""
    command.add_argument("--reason", default="", metavar="TEXT", help="why; it stands in the journal")
