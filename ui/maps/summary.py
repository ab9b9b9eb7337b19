"""A map in words and as a table: what it says to who cannot see it, of the same model that it is drawn from."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from answers.mapping.characters import OUTSIDE
from answers.mapping.model import MapModel
from geodata.cells import neutral_table
from ui.markdown import plain
from ui.text import t
from ui.words import full_area_name, level_words


def table_of(model: MapModel) -> pd.DataFrame:
    """Return what a map shows: a row an area, with its class in the legend's words and its value where it has one.

    The areas stand as the map names them, the most important first, then the others.
    """
    entries = model.legend.areas.entries if model.legend.areas else ()
    words = {**model.statements, **{entry.swatch.area_class: entry.label for entry in entries}}
    rows = {
        code: (full_area_name(code), words.get(character, ""), value)
        for code, character, value in zip(model.codes, model.classes, model.values, strict=True)
        if character != OUTSIDE
    }
    order = [*dict.fromkeys((*(code for code in model.names if code in rows), *rows))]
    columns = [level_words(model.level), t("summary.class"), model.measure]
    frame = pd.DataFrame([rows[code] for code in order], columns=pd.Index(columns))
    return frame if any(model.values) else frame.iloc[:, :2]


def map_table(model: MapModel, *, name: str) -> None:
    """Draw what a map says, folded: in words and as a table; name tells this map from others on the page."""
    with st.expander(t("summary.title"), icon=":material/table:", key=f"map-table-{name}"):
        st.markdown(plain(model.description))
        st.dataframe(neutral_table(table_of(model)), hide_index=True, key=f"map-rows-{name}", alt=model.description)
