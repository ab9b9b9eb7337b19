"""The CSV button that stands under every table and chart."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from reports.csv_table import csv_bytes
from ui.text import t


def csv_button(table: pd.DataFrame, *, name: str, source: str, data_date: str, filters: str = "") -> None:
    """Draw a button that builds the CSV when it is clicked.

    `name` is the file's stem and the button's key; `source` and `data_date` stand in each row.
    """
    st.download_button(
        t("common.csv"),
        lambda: csv_bytes(table, source=source, data_date=data_date, filters=filters),
        file_name=f"klaibaan-{name}.csv",
        mime="text/csv",
        key=f"csv-{name}",
        icon=":material/download:",
        on_click="ignore",
        type="tertiary",
    )
