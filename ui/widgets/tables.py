"""Tables that are read: a cell is text, whatever stands in it."""

from __future__ import annotations

from typing import Literal

import pandas as pd
import streamlit as st

from answers.sections.parts import Table
from ui.markdown import plain


def text_table(table: pd.DataFrame, *, border: bool | Literal["horizontal"] = "horizontal") -> None:
    """Draw a table with its index; only a cell that is `Markdown` is drawn as such.

    Cells of Markdown stand in columns of dtype object: pandas' columns of text keep no kind of text.
    """
    cells = table.astype(object).map(plain)
    cells.index, cells.columns = cells.index.map(plain), cells.columns.map(plain)
    st.table(cells, border=border)


def section_table(table: Table) -> None:
    """Draw a table of a section, its first column as the heads of the rows."""
    frame = pd.DataFrame(table.rows, columns=[column.heading for column in table.columns])
    text_table(frame.set_index(frame.columns[0]))
