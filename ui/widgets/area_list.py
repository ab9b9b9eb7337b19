"""The list beside the map: every area with its value as a bar, its people and what may be claimed."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from analysis.claims import Claim
from analysis.reported import reported_values
from answers.words.measures import Unit
from geodata.cells import neutral_table
from ui.markdown import plain
from ui.text import t
from ui.widgets.row_choice import row_choice
from ui.words import bare_name


def list_frame(table: pd.DataFrame, column: str, unit: Unit) -> pd.DataFrame:
    """Return the list's columns in words, highest value first; the index is the admin_code."""
    value = reported_values(table, unit.measure_id) * unit.factor
    words = {str(claim): t(f"claim_short.{claim}") for claim in Claim}
    claims = pd.Categorical(table["claim"].map(words), categories=list(words.values()))
    frame = pd.DataFrame(
        {
            t("list.area"): [bare_name(code) for code in table.index],
            column: value.to_numpy(),
            t("list.claim"): claims,
        },
        index=table.index,
    )
    return frame.sort_values(column, ascending=False, kind="stable", na_position="last")


MOST_ROWS = 100


def _first_rows(frame: pd.DataFrame) -> pd.DataFrame:
    """Return the head of a long list, with the rest one click away."""
    if len(frame) <= MOST_ROWS:
        return frame
    label = t("list.all", shown=MOST_ROWS, of=len(frame))
    return frame if st.toggle(label, key="list-all") else frame.head(MOST_ROWS)


def area_list(table: pd.DataFrame, column: str, unit: Unit, *, height: int, note: str = "") -> None:
    """Draw the list, below what its values owe to a scenario; a chosen row is chosen on the map too."""
    frame = list_frame(table, column, unit)
    top = float(frame[column].max()) if frame[column].notna().any() else 1.0
    st.markdown(f"**{plain(column)}**")
    if note:
        st.caption(plain(note))
    frame = _first_rows(frame)
    codes = list(frame.index)
    key = f"list-{len(codes)}-{codes[0] if codes else ''}-{unit.measure_id}"

    st.dataframe(
        neutral_table(frame.reset_index(drop=True)),  # the codes stay here
        hide_index=True,
        height=height,
        key=key,
        on_select=row_choice(key, codes),
        selection_mode="single-row",
        column_config={
            column: st.column_config.ProgressColumn(
                unit.unit,
                format=f"%.{unit.decimals}f" if unit.decimals else "localized",
                min_value=0.0,
                max_value=top or 1.0,
                width=110,
            ),
            t("list.area"): st.column_config.TextColumn(width=130),
            t("list.claim"): st.column_config.TextColumn(width=90),
        },
    )
