"""The process that searches: a problem on its standard input, a line of JSON for each better choice on its output."""

from __future__ import annotations

import json
import os
import sys
from dataclasses import asdict
from typing import TYPE_CHECKING

from analysis.siting.errors import SitingError
from analysis.siting.problem import SitingProblem
from analysis.siting.search import best_sites

if TYPE_CHECKING:
    from analysis.siting.incumbent import Incumbent


def main() -> None:
    """Search for as long as the first argument says, in seconds."""
    # The solver's library prints to the standard output; ours is another handle, and theirs goes nowhere.
    out = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)

    def say(kind: str, content: dict[str, object]) -> None:
        out.write(json.dumps({"kind": kind, **content}) + "\n")
        out.flush()

    def watch(best: Incumbent) -> None:
        say("best", asdict(best))

    problem = SitingProblem.from_bytes(sys.stdin.buffer.read())
    try:
        say("end", asdict(best_sites(problem, seconds=float(sys.argv[1]), watch=watch)))
    except SitingError as error:
        say("error", {"key": error.key, "params": error.params})


if __name__ == "__main__":
    main()
