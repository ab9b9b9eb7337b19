"""What changed in the register since a day: the same words as before an import, and a file of them."""

from __future__ import annotations

from datetime import date

import streamlit as st

from geodata.cells import neutral_table
from registry.importing.difference import Change, differences_between
from ui import cached
from ui.data.changes import change_table
from ui.markdown import Markdown
from ui.text import t
from ui.widgets.download import csv_button
from ui.words import number, when

_KEY = "w-since"
_MOST_HEIGHT_PX = 400


def since_block(first: date) -> None:
    """Draw the choice of a day, at first that of the first import, and what changed since it began."""
    st.markdown(f"## {t('data.since.title')}")
    day = st.date_input(t("data.since.day"), value=first, key=_KEY, format="DD/MM/YYYY", max_value="today")
    register = cached.register()
    changes = differences_between(register.tables_before(day), register.tables(located=False))
    day_words = when(day.isoformat())
    if not changes:
        st.info(t("data.since.none", day=day_words), icon=":material/event_available:")
        return
    counts = {change: sum(one.change == change for one in changes) for change in Change}
    parts = [t(f"data.change.{change}_count", count=number(count)) for change, count in counts.items() if count]
    st.markdown(t("data.since.counts", day=day_words, parts=Markdown(" · ".join(parts))))
    table = change_table(changes)
    height = min(36 * (len(table) + 1), _MOST_HEIGHT_PX)
    st.dataframe(neutral_table(table), hide_index=True, width="stretch", height=height)
    csv_button(table, name="changes", source=t("data.history.title"), data_date=day_words)
