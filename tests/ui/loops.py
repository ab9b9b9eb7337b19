"""Work of an event loop, for tests that may share their process with a browser's."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine
from concurrent.futures import ThreadPoolExecutor
from typing import Any, TypeVar

T = TypeVar("T")


def done(work: Coroutine[Any, Any, T]) -> T:
    """Return what work comes to, in a thread: a browser's tests leave a loop running in this one."""
    with ThreadPoolExecutor() as threads:
        return threads.submit(asyncio.run, work).result()
