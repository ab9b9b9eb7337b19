"""Cards of equal height: one figure each, with its date, its age, its source and where sources differ."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from answers.sections.parts import Card
from ui.text import t
from ui.widgets.conflict_list import conflict_list
from ui.widgets.plain import plain


def draw_cards(cards: Sequence[Card]) -> None:
    """Draw cards side by side; on a phone they stand one below the other."""
    for position, (column, card) in enumerate(zip(st.columns(len(cards), gap="small"), cards, strict=True)):
        with column.container(border=True, height="stretch", key=f"card-{position}"):
            st.markdown(f"**{plain(card.label)}**")
            st.markdown(plain(card.value))
            if card.detail:
                st.markdown(plain(card.detail))
            st.caption(plain(" · ".join(part for part in (card.dated, card.age) if part)))
            if card.source:
                source = f"{t('common.source')}: {plain(card.source)}"
                st.caption(source, help=plain(card.whole_source or card.source))
            if card.conflicts:
                with st.popover(t("conflict.differ"), type="tertiary"):
                    conflict_list(card.conflicts)
