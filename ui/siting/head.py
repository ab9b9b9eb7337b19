"""What stands above the map of new centres: the programmes that count, and that of the next site."""

from __future__ import annotations

import streamlit as st

from answers.question import Question
from registry.vocabulary import ListStatus
from ui import cached, selection
from ui.siting import state
from ui.text import t, text
from ui.words import programme_names


def programmes(now: Question) -> None:
    """Draw the choice of the programmes that count as one set, and where they are several that of the next site."""
    table = cached.programmes()
    names = programme_names(table)
    places = list(table.loc[table["list_status"] != ListStatus.NOT_A_PLACE, "programme_id"])

    def take() -> None:
        chosen = tuple(st.session_state["w-siting-programmes"])
        if chosen:
            selection.update(programme=chosen)

    st.session_state["w-siting-programmes"] = [one for one in now.programme if one in places]
    st.multiselect(
        t("filter.programme"), places, format_func=lambda one: names.get(one, one), key="w-siting-programmes",
        on_change=take, width=420, label_visibility="collapsed",
    )  # fmt: skip
    if len(now.programme) > 1:
        st.session_state[state.PROGRAMME_KEY] = state.next_programme(now)
        st.selectbox(
            t("siting.opens"), list(now.programme), key=state.PROGRAMME_KEY, width=300, label_visibility="collapsed",
            format_func=lambda one: text("siting.opens_of", name=names.get(one, one)),
        )  # fmt: skip
