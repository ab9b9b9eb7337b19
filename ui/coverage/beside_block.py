"""Several programmes on the map page: a small map of each, and its numbers side by side, as in the files."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from answers.facts import Facts
from answers.mapping.maps import map_model
from answers.question import Question
from answers.sections.beside import beside_section, each_programme
from ui import cached
from ui.coverage.choropleth import take_event
from ui.maps.component import draw_map
from ui.maps.place import map_place
from ui.markdown import plain
from ui.widgets.tables import section_table
from ui.words import programme_names


def beside_block(now: Question, facts: Facts) -> None:
    """Draw each programme of a question by itself: map beside map, then the tables of the section."""
    names = programme_names(cached.programmes())
    for column, one in zip(st.columns(len(now.programme), gap="small"), each_programme(facts), strict=True):
        programme_id = one.question.programme[0]
        with column, st.container(key=f"small-map-{programme_id}"):
            st.markdown(f"**{plain(names[programme_id])}**")
            model = replace(map_model(one), chosen=now.chosen)
            with map_place(now.area, programme_id):
                draw_map(model, name=f"beside-{programme_id}", on_event=take_event, group="beside")
    section = beside_section(facts)
    if section is None:
        return
    st.caption(plain(section.lead))
    for heading, table in zip(section.headings, section.tables, strict=True):
        st.markdown(f"**{plain(heading)}**")
        section_table(table)
