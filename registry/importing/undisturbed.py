"""Making many objects without being looked through for garbage meanwhile."""

from __future__ import annotations

import gc
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator


@contextmanager
def undisturbed() -> Iterator[None]:
    """Hold back the search for cycles of garbage for a while.

    Python searches whenever so many objects were made. A long list makes millions that all stay, and the searching
    took a sixth of the time. Other threads are only spared it too; whoever is done first lets it begin again.
    """
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()
