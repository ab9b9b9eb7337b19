"""Bangkok's four figures: khet with and without a BMA learning library, and the people where there is none."""

from __future__ import annotations

import streamlit as st

from answers.sections.bangkok import ages_note, bangkok_cards
from ui import cached
from ui.bangkok.khet_facts import khet
from ui.markdown import plain
from ui.overview.headline_cards import headline_figures
from ui.text import language
from ui.widgets.cards import draw_cards


def headline_cards() -> None:
    """Draw the four cards, and the note that some people are outside the age series."""
    figures = headline_figures()
    libraries = int(khet()["bma_library_count"].sum())
    draw_cards(bangkok_cards(figures, libraries, today=cached.today(), lang=language()), per_row=2)
    st.caption(plain(ages_note(figures, lang=language())))
