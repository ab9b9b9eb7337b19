"""Cards of equal height: one figure each, with its date, its age and its source."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import streamlit as st

from analysis.conflicts import Conflict
from ui.text import t
from ui.widgets.conflict_list import conflict_list
from ui.widgets.plain import plain
from ui.words import short_source


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """A figure in words of the reader's language: what, how much, of what, when, how old, from where, who differs."""

    label: str
    value: str
    detail: str = ""
    dated: str = ""
    age: str = ""
    source: str = ""
    conflicts: tuple[Conflict, ...] = ()


def cards(shown: Sequence[Card]) -> None:
    """Draw cards side by side; on a phone they stand one below the other."""
    for position, (column, card) in enumerate(zip(st.columns(len(shown), gap="small"), shown, strict=True)):
        with column.container(border=True, height="stretch", key=f"card-{position}"):
            st.markdown(f"**{card.label}**")
            st.markdown(card.value)
            if card.detail:
                st.markdown(card.detail)
            st.caption(" · ".join(part for part in (card.dated, card.age) if part))
            if card.source:
                st.caption(f"{t('common.source')}: {plain(short_source(card.source))}", help=plain(card.source))
            if card.conflicts:
                with st.popover(t("conflict.differ"), type="tertiary"):
                    conflict_list(card.conflicts)
