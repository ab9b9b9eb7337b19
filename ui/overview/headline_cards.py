"""The overview's sentence and its four cards: those of the files."""

from __future__ import annotations

import streamlit as st

from answers.headline_figures import Headlines, headlines_of
from answers.sections.headline import cards_of, headline_sentence
from ui import cached
from ui.text import language
from ui.widgets.cards import draw_cards
from ui.widgets.plain import plain


@st.cache_data(show_spinner=False, max_entries=4)
def _headlines(revision: int) -> Headlines:
    return headlines_of(cached.tables())


def headline_figures() -> Headlines:
    """Return the headline figures of the register as it stands."""
    return _headlines(cached.revision())


def headlines() -> None:
    """Draw the sentence and the four cards."""
    figures = headline_figures()
    with st.container(key="sentence"):
        st.markdown(plain(headline_sentence(figures, lang=language())))
    draw_cards(cards_of(figures, today=cached.today(), lang=language()))
