"""What changed in the register between two days: the same words as before an import, a map and files of them."""

from __future__ import annotations

from datetime import date, timedelta

import pandas as pd
import streamlit as st

from answers.story.sequence import view_of
from geodata.cells import neutral_table
from geodata.codes import COUNTRY_CODE
from registry.importing.difference import Change, Difference, differences_between
from registry.schema import CENTRES, SheetKind
from registry.tables import Tables
from reports.workbook import Sheet
from ui import cached
from ui.data.changes import change_counts, change_table
from ui.maps.component import draw_map
from ui.present.pin import pin_view
from ui.programmes.small_map import scope_map
from ui.text import t
from ui.widgets.download import csv_button
from ui.widgets.workbook_button import workbook_button
from ui.words import when

_MOST_HEIGHT_PX = 400


def since_block(first: date) -> None:
    """Draw the choice of two days, at first that of the first import and today, and what changed between them."""
    st.markdown(f"## {t('data.since.title')}")
    left, right = st.columns(2)
    today = cached.today()
    begin = left.date_input(t("data.since.day_typed"), value=min(first, today), key="w-since", format="DD/MM/YYYY",
                            max_value="today")  # fmt: skip
    end = right.date_input(t("data.since.until_typed"), value=today, key="w-until", format="DD/MM/YYYY",
                           max_value="today")  # fmt: skip
    begin, end = min(begin, end), max(begin, end)
    register = cached.register()
    before = register.tables_before(begin)
    after = register.tables(located=False) if end >= today else register.tables_before(end + timedelta(days=1))
    changes = differences_between(before, after)
    days = {"day": when(begin.isoformat()), "until": when(end.isoformat())}
    # What lasts until now is pinned without its end: the slide goes on with the register.
    params = {"since": begin.isoformat(), "until": "" if end >= today else end.isoformat()}
    st.button(t("data.since.pin"), key="pin-changes", icon=":material/keep:", on_click=pin_view,
              args=(view_of("changes", params),), help=t("data.since.pin_help"))  # fmt: skip
    if not changes:
        st.info(t("data.since.none", **days), icon=":material/event_available:")
        return
    st.markdown(t("data.since.counts", parts=change_counts(changes), **days))
    table = change_table(changes)
    height = min(36 * (len(table) + 1), _MOST_HEIGHT_PX)
    st.dataframe(neutral_table(table), hide_index=True, width="stretch", height=height)
    _map(changes, before, after)
    with st.container(horizontal=True, gap="small"):
        csv_button(table, name="changes", source=t("data.history.title"), data_date=days["until"])
        workbook_button(
            lambda: [Sheet(title=t("data.since.sheet"), table=table)], name="changes",
            about=[(t("data.since.day"), days["day"]), (t("data.since.until"), days["until"])],
        )  # fmt: skip


def _map(changes: tuple[Difference, ...], before: Tables, after: Tables) -> None:
    """Draw where the centres are that came, went or changed, once it is asked for."""
    of_centres = [one for one in changes if one.kind == SheetKind.CENTRES]
    if not of_centres or not st.toggle(t("data.since.map"), key="since-map"):
        return
    gone = {one.id for one in of_centres if one.change == Change.GONE}
    parts = (before.centres[before.centres["centre_id"].isin(gone)],
             after.centres[after.centres["centre_id"].isin({one.id for one in of_centres} - gone)])  # fmt: skip
    centres = pd.concat([part[CENTRES.names] for part in parts if len(part)], ignore_index=True)
    with st.container(key="small-map-since"):
        draw_map(scope_map([COUNTRY_CODE], centres, title=t("data.since.map")), name="since", on_event=_pass_over)


def _pass_over(_: object) -> None:
    """Take no step: the map is only looked at."""
