"""A profile of each programme, Relearning first: who, what, where, and how much of it is known."""

from __future__ import annotations

import streamlit as st

from answers.sections.relearning import relearning_cards
from ui import cached
from ui.programmes.details import details_block, facts
from ui.programmes.figures import figures_block
from ui.programmes.nine import nine_block
from ui.programmes.picker import heading, picker
from ui.programmes.profile import chosen_programme, profile
from ui.programmes.small_map import programme_map
from ui.programmes.standing import all_programmes, standing_block
from ui.text import language, t
from ui.widgets.cards import draw_cards
from ui.widgets.conflict_list import conflict_list


def render() -> None:
    """Draw the profile of the chosen programme, then all programmes beside each other."""
    programme_id = chosen_programme()
    if not programme_id:
        st.info(t("programmes.nothing"), icon=":material/inbox:")
        return
    programme = profile(programme_id)
    picker()
    heading(programme)
    if programme_id == "relearning":
        draw_cards(relearning_cards(cached.tables(), today=cached.today(), lang=language()))
    left, right = st.columns([3, 4], gap="large")
    with left:
        standing_block(programme)
        facts(programme)
    with right:
        programme_map(programme)
    if programme_id == "relearning":
        nine_block()
    details_block(programme)
    figures_block(programme)
    if programme.conflicts:
        st.markdown(f"## {t('programmes.conflicts.title')}")
        conflict_list(programme.conflicts)
    all_programmes()


if __name__ == "__main__":
    from ui.frame import main

    main()
