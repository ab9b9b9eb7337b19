"""The one file that a session makes or holds: in the making, made, or failed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from logging import getLogger
from typing import Final, TypeAlias
from weakref import finalize

import streamlit as st

from answers.changes import EarlierRegister, since_last_briefs
from answers.story.slides.changes import days_of
from geodata.errors import KlaiBaanError
from geodata.worker.process import Worker
from registry.brief_days import last_days, remember
from registry.importing.progress import Progress, Stop
from registry.store import Register
from registry.tables import Tables
from reports.recipes import Order, make
from reports.wish import Kind, Wish
from ui import cached
from ui.author import author
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


def order_of(wish: Wish, tables: Tables, template: bytes | None = None, *, register: Register | None = None) -> Order:
    """Return what the file of a wish is made of, with what it asks of earlier days: a process aside has no register.

    register is where earlier days are read; that of the page where none is given.
    """
    if wish.sequence is not None and tables.past is not None:
        for day in days_of(wish.sequence, tables.past):
            tables.past.before(day)
    if wish.since is None and not wish.since_last:
        return Order(wish, tables, template)
    register, areas = register or cached.register(), areas_of(wish)
    if wish.since is not None:
        before = EarlierRegister(wish.since, register.tables_before(wish.since))
        return Order(wish, tables, template, dict.fromkeys(areas, before))
    days = last_days(register.documents, today=wish.today)
    return Order(wish, tables, template, since_last_briefs(areas, days, register.tables_before))


def areas_of(wish: Wish) -> list[str]:
    """Return the areas of which a wish makes briefs."""
    if wish.kind == Kind.BRIEF:
        return [wish.part]
    if wish.kind != Kind.BRIEFS:
        return []
    from reports.pdf.brief import brief_areas  # noqa: PLC0415 - what makes files is slow to load

    return brief_areas(wish.part)


def note_of(wish: Wish) -> Callable[[], object]:
    """Return what notes the briefs of a wish as made, with the rights of whoever asks now."""
    areas = areas_of(wish)
    if not areas:
        return lambda: None
    return partial(remember, cached.register().documents, areas, today=wish.today, author=author())


def begin(wish: Wish, template: bytes | None = None) -> None:
    """Start making a file in place of the one before; to be called from a callback."""
    drop()
    try:
        order, note = order_of(wish, cached.tables(), template), note_of(wish)
        name = file_name(wish, order.tables.centres)
    except KlaiBaanError as error:
        st.session_state[_KEY] = Failed(wish, error)
        return

    heavy = wish.kind in _HEAVY_KINDS

    def work(worker: Worker, progress: Progress, stop: Stop) -> bytes:
        how = partial(worker.do, make) if heavy else make
        content: bytes = how(order, progress=progress, stop=stop)
        note()
        return content

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
