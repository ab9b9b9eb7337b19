"""What was brought in and edited: every import and edit with its counts, and the way back, which is asked for first."""

from __future__ import annotations

from datetime import date
from typing import Final

import pandas as pd
import streamlit as st

from geodata.cells import neutral_table
from geodata.errors import KlaiBaanError
from registry.importing.difference import differences_between
from registry.schema import Act, ImportState, RowOutcome
from registry.vocabulary import FILE_MODES
from ui import cached
from ui.author import author
from ui.data.changes import change_counts, change_table
from ui.data.rows import outcome_rows
from ui.data.since import since_block
from ui.errors import sentence
from ui.markdown import Markdown, plain
from ui.text import t
from ui.widgets.permitted import permitted
from ui.words import number, programme_names, when

_ASKS: Final = "history-asks"
_STATES: Final = {"undo": ImportState.UNDONE, "redo": ImportState.ACTIVE}
_ACTS: Final = {"undo": Act.UNDO, "redo": Act.REDO}
_MOST_HEIGHT_PX: Final = 300


def ask_before(action: str, import_id: str) -> None:
    """Have an import or edit ask whether it is to be undone or redone; to be called from a callback."""
    st.session_state[_ASKS] = (action, import_id)


def asks(action: str, import_id: str) -> bool:
    """Return whether it is to be asked before an import or edit is undone or redone."""
    return st.session_state.get(_ASKS) == (action, import_id)


def state_of(import_id: str) -> str:
    """Return the state of an import or edit (`ImportState`), "" where there is none of that id."""
    table = cached.register().imports.table()
    return next(iter(table.loc[table["import_id"] == import_id, "state"].astype(str)), "")


def _leave() -> None:
    st.session_state.pop(_ASKS, None)


def _act(action: str, import_id: str) -> None:
    imports = cached.register().imports
    try:
        act = imports.undo if action == "undo" else imports.redo
        changed = act(import_id, author=author(), reason=st.session_state.get(f"why-{import_id}", ""))
    except KlaiBaanError as error:
        st.session_state["import-fault"] = error
        return
    _leave()
    if changed:
        st.session_state["import-done"] = (action, import_id)


def outcome_notice() -> None:
    """Say what became of the last import, undo or redo; once."""
    fault, done = st.session_state.pop("import-fault", None), st.session_state.pop("import-done", None)
    if fault is not None:
        st.error(plain(sentence(fault)), icon=":material/error:")
    if done is not None:
        st.success(t(f"data.history.{done[0]}_done", id=done[1]), icon=":material/task_alt:")


def history_section() -> None:
    """Draw the imports and edits, the last one first; each can be undone as a whole and redone."""
    st.markdown(f"## {t('data.history.title')}")
    st.caption(t("data.history.lead"))
    outcome_notice()
    table = cached.register().imports.table()
    if table.empty:
        st.info(t("data.history.none"), icon=":material/inbox:")
        return
    since_block(date.fromisoformat(str(table["imported_at"].iloc[0])[:10]))
    st.markdown(f"## {t('data.history.each')}")
    authors = _authors()
    for _, row in table.iloc[::-1].iterrows():
        _entry(row, authors.get(str(row["import_id"]), ("", "")))


def _authors() -> dict[str, tuple[str, str]]:
    """Return by import and edit who made it, and why."""
    entries = cached.register().journal.table()
    made = entries[entries["act"].isin([Act.IMPORT, Act.EDIT])]
    return {str(row.subject): (str(row.author), str(row.reason)) for row in made.itertuples()}


def _entry(row: pd.Series, made: tuple[str, str]) -> None:
    import_id, undone = str(row["import_id"]), row["state"] == ImportState.UNDONE
    names = programme_names(cached.programmes())
    is_file = row["mode"] in FILE_MODES
    action = "redo" if undone else "undo"
    with st.container(border=True, key=f"entry-{import_id}"):
        left, right = st.columns([5, 1], vertical_alignment="center")
        with left:
            state = f" :gray-badge[{t('data.history.undone')}]" if undone else ""
            title = plain(row["file_name"]) if is_file else t(f"data.history.by_hand_{row['mode']}", id=import_id)
            st.markdown(Markdown(f"**{title}**{state}"))
            programmes = " · ".join(names.get(one, one) for one in row["programme_ids"])
            who, why = made
            parts = [when(str(row["imported_at"])[:10]), who, programmes]
            st.caption(plain(" · ".join([*filter(None, parts), *([t(f"data.mode.{row['mode']}")] if is_file else [])])))
            if why:
                st.caption(t("data.history.why", reason=why))
            if is_file:
                st.markdown(outcome_words(row))
        with right:
            is_theirs = permitted(_ACTS[action], row["programme_ids"])
            if is_theirs:
                st.button(
                    t(f"data.history.{action}"), key=f"{action}-{import_id}", icon=f":material/{action}:",
                    on_click=ask_before, args=(action, import_id), width="stretch",
                )  # fmt: skip
        if is_theirs and asks(action, import_id):
            ask(action, import_id)
        if is_file:
            with st.expander(t("data.history.rows")):
                outcome_rows(cached.register().imports.rows(import_id), key=import_id)


def ask(action: str, import_id: str) -> None:
    """Name what will change, and ask."""
    register = cached.register()
    changes = differences_between(register.tables(located=False), register.tables_if(import_id, _STATES[action]))
    with st.container(border=True, key=f"ask-{import_id}"):
        st.markdown(t(f"data.history.ask_{action}", parts=change_counts(changes) or t("data.history.ask_nothing")))
        if changes:
            table = change_table(changes)
            height = min(36 * (len(table) + 1), _MOST_HEIGHT_PX)
            st.dataframe(neutral_table(table), hide_index=True, width="stretch", height=height)
        st.text_input(t("data.history.reason"), key=f"why-{import_id}", max_chars=500)
        with st.container(horizontal=True):
            st.button(
                t(f"data.history.{action}"), key=f"sure-{import_id}", type="primary", icon=f":material/{action}:",
                on_click=_act, args=(action, import_id),
            )  # fmt: skip
            st.button(t("data.history.leave"), key=f"leave-{import_id}", on_click=_leave)


def outcome_words(row: pd.Series | dict[str, int]) -> Markdown:
    """Return how many rows were read, and how many had each outcome: the latter add up to the former."""
    parts = [t(f"data.outcome.{outcome}_count", count=number(int(row[outcome]))) for outcome in RowOutcome]
    return Markdown(f"{t('data.outcome.read_count', count=number(int(row['read'])))} = {' + '.join(parts)}")
