"""What ends the overview: what is missing of each programme, and whose answer is awaited."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from answers.sections.unknown import unknown_section
from ui import cached, selection
from ui.overview.ways import show_requests
from ui.text import t
from ui.widgets.plain import plain

MOST_OF_EACH = 2


def missing_block() -> None:
    """Draw the section of what is not known, as in the files, and the way to the requests."""
    section = unknown_section(cached.facts(selection.current()), most=MOST_OF_EACH)
    st.markdown(f"## {plain(section.title)}")
    st.caption(plain(section.lead))
    for table in section.tables:
        rows = [[plain(cell) for cell in row] for row in table.rows]
        frame = pd.DataFrame(rows, columns=pd.Index([plain(column.heading) for column in table.columns]))
        st.table(frame.set_index(frame.columns[0]), border="horizontal")
    st.button(
        t("overview.to_requests"), key="overview-requests", icon=":material/outgoing_mail:", on_click=show_requests
    )
