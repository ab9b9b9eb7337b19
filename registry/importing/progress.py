"""Saying how far an import is, and stopping it when asked."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from registry.importing.errors import ImportStopped

# The five steps that a person sees, in their order.
STEPS: Final = ("read", "match", "place", "check", "preview")
# (step, done, total): done and total count rows, and 0 of 0 where their number is not known yet.
Progress = Callable[[str, int, int], None]
Stop = Callable[[], bool]


@dataclass(frozen=True)
class Ear:
    """Whom to tell, and whom to ask whether to go on."""

    progress: Progress | None = None
    stop: Stop | None = None

    def at(self, step: str, done: int = 0, total: int = 0) -> None:
        """Say where the import is.

        Raises
        ------
        ImportStopped
            It is to stop.

        """
        if self.stop is not None and self.stop():
            raise ImportStopped("import_stopped")
        if self.progress is not None:
            self.progress(step, done, total)
