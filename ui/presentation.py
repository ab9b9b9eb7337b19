"""The presentation that this session works on: one that the register keeps under a name, or a ready-made sequence.

Each change is saved at once with the version that it was made from, so that nothing is lost on a reload or a restart;
what somebody else saved meanwhile is not overwritten but said.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

import streamlit as st

from answers.story.ready_made import ready_made
from answers.story.sequence import LONGEST, Sequence
from answers.story.sequence_file import sequence_of, sequence_values
from geodata.errors import KlaiBaanError
from registry.store.documents import Document, DocumentConflictError
from ui import cached
from ui.author import author
from ui.text import text
from ui.words import when

KIND: Final = "presentation"
READY_MADE: Final = ""
"""The name of the ready-made sequence: none that a document can have."""
_NAME: Final = "sequence-name"
_READ: Final = "sequence-read"
_TROUBLE: Final = "sequence-trouble"
_VERSION: Final = "sequence-version"
_SHOWN: Final = "sequence-shown"


@dataclass(frozen=True, slots=True)
class Trouble:
    """A change that was not saved: why, what it would have made, and what the register has instead."""

    error: KlaiBaanError
    mine: Sequence
    theirs: Document | None


@dataclass(frozen=True, slots=True)
class _Read:
    """A presentation as it was read: its name, its views and the version of its document."""

    name: str
    sequence: Sequence
    version: int


def names() -> list[str]:
    """Return the names of the presentations that the register keeps."""
    return cached.register().documents.names(KIND)


def name() -> str:
    """Return the name of the presentation worked on, `READY_MADE` for the ready-made sequence.

    A new session goes on with the presentation that was changed last.
    """
    if _NAME not in st.session_state:
        st.session_state[_NAME] = _changed_last()
    return str(st.session_state[_NAME])


def sequence() -> Sequence:
    """Return the session's sequence, as the register has it now."""
    return _read().sequence


def is_ready_made() -> bool:
    """Tell whether the ready-made sequence is shown, of which nothing is kept."""
    return name() == READY_MADE


def trouble() -> Trouble | None:
    """Return the last change where it was not saved."""
    last = st.session_state.get(_TROUBLE)
    return last if isinstance(last, Trouble) else None


def put(changed: Sequence) -> None:
    """Save a changed sequence; to be called from a callback, before the script runs."""
    st.session_state.pop(_TROUBLE, None)
    before = _last()
    try:
        if before.name == READY_MADE:
            _save(free_name(text("present.new_name", date=when(cached.today().isoformat()))), changed, version=0)
        else:
            _save(before.name, changed, version=before.version)
    except DocumentConflictError as error:
        st.session_state[_TROUBLE] = Trouble(error, changed, error.current)
    except KlaiBaanError as error:
        st.session_state[_TROUBLE] = Trouble(error, changed, None)
    _draw_anew()


def change(how: Callable[[Sequence], Sequence]) -> None:
    """Change the sequence; to be called from a callback."""
    put(how(_last().sequence))


def start(wished: str, sequence_: Sequence) -> None:
    """Begin a presentation under a name, with a number behind it where it is taken; to be called from a callback."""
    st.session_state.pop(_TROUBLE, None)
    try:
        _save(free_name(wished), sequence_, version=0)
    except KlaiBaanError as error:
        st.session_state[_TROUBLE] = Trouble(error, sequence_, None)
    _draw_anew()


def choose(chosen: str) -> None:
    """Work on the presentation of a name; to be called from a callback."""
    st.session_state[_NAME] = chosen
    st.session_state.pop(_READ, None)
    st.session_state.pop(_TROUBLE, None)
    _draw_anew()


def remove() -> None:
    """Remove the presentation worked on, unless somebody changed it meanwhile; to be called from a callback."""
    last = _last()
    try:
        cached.register().documents.remove(KIND, last.name, version=last.version, author=author())
    except KlaiBaanError as error:
        theirs = error.current if isinstance(error, DocumentConflictError) else None
        st.session_state[_TROUBLE] = Trouble(error, last.sequence, theirs)
        _draw_anew()
        return
    choose(READY_MADE)


def take_theirs() -> None:
    """Go on with what somebody else saved; to be called from a callback."""
    gone = (last := trouble()) is not None and last.theirs is None
    choose(READY_MADE if gone else name())


def save_as_copy() -> None:
    """Save the change that was refused under a name of its own; to be called from a callback."""
    last = trouble()
    if last is not None:
        start(text("present.copy_name", name=name() or text("present.ready_made")), last.mine)


def free_name(wished: str) -> str:
    """Return a name that no presentation has: the wished one, or with a number behind it."""
    taken, short = set(names()), wished.strip()[: LONGEST["title"]] or text("present.ready_made")
    if short not in taken:
        return short
    return next(one for number in range(2, len(taken) + 3) if (one := f"{short} ({number})") not in taken)


def version() -> int:
    """Return a number that changes with the sequence, so that its fields are drawn anew."""
    return int(st.session_state.get(_VERSION, 0))


def show(place: int) -> None:
    """Let the player show the view at a place (from 0); to be called from a callback."""
    _, count = player_view()
    st.session_state[_SHOWN] = (place, count + 1)


def player_view() -> tuple[int, int]:
    """Return the view that the player was last told to show, and how often it was told."""
    place, count = st.session_state.get(_SHOWN, (0, 0))
    return int(place), int(count)


def _read() -> _Read:
    """Read the presentation worked on and remember its version; the ready-made one where it is gone or unreadable."""
    wished = name()
    document = cached.register().documents.read(KIND, wished) if wished != READY_MADE else None
    try:
        read = _Read(wished, sequence_of(document.content), document.version) if document is not None else None
    except KlaiBaanError:
        read = None
    if read is None:
        st.session_state[_NAME] = READY_MADE
        read = _Read(READY_MADE, ready_made(cached.tables()), 0)
    st.session_state[_READ] = read
    return read


def _last() -> _Read:
    """Return the presentation as this session read it last: what a person sees and changes."""
    last = st.session_state.get(_READ)
    return last if isinstance(last, _Read) and last.name == name() else _read()


def _save(name_: str, changed: Sequence, *, version: int) -> None:
    documents = cached.register().documents
    document = documents.save(KIND, name_, sequence_values(changed), version=version, author=author())
    st.session_state[_NAME] = name_
    st.session_state[_READ] = _Read(name_, changed, document.version)


def _changed_last() -> str:
    documents = cached.register().documents
    every = [one for one in (documents.read(KIND, each) for each in names()) if one is not None]
    return max(every, key=lambda one: (one.changed_at, one.version)).name if every else READY_MADE


def _draw_anew() -> None:
    st.session_state[_VERSION] = version() + 1
