"""Centres in the editing, kept in the session: what was read, what is typed, and what somebody else saved meanwhile."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

import streamlit as st

from geodata.errors import KlaiBaanError
from registry.editing import EditPlan
from registry.errors import AuthorError, EditConflictError
from registry.importing.check.register_index import RegisterIndex
from registry.row_text import Row, rows_by_id
from registry.schema import CENTRES
from ui import cached, sign_in
from ui.author import author
from ui.text import t

NEW = ""
"""The id under which a centre is typed that is not in the register yet."""
_DRAFTS = "edit-drafts"
_FAULT = "edit-fault"
_SAVED = "edit-saved"


@dataclass(frozen=True, eq=False)
class Draft:
    """One centre in the editing.

    read is the centre as it was when it was opened, None for a new one; values what is typed; theirs what somebody
    else saved meanwhile, by `EditConflictError`; turn grows where the values are set by something else than typing.
    """

    read: Row | None
    values: Row
    contradiction: str = ""
    theirs: Mapping[str, Row | None] = field(default_factory=dict)
    turn: int = 0

    @property
    def is_typed(self) -> bool:
        """Return whether anything was typed that is not saved."""
        blank = dict.fromkeys(CENTRES.names, "")
        before = self.read or blank | {name: self.values[name] for name in ("programme_id", *_USUAL)}
        return self.values != before


_USUAL = {"status": "open", "access": "public", "basis": "reported", "name_status": "named"}


def of_centre(centre_id: str) -> Draft | None:
    """Return the draft of a centre, as it was left or as the register has it; None where there is no such centre."""
    drafts = _drafts()
    if centre_id in drafts:
        draft = drafts[centre_id]
        if draft.is_typed or centre_id == NEW:
            return draft
    if centre_id == NEW:
        draft = Draft(None, {name: _USUAL.get(name, "") for name in CENTRES.names})
    else:
        row = rows_by_id(cached.centres(), [centre_id])[centre_id]
        if row is None:
            return None
        draft = Draft(row, dict(row), turn=drafts[centre_id].turn + 1 if centre_id in drafts else 0)
        if centre_id in drafts and drafts[centre_id].read == row:
            return drafts[centre_id]
    drafts[centre_id] = draft
    return draft


def put(centre_id: str, draft: Draft) -> None:
    """Keep a draft."""
    _drafts()[centre_id] = draft


def set_values(centre_id: str, **values: str) -> None:
    """Set values of a draft otherwise than by typing; to be called from a callback."""
    draft = of_centre(centre_id)
    if draft is not None:
        put(centre_id, replace(draft, values=draft.values | values, turn=draft.turn + 1))


def drop(centre_id: str) -> None:
    """Forget what is typed of a centre."""
    draft = _drafts().pop(centre_id, None)
    if draft is not None and centre_id == NEW:
        blank = Draft(None, {name: _USUAL.get(name, "") for name in CENTRES.names}, turn=draft.turn + 1)
        _drafts()[NEW] = blank


@st.cache_resource(show_spinner=False, max_entries=1)
def _left_behind() -> dict[str, dict[str, Draft]]:
    """Return what people had typed when they were signed out, by who they are: it waits for their return."""
    return {}


def _drafts() -> dict[str, Draft]:
    if _DRAFTS not in st.session_state:
        who = sign_in.subject() if sign_in.person() is not None else ""
        st.session_state[_DRAFTS] = _left_behind().pop(who, {}) if who else {}
    return st.session_state[_DRAFTS]


@st.cache_resource(show_spinner=False, max_entries=2)
def _index(revision: int) -> RegisterIndex:
    return RegisterIndex.of(cached.register())


def index() -> RegisterIndex:
    """Return what the register has, for rows to be held against."""
    return _index(cached.revision())


def save(plan: EditPlan, centre_id: str | None, reason_key: str) -> bool:
    """Save an edit, and return whether it was; what is typed stays where it was not. To be called from a callback.

    centre_id is that of the draft that it comes from, None where it comes from none.
    """
    reason = str(st.session_state.get(reason_key) or "")
    try:
        edit_id = cached.register().edits.commit(plan.batch, read=plan.read, author=author(), reason=reason)
    except KlaiBaanError as error:
        st.session_state[_FAULT] = error
        if isinstance(error, EditConflictError) and centre_id is not None:
            draft = of_centre(centre_id)
            if draft is not None:
                put(centre_id, replace(draft, theirs=error.current))
        if isinstance(error, AuthorError) and sign_in.subject():
            _left_behind()[sign_in.subject()] = dict(_drafts())
        return False
    st.session_state[_SAVED] = edit_id
    if centre_id is not None:
        drop(centre_id)
    return True


def say_nothing_typed() -> None:
    """Say that there is nothing to save, unless it was saved just now."""
    if _SAVED not in st.session_state:
        st.caption(t("data.edit.nothing_typed"))


def outcome() -> tuple[KlaiBaanError | None, str]:
    """Return what went wrong with the last save, and the id of what was saved; once."""
    return st.session_state.pop(_FAULT, None), st.session_state.pop(_SAVED, "")
