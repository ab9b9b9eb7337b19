"""What ends the overview: what is missing of each programme, and whose answer is awaited."""

from __future__ import annotations

import streamlit as st

from answers.sections.unknown import unknown_section
from ui import cached, selection
from ui.markdown import plain
from ui.overview.ways import show_requests
from ui.text import t
from ui.widgets.tables import section_table

MOST_OF_EACH = 2


def missing_block() -> None:
    """Draw the section of what is not known, as in the files, and the way to the requests."""
    section = unknown_section(cached.facts(selection.current()), most=MOST_OF_EACH)
    st.markdown(f"## {plain(section.title)}")
    st.caption(plain(section.lead))
    for table in section.tables:
        section_table(table)
    st.button(
        t("overview.to_requests"), key="overview-requests", icon=":material/outgoing_mail:", on_click=show_requests
    )
