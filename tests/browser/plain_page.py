"""A page of hostile names alone, drawn in every way that the app draws a name; run by Streamlit."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

import pandas as pd
import streamlit as st

from geodata.cells import neutral_table
from tests.ui.plain_text import HOSTILE
from ui.markdown import plain
from ui.widgets.tables import text_table

for place, name in enumerate(HOSTILE):
    with st.container(key=f"name-{place}"):
        st.markdown(plain(name))
        st.markdown(f"**{plain(name)}**, {plain(name)}")
        st.button(plain(name), key=f"button-{place}")
with st.container(key="others"):
    st.pills("x", HOSTILE, format_func=plain)
    st.tabs([plain(name) for name in HOSTILE])
    text_table(pd.DataFrame({"[a](http://example.invalid)": HOSTILE}, index=HOSTILE))
st.dataframe(neutral_table(pd.DataFrame({"name": ["=cmd|'/c calc'!A0", "@SUM(1)", "+1-1"], "n": [-1, 2, -3.5]})))
