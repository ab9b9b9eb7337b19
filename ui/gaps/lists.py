"""The three lists beside the map: ranked gaps, areas to be looked into, and areas that have one but far away."""

from __future__ import annotations

from typing import Any

import pandas as pd
import streamlit as st

from analysis.gaps import Gaps
from analysis.precision import rounded
from analysis.ranking import NONE_BUT_NEAR, ONE_BUT_FAR
from answers.question import Question
from ui.gaps.controls import weights_control, weights_fault
from ui.text import t
from ui.widgets.plain import plain
from ui.widgets.row_choice import row_choice
from ui.words import area_name, full_area_name, number

HEIGHT_PX = 300
MOST_ROWS = 100
_FLAGS = {NONE_BUT_NEAR: "gapview.flag.near", ONE_BUT_FAR: "gapview.flag.far"}
_PARTS = ("people_beyond_km_rank", "mean_distance_km_rank", "centres_needed_rank")


def gap_lists(now: Question, found: Gaps) -> None:
    """Draw the lists in tabs; a chosen row becomes the chosen area and the map goes there."""
    shown = {"ranked": found.ranked, "to_check": found.to_check, "far": found.far}
    tabs = st.tabs([t(f"gapview.tab.{name}", count=number(len(table))) for name, table in shown.items()])
    with tabs[0]:
        fault = weights_fault(now)
        if fault:
            st.warning(plain(fault), icon=":material/balance:")
        elif len(found.ranked):
            _list("ranked", found.ranked, "people_beyond_km")
        else:
            st.caption(t("gapview.none_ranked"))
        with st.container(horizontal=True, vertical_alignment="center"):
            weights_control(now)
            st.caption(t("gapview.ranked_note"), width="stretch")
    with tabs[1]:
        _other("to_check", found.to_check, "people")
    with tabs[2]:
        _other("far", found.far, "people_beyond_km")


def _other(name: str, table: pd.DataFrame, bar: str) -> None:
    if len(table):
        _list(name, table, bar)
    st.caption(t(f"gapview.note.{name}"))


def list_frame(table: pd.DataFrame) -> pd.DataFrame:
    """Return a list's rows in words; the index is the admin_code."""
    name = area_name if len(set(table["parent_code"])) == 1 else full_area_name
    columns = {
        "rank": table.get("rank"),
        "area": [name(str(code)) for code in table.index],
        "people_beyond_km": rounded(table)["people_beyond_km"].astype("Int64"),
        "people": table["people"].astype("Int64"),
        "mean_distance_km": table["mean_distance_km"],
        "centres_needed": table["centres_needed"].astype("Int64"),
        "claim": table["claim"].map(lambda claim: t(f"claim_short.{claim}")),
        "presence_distance": table["presence_distance"].map(lambda flag: t(_FLAGS[flag]) if flag else ""),
        "nearest_centre_km": table["nearest_centre_km"],
    }
    parts = {part: table[part] * 100 for part in _PARTS if part in table}
    return pd.DataFrame({key: value for key, value in (columns | parts).items() if value is not None}, table.index)


def _list(name: str, table: pd.DataFrame, bar: str) -> None:
    if len(table) > MOST_ROWS:
        st.caption(t("gapview.first", shown=MOST_ROWS, of=len(table)))
    frame = list_frame(table.head(MOST_ROWS))
    codes = [str(code) for code in frame.index]
    key = f"gaps-{name}-{len(codes)}-{codes[0]}"

    first = [bar, "people" if bar == "people_beyond_km" else "people_beyond_km"]
    order = [column for column in ("rank", "area", *first) if column in frame]
    order += [str(column) for column in frame if column not in order]
    st.dataframe(
        frame,
        hide_index=True,
        height=HEIGHT_PX,
        key=key,
        on_select=row_choice(key, codes),
        selection_mode="single-row",
        column_order=order,
        column_config=_columns(frame, bar),
    )


def _columns(frame: pd.DataFrame, bar: str) -> dict[str, Any]:
    config = st.column_config
    top = float(frame[bar].max()) if frame[bar].notna().any() else 1.0
    words = {str(name): t(f"gapview.column.{name}") for name in frame.columns}
    columns: dict[str, Any] = {name: config.Column(word, help=_help(name)) for name, word in words.items()}
    columns["rank"] = config.NumberColumn(words.get("rank", ""), width=45)
    columns["area"] = config.TextColumn(words["area"], width=130)
    columns[bar] = config.ProgressColumn(words[bar], format="localized", min_value=0, max_value=top or 1.0, width=130)
    for name in ("people", "people_beyond_km"):
        if name != bar:
            columns[name] = config.NumberColumn(words[name], format="localized", width=95)
    for name in ("mean_distance_km", "nearest_centre_km"):
        columns[name] = config.NumberColumn(words[name], format="%.1f", width=95)
    for name in _PARTS:
        if name in frame:
            columns[name] = config.NumberColumn(words[name], format="%.0f", width=110, help=t("gapview.part_help"))
    return columns


def _help(name: str) -> str | None:
    return t("gapview.flag.help") if name == "presence_distance" else None
