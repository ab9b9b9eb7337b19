"""Several programmes, or two measures, on the map page: a small map of each, and their numbers side by side."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from answers.facts import Facts
from answers.mapping.maps import map_model
from answers.question import Question
from answers.sections.beside import beside_section, each_side, side_names
from ui.coverage.choropleth import take_event
from ui.maps.component import draw_map
from ui.maps.place import map_place
from ui.markdown import plain
from ui.widgets.tables import section_table


def beside_block(now: Question, facts: Facts) -> None:
    """Draw each side of a question by itself: map beside map, then the tables of the section."""
    sides, names = each_side(facts), side_names(facts)
    for column, one, name in zip(st.columns(len(sides), gap="small"), sides, names, strict=True):
        key = one.question.programme[0] if len(now.programme) > 1 else one.question.measure
        with column, st.container(key=f"small-map-{key}"):
            st.markdown(f"**{plain(name)}**")
            model = replace(map_model(one), chosen=now.chosen)
            with map_place(now.area, key):
                draw_map(model, name=f"beside-{key}", on_event=take_event, group="beside")
    section = beside_section(facts)
    if section is None:
        return
    st.caption(plain(section.lead))
    for heading, table in zip(section.headings, section.tables, strict=True):
        st.markdown(f"**{plain(heading)}**")
        section_table(table)
