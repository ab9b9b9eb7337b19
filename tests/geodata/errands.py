"""What tests have done in a process aside."""

from __future__ import annotations

import os
import threading
from typing import TYPE_CHECKING

from registry.importing.progress import Ear

if TYPE_CHECKING:
    from collections.abc import Callable


def add(one: int, other: int, *, progress: Callable[..., None], stop: Callable[[], bool]) -> int:
    progress("add", os.getpid(), 0)
    return one + other


def go_on_until_stopped(*, progress: Callable[..., None], stop: Callable[[], bool]) -> None:
    while True:
        Ear(progress, stop).at("read", os.getpid())


def hear_nothing(*, progress: Callable[..., None], stop: Callable[[], bool]) -> None:
    progress("deaf", os.getpid(), 0)
    threading.Event().wait()


def fail(fault: Exception, *, progress: Callable[..., None], stop: Callable[[], bool]) -> None:
    raise fault


def bring(_what: str, *, progress: Callable[..., None], stop: Callable[[], bool]) -> object:
    return threading.Lock()


def settings() -> dict[str, str]:
    return {name: value for name, value in os.environ.items() if name.startswith("KLAIBAAN_")}


def modules() -> list[str]:
    import sys

    return sorted(sys.modules)
