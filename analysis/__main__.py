"""Command line of the room: ``python -m analysis coverage``."""

from __future__ import annotations

import sys

from analysis.commands import main
from geodata.terminal import run_command

if __name__ == "__main__":
    sys.exit(run_command(main))
