"""Ask for a place: one page with what is known of it and what is not, to be read or printed."""

from __future__ import annotations

import streamlit as st

from ui import selection
from ui.place import view
from ui.place.place_answer import answer_of, distances_of
from ui.place.search_box import place_search
from ui.text import t


def render() -> None:
    """Draw the page for the place asked about."""
    code = selection.current().place
    if not code:
        st.markdown(f"# {t('place.title')}")
        st.markdown(t("place.lead"))
    place_search()
    if not code:
        return
    answer = answer_of(code)
    view.heading(answer)
    distances = distances_of(answer)
    view.sentence(answer, distances)
    left, right = st.columns([5, 2], gap="large")
    with left:
        view.draw_facts(answer)
        view.unknown(answer)
    with right:
        view.small_map(answer)
    view.subdistricts(answer, distances)
    view.centres(answer)
    view.sources(answer)
    view.alike(answer)


if __name__ == "__main__":
    from ui.frame import main

    main()
