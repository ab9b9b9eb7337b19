"""The one file that a session makes or holds: in the making, made, or failed."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from logging import getLogger
from typing import Final, TypeAlias
from weakref import finalize

import streamlit as st

from answers.changes import Earlier, EarlierRegister, since_last_briefs
from geodata.errors import KlaiBaanError
from registry.brief_days import last_days, remember
from registry.importing.progress import Progress, Stop
from registry.tables import Tables
from ui import cached
from ui.author import author
from ui.downloads.recipes import Order, make
from ui.downloads.wish import WITHOUT_FILTERS, Kind, Wish, file_name
from ui.errors import sentence
from ui.job import Job
from ui.line import HEAVY
from ui.text import t, text

LOG: Final = getLogger(__name__)
_KEY: Final = "download"
_QUICK_S: Final = 0.4


class Stopped(Exception):  # noqa: N818 - nothing went wrong
    """The person has stopped the making, or is gone."""


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


def order_of(wish: Wish, tables: Tables, template: bytes | None = None) -> Order:
    """Return the order for a wish; a brief's says what its areas are compared with, and is remembered when it is made.

    Whether it may be is asked with the rights of whoever orders it.
    """
    if wish.kind not in WITHOUT_FILTERS:
        return Order(wish, tables, template)
    from reports.pdf.brief import brief_areas  # noqa: PLC0415 - what makes files is slow to load

    register, who = cached.register(), author()
    codes = [wish.part] if wish.kind == Kind.BRIEF else brief_areas(wish.part)
    before: dict[str, Earlier | None] = {}
    if wish.since_last:
        days = last_days(register.documents, today=wish.today)
        before = {**since_last_briefs(codes, days, register.tables_before)}
    elif wish.since is not None:
        before = dict.fromkeys(codes, EarlierRegister(wish.since, register.tables_before(wish.since)))
    note = partial(remember, register.documents, today=wish.today, author=who)
    return Order(wish, tables, template, before, note)


def begin(wish: Wish, template: bytes | None = None) -> None:
    """Start making a file in place of the one before; to be called from a callback."""
    drop()
    try:
        order = order_of(wish, cached.tables(), template)
        name = file_name(wish, order.tables.centres)
    except KlaiBaanError as error:
        st.session_state[_KEY] = Failed(wish, error)
        return

    def work(progress: Progress, stop: Stop) -> bytes:
        def tell(done: int, of: int) -> None:
            if stop():
                raise Stopped
            progress("make", done, of)

        return make(order, tell)

    making = Making(wish, name, Job(work, at=("start", 0, 0), line=HEAVY if wish.kind == Kind.BRIEFS else None))
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
