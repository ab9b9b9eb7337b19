"""The server gives memory back while it runs: what closed sessions leave behind, and what is free in its heap.

The objects of a session refer to each other, so only Python's collection takes them; that of its oldest generation
comes by itself once a quarter of all objects is new, hundreds of sessions later. What is free then the C library keeps.
"""

from __future__ import annotations

import ctypes
import gc
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Final

_M_ARENA_MAX: Final = -8
"""The parameter of glibc's `mallopt` that bounds its heaps."""
_HEAPS: Final = 2
EVERY_S: Final = 60.0
"""How often memory is given back: a collection holds every session up for a few hundredths of a second."""


def share_heaps() -> None:
    """Have all threads of a process share two heaps; to be called before there are many (where its C library is glibc).

    Each run of a script is a thread of its own, and glibc gives threads eight heaps a core. What one leaves free in
    its heap another does not use: free space grew by 25 MB a minute while what was in use did not.
    """
    if sys.platform == "linux":
        with suppress(AttributeError):  # another C library
            ctypes.CDLL(None).mallopt(_M_ARENA_MAX, _HEAPS)


def give_back() -> None:
    """Collect what nothing refers to any more, and return what is free to the system (where its C library is glibc)."""
    gc.collect()
    if sys.platform == "linux":
        with suppress(AttributeError):  # another C library
            ctypes.CDLL(None).malloc_trim(0)


@contextmanager
def back_regularly(*, every_s: float = EVERY_S) -> Iterator[None]:
    """Give memory back as long as the context lasts, in a thread beside."""
    over = threading.Event()

    def go_on() -> None:
        while not over.wait(every_s):
            give_back()

    threading.Thread(target=go_on, name="memory", daemon=True).start()
    try:
        yield
    finally:
        over.set()
