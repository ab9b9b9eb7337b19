"""The six groups: khet with and without in a chart, and the choice of a group that filters the table."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from analysis.headlines import BMA_LIBRARY
from geodata.areas import areas
from geodata.codes import Level
from ui import selection
from ui.bangkok.khet_facts import khet, programme
from ui.charts.khet_groups import groups_chart
from ui.maps.theme import theme
from ui.markdown import plain
from ui.text import t, text
from ui.widgets.download import csv_button
from ui.words import area_name, when


def groups_frame(table: pd.DataFrame) -> pd.DataFrame:
    """Return the number of khet by group and claim."""
    counts = table.groupby(["bma_group_code", "bma_library_claim"]).size().rename("count").reset_index()
    counts.columns = pd.Index(["code", "claim", "count"])
    return counts.assign(group=counts["code"].map(area_name), claim=counts["claim"].map(str))


def group_picker() -> None:
    """Draw the choice of a group; none means all fifty khet."""
    codes = list(areas(Level.BMA_GROUP).index)
    st.session_state["w-khet-group"] = [code for code in selection.current().group if code in codes]

    def take() -> None:
        selection.update(group=tuple(st.session_state["w-khet-group"]))

    st.pills(
        t("bangkok.groups.filter"),
        codes,
        format_func=lambda code: plain(area_name(code)),
        key="w-khet-group",
        on_change=take,
        selection_mode="multi",
    )


def groups_block() -> None:
    """Draw the chart; a click on a bar filters the table."""
    st.markdown(f"## {t('bangkok.groups.title')}")
    st.caption(t("bangkok.groups.note"))
    frame = groups_frame(khet())

    def take() -> None:
        points = st.session_state["khet-groups"].selection.get("picked", [])
        selection.update(group=(str(points[0]["code"]),) if points else ())

    st.altair_chart(
        groups_chart(frame, theme=theme()),
        key="khet-groups",
        on_select=take,
        selection_mode="picked",
        width="stretch",
        alt=t("bangkok.groups.title"),
    )
    csv_button(
        frame,
        name="bangkok-groups",
        source=t("source.coverage"),
        data_date=text("bkk.listed", date=when(programme(BMA_LIBRARY)["reported_date"])),
    )
