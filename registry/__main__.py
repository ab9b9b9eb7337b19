"""Command line of the room: ``python -m registry --help`` lists what there is."""

from __future__ import annotations

import sys

from geodata.terminal import run_command
from registry.commands import changes_something, main

if __name__ == "__main__":
    sys.exit(run_command(main, changes=changes_something(sys.argv[1:])))
