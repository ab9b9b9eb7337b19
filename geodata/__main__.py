"""Command line of the room: ``python -m geodata build|water|check|install|locate|export|find``."""

from __future__ import annotations

import sys

from geodata.commands import main
from geodata.terminal import run_command

if __name__ == "__main__":
    sys.exit(run_command(main))
