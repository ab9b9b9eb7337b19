"""``python -m reports``."""

import sys

from geodata.terminal import run_command
from reports.commands import main

if __name__ == "__main__":
    sys.exit(run_command(main))
