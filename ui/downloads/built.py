"""The one file that a session makes or holds: in the making, made, or failed."""

from __future__ import annotations

from dataclasses import dataclass
from logging import getLogger
from typing import Final, TypeAlias
from weakref import finalize

import streamlit as st

from answers.changes import EarlierRegister
from geodata.errors import KlaiBaanError
from geodata.worker.process import Worker
from registry.importing.progress import Progress, Stop
from reports.recipes import Order, make
from reports.wish import Kind, Wish
from ui import cached
from ui.downloads.wish import file_name
from ui.errors import sentence
from ui.job import Job
from ui.line import HEAVY, QUICK
from ui.text import t, text

LOG: Final = getLogger(__name__)
_KEY: Final = "download"
_QUICK_S: Final = 0.4
_HEAVY_KINDS: Final = (Kind.BRIEFS, Kind.ONE_FILE)
"""What takes long enough to slow everybody's pages; the other kinds take a second or two."""


@dataclass(frozen=True, eq=False)
class Making:
    """A file in the making. When the session forgets it, the work is stopped."""

    wish: Wish
    name: str
    job: Job


@dataclass(frozen=True, eq=False)
class Made:
    """A file, until the session ends or makes another."""

    wish: Wish
    name: str
    content: bytes


@dataclass(frozen=True, eq=False)
class Failed:
    """What went wrong with a wish."""

    wish: Wish
    fault: Exception

    def words(self) -> str:
        """Return what is wrong and what to do, in the reader's language."""
        if isinstance(self.fault, KlaiBaanError):
            return sentence(self.fault)
        if isinstance(self.fault, OSError):
            return text("download.fault_disk", reason=self.fault.strerror or type(self.fault).__name__)
        return t("download.fault_memory" if isinstance(self.fault, MemoryError) else "error.unexpected")


Slot: TypeAlias = Making | Made | Failed | None


def slot() -> Slot:
    """Return what this session makes or holds."""
    current: Slot = st.session_state.get(_KEY)
    if isinstance(current, Making) and current.job.done:
        current = _ended(current)
        st.session_state[_KEY] = current
    return current


def earlier(wish: Wish) -> EarlierRegister | None:
    """Return the register as it was on the day that a wish compares with."""
    if wish.since is None:
        return None
    return EarlierRegister(wish.since, cached.register().tables_before(wish.since))


def begin(wish: Wish, template: bytes | None = None) -> None:
    """Start making a file in place of the one before; to be called from a callback."""
    drop()
    try:
        order = Order(wish, cached.tables(), template, earlier(wish))
        name = file_name(wish, order.tables.centres)
    except KlaiBaanError as error:
        st.session_state[_KEY] = Failed(wish, error)
        return

    heavy = wish.kind in _HEAVY_KINDS

    def work(worker: Worker, progress: Progress, stop: Stop) -> bytes:
        if heavy:
            return worker.do(make, order, progress=progress, stop=stop)
        return make(order, progress=progress, stop=stop)

    making = Making(wish, name, Job(work, HEAVY if heavy else QUICK, at=("start", 0, 0)))
    finalize(making, making.job.stop).atexit = False
    st.session_state[_KEY] = making
    making.job.start(wait_s=_QUICK_S)


def drop() -> None:
    """Forget the file, and stop the work where there is any; to be called from a callback."""
    current = st.session_state.pop(_KEY, None)
    if isinstance(current, Making):
        current.job.stop()


def _ended(making: Making) -> Made | Failed:
    """Return what became of the work; its tables and the work itself are let go."""
    fault = making.job.fault
    if fault is None:
        return Made(making.wish, making.name, making.job.result)
    if not isinstance(fault, KlaiBaanError | OSError | MemoryError):
        LOG.error("a file could not be made", exc_info=fault)
    return Failed(making.wish, fault)
