"""Cards of equal height: one figure each, with its date, its age, its source and where sources differ."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import streamlit as st

from answers.sections.parts import Card
from ui.markdown import Markdown, plain
from ui.text import t
from ui.widgets.conflict_list import conflict_list


def draw_cards(
    cards: Sequence[Card], *, per_row: int = 0, ways: Sequence[tuple[Markdown, Callable[[], None]]] = ()
) -> None:
    """Draw cards side by side, all of them or so many a row; on a phone they stand one below the other.

    Parameters
    ----------
    cards
        The cards.
    per_row
        How many stand side by side; 0 for all.
    ways
        Where each card leads to: what its button says, and what it does; none for no button.

    """
    wide = per_row or len(cards)
    columns = [column for _ in range(0, len(cards), wide) for column in st.columns(wide, gap="small")]
    for position, (column, card) in enumerate(zip(columns, cards, strict=False)):
        with column.container(border=True, height="stretch", key=f"card-{position}"):
            st.markdown(f"**{plain(card.label)}**")
            st.markdown(plain(card.value))
            if card.detail:
                st.markdown(plain(card.detail))
            st.caption(plain(" · ".join(part for part in (card.dated, card.age) if part)))
            if card.history:
                st.caption(f":material/history: {plain(card.history)}")
            if card.source:
                source = f"{t('common.source')}: {plain(card.source)}"
                st.caption(source, help=plain(card.whole_source or card.source))
            if card.conflicts:
                with st.popover(t("conflict.differ"), type="tertiary"):
                    conflict_list(card.conflicts)
            if ways:
                label, take = ways[position]
                st.button(
                    label, key=f"card-way-{position}", type="tertiary", icon=":material/arrow_forward:", on_click=take
                )
