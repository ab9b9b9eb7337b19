"""Editing centres by hand: one, a new one, many in a table, two that are one; and what becomes of it."""

from __future__ import annotations

from typing import Final

import streamlit as st

from registry.schema import Act, ImportState
from ui import cached, selection
from ui.author import author
from ui.data import edit_draft
from ui.data.centre_history import centre_history
from ui.data.edit_many import edit_many
from ui.data.edit_merge import edit_merge
from ui.data.edit_one import edit_one
from ui.data.history import ask, ask_before, asks, outcome_notice, state_of
from ui.errors import sentence
from ui.markdown import plain
from ui.text import pick, t
from ui.widgets.permitted import permitted
from ui.words import programme_names

_WAYS: Final = {"one": "edit", "add": "add_location", "many": "table_edit", "merge": "merge"}


def edit_section() -> None:
    """Draw the ways to edit that this person has."""
    st.markdown(f"## {t('data.edit.title')}")
    st.caption(t("data.edit.lead"))
    own = own_programmes()
    if not own:
        permitted(Act.EDIT)
    way = st.segmented_control(
        t("data.edit.way"), list(_WAYS), default="one", key="edit-way", label_visibility="collapsed",
        format_func=lambda one: f":material/{_WAYS[one]}: {t(f'data.edit.way_{one}')}",
    )  # fmt: skip
    centre_id = None
    if way == "many" and own:
        edit_many(own)
    elif way == "merge" and own:
        edit_merge(own)
    elif way == "add" and own:
        edit_one(edit_draft.NEW, own)
    elif way in {"one", None}:
        centre_id = _choose(own)
        edit_one(centre_id, own)
    # Where the button that saved was: who pressed it looks there.
    _outcome()
    if centre_id is not None:
        centre_history(centre_id)


def own_programmes() -> dict[str, str]:
    """Return the programmes that this person may edit, with their names."""
    who = author()
    return {one: name for one, name in programme_names(cached.programmes()).items() if who.may(Act.EDIT, [one])}


def _choose(own: dict[str, str]) -> str | None:
    """Ask which centre; the address names the one that is chosen."""
    names = programme_names(cached.programmes())
    centres = cached.centres()
    chosen = selection.current().chosen
    of_chosen = centres.loc[centres["centre_id"] == chosen, "programme_id"]
    first = str(of_chosen.iloc[0]) if len(of_chosen) else next(iter(own or names), None)
    left, right = st.columns([2, 3])
    options = list(names)
    if "edit-programme" not in st.session_state or (len(of_chosen) and st.session_state.get("edit-chosen") != chosen):
        st.session_state["edit-programme"] = first
    st.session_state["edit-chosen"] = chosen
    programme = left.selectbox(
        t("data.edit.programme"), options, key="edit-programme", format_func=lambda one: names[one]
    )
    of_programme = centres[centres["programme_id"] == programme]
    labels = {str(row.centre_id): pick(row.name_th, row.name_en) for row in of_programme.itertuples()}
    # By the address each time: left to itself the choice is gone once somebody gives a centre another name.
    st.session_state["edit-centre"] = chosen if chosen in labels else None

    def take() -> None:
        selection.update(chosen=st.session_state["edit-centre"] or "")

    return right.selectbox(
        t("data.edit.centre"), list(labels), key="edit-centre", index=None,
        format_func=lambda one: labels.get(one, one), placeholder=t("data.edit.choose"), on_change=take,
    )  # fmt: skip


def _outcome() -> None:
    fault, saved = edit_draft.outcome()
    if fault is not None:
        st.error(plain(sentence(fault)), icon=":material/error:")
    if saved:
        st.session_state["edit-last"] = saved
        if cached.register_faults():
            st.warning(t("data.import.memory_only", id=saved), icon=":material/database_off:")
        else:
            st.success(t("data.edit.saved", id=saved), icon=":material/task_alt:")
    outcome_notice()
    last = st.session_state.get("edit-last")
    if last and asks("undo", last):
        ask("undo", last)
    elif last and state_of(last) == ImportState.ACTIVE:
        st.button(t("data.edit.undo_last", id=last), key="edit-undo", icon=":material/undo:", type="tertiary",
                  on_click=ask_before, args=("undo", last))  # fmt: skip
