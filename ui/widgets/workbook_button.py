"""The Excel button that stands under a table which people work on."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import streamlit as st

from reports.workbook import Sheet, workbook_bytes
from ui.text import t

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def workbook_button(sheets: Callable[[], list[Sheet]], *, name: str, about: Sequence[tuple[str, str]]) -> None:
    """Draw a button that builds the workbook when it is clicked.

    `name` is the file's stem and the button's key; `about` are the lines of its last sheet: a label and what it says.
    """
    st.download_button(
        t("common.xlsx"),
        lambda: workbook_bytes(sheets(), about_title=t("common.about"), about=about),
        file_name=f"klaibaan-{name}.xlsx",
        mime=XLSX,
        key=f"xlsx-{name}",
        icon=":material/table_view:",
        on_click="ignore",
        type="tertiary",
    )
