"""The overview's sentence and its four cards: those of the files."""

from __future__ import annotations

from functools import partial

import streamlit as st

from analysis.headlines import BMA_LIBRARY, RELEARNING
from answers.headline_figures import Headlines, headlines_of
from answers.sections.headline import cards_of, headline_sentence
from ui import cached
from ui.markdown import plain
from ui.overview.ways import show_figures, show_gaps, show_on_map
from ui.text import language, t
from ui.widgets.cards import draw_cards


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
    ways = (
        (t("overview.to_map"), partial(show_on_map, RELEARNING)),
        (t("overview.to_figures"), partial(show_figures, RELEARNING)),
        (t("overview.to_figures"), partial(show_figures, RELEARNING)),
        (t("overview.to_gaps"), partial(show_gaps, BMA_LIBRARY)),
    )
    with st.container(key="headlines"):
        draw_cards(cards_of(figures, today=cached.today(), lang=language()), ways=ways)
