"""The way from a centre to the form in which it is corrected; drawn for those who may edit something."""

from __future__ import annotations

from collections.abc import Mapping

import streamlit as st

from registry.schema import Act
from ui import links, selection
from ui.author import author
from ui.markdown import plain
from ui.text import t


def edit_button(centre_id: str, programme_id: str) -> None:
    """Draw the button of one centre; nothing where this person may not edit its programme."""
    if author().may(Act.EDIT, [programme_id]):
        st.button(
            t("data.edit.open"), key=f"edit-open-{centre_id}", icon=":material/edit:", type="tertiary",
            on_click=_open, args=(centre_id,),
        )  # fmt: skip


def edit_choice(names: Mapping[str, str], programme_of: Mapping[str, str], *, key: str) -> None:
    """Draw a choice among centres, by id with their names; nothing where this person may edit none of them."""
    who = author()
    own = [one for one in names if who.may(Act.EDIT, [programme_of[one]])]
    if not own:
        return
    with st.popover(t("data.edit.open_any"), icon=":material/edit:", type="tertiary", key=f"edit-choice-{key}"):
        for one in own:
            st.button(plain(names[one]), key=f"edit-{key}-{one}", type="tertiary", on_click=_open, args=(one,))


def _open(centre_id: str) -> None:
    selection.update(section="edit", chosen=centre_id)
    st.session_state["edit-way"] = "one"
    links.go_next("data")
