"""What was brought in: every import with its counts, and the way back."""

from __future__ import annotations

from datetime import date
from functools import partial

import pandas as pd
import streamlit as st

from geodata.errors import KlaiBaanError
from registry.schema import ImportState, RowOutcome
from ui import cached
from ui.author import author
from ui.data.rows import outcome_rows
from ui.data.since import since_block
from ui.errors import sentence
from ui.markdown import Markdown, plain
from ui.text import t
from ui.words import number, programme_names, when


def _act(action: str, import_id: str) -> None:
    imports = cached.register().imports
    try:
        changed = (imports.undo if action == "undo" else imports.redo)(import_id, author=author())
    except KlaiBaanError as error:
        st.session_state["import-fault"] = error
        return
    if changed:
        st.session_state["import-done"] = (action, import_id)


def _outcome_notice() -> None:
    fault, done = st.session_state.pop("import-fault", None), st.session_state.pop("import-done", None)
    if fault is not None:
        st.error(plain(sentence(fault)), icon=":material/error:")
    if done is not None:
        st.success(t(f"data.history.{done[0]}_done", id=done[1]), icon=":material/task_alt:")


def history_section() -> None:
    """Draw the imports, the last one first; each can be undone as a whole and redone."""
    st.markdown(f"## {t('data.history.title')}")
    st.caption(t("data.history.lead"))
    _outcome_notice()
    table = cached.register().imports.table()
    if table.empty:
        st.info(t("data.history.none"), icon=":material/inbox:")
        return
    since_block(date.fromisoformat(str(table["imported_at"].iloc[0])[:10]))
    st.markdown(f"## {t('data.history.each')}")
    for _, row in table.iloc[::-1].iterrows():
        _entry(row)


def _entry(row: pd.Series) -> None:
    import_id, undone = str(row["import_id"]), row["state"] == ImportState.UNDONE
    names = programme_names(cached.programmes())
    with st.container(border=True, key=f"entry-{import_id}"):
        left, right = st.columns([5, 1], vertical_alignment="center")
        with left:
            state = f" :gray-badge[{t('data.history.undone')}]" if undone else ""
            st.markdown(f"**{plain(row['file_name'])}**{state}")
            programmes = " · ".join(names.get(one, one) for one in row["programme_ids"])
            when_ = when(str(row["imported_at"])[:10])
            st.caption(plain(f"{when_} · {programmes} · {t('data.mode.' + str(row['mode']))}"))
            st.markdown(outcome_words(row))
        with right:
            action = "redo" if undone else "undo"
            st.button(
                t(f"data.history.{action}"), key=f"{action}-{import_id}", icon=f":material/{action}:",
                on_click=partial(_act, action, import_id), width="stretch",
            )  # fmt: skip
        with st.expander(t("data.history.rows")):
            outcome_rows(cached.register().imports.rows(import_id), key=import_id)


def outcome_words(row: pd.Series | dict[str, int]) -> Markdown:
    """Return how many rows were read, and how many had each outcome: the latter add up to the former."""
    parts = [t(f"data.outcome.{outcome}_count", count=number(int(row[outcome]))) for outcome in RowOutcome]
    return Markdown(f"{t('data.outcome.read_count', count=number(int(row['read'])))} = {' + '.join(parts)}")
