"""Editing centres by hand: one, a new one, many in a table, two that are one; and what becomes of it."""

from __future__ import annotations

from typing import Final

import streamlit as st

from registry.schema import Act
from ui import cached, selection
from ui.author import author
from ui.data import edit_draft
from ui.data.edit_many import edit_many
from ui.data.edit_merge import edit_merge
from ui.data.edit_one import edit_one
from ui.data.history import ask_before
from ui.errors import sentence
from ui.markdown import plain
from ui.text import t
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
    _outcome()
    way = st.segmented_control(
        t("data.edit.way"), list(_WAYS), default="one", key="edit-way", label_visibility="collapsed",
        format_func=lambda one: f":material/{_WAYS[one]}: {t(f'data.edit.way_{one}')}",
    )  # fmt: skip
    if way == "many" and own:
        edit_many(own)
    elif way == "merge" and own:
        edit_merge(own)
    elif way == "add" and own:
        edit_one(edit_draft.NEW, own)
    elif way in {"one", None}:
        edit_one(_choose(own), own)


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
        st.session_state["edit-centre"] = chosen if len(of_chosen) else None
    st.session_state["edit-chosen"] = chosen
    programme = left.selectbox(
        t("data.edit.programme"), options, key="edit-programme", format_func=lambda one: names[one]
    )
    of_programme = centres[centres["programme_id"] == programme]
    labels = {str(row.centre_id): str(row.name_th or row.name_en) for row in of_programme.itertuples()}
    if st.session_state.get("edit-centre") not in labels:
        st.session_state["edit-centre"] = None

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
    last = st.session_state.get("edit-last")
    if last:
        st.button(t("data.edit.undo_last", id=last), key="edit-undo", icon=":material/undo:", type="tertiary",
                  on_click=_to_undo, args=(last,))  # fmt: skip


def _to_undo(edit_id: str) -> None:
    ask_before("undo", edit_id)
    st.session_state.pop("edit-last", None)
    selection.update(section="history")
