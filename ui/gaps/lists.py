"""The lists beside the map: ranked gaps, areas to be looked into, areas that have one far away, people for each."""

from __future__ import annotations

from typing import Any

import pandas as pd
import streamlit as st

from analysis.ages import Age
from analysis.gaps import Gaps
from analysis.precision import rounded
from analysis.ranking import NONE_BUT_NEAR, ONE_BUT_FAR
from answers.question import Question
from geodata.cells import neutral_table
from ui.gaps.controls import weights_control, weights_fault
from ui.markdown import Markdown, plain
from ui.text import t
from ui.widgets.row_choice import row_choice
from ui.words import area_name, full_area_name, number

ROW_PX = 35
ROWS, ROWS_BELOW_PANEL = 10, 5
MOST_ROWS = 100
_FLAGS = {NONE_BUT_NEAR: "gapview.flag.near", ONE_BUT_FAR: "gapview.flag.far"}
AGES = ("age_0_14", "age_60_plus")
_BARS = {"to_check": "people", "far": "people_beyond_km", "served": "people_per_centre"}
"""What each list but the ranked one is in the order of."""
_PARTS = ("people_beyond_km_rank", "mean_distance_km_rank", "centres_needed_rank")


def gap_lists(now: Question, gaps: Gaps) -> None:
    """Draw the lists in tabs; a chosen row becomes the chosen area and the map goes there.

    Below the panel of a chosen area fewer rows are seen at once, so that both stand on one screen.
    """
    rows, age = ROWS_BELOW_PANEL if now.chosen else ROWS, now.age_group
    tables = {"ranked": gaps.ranked, "to_check": gaps.to_check, "far": gaps.far, "served": gaps.served}
    names = sorted(tables, key=lambda name: tables[name].empty)  # what can be told stands in front
    tabs = st.tabs([t(f"gapview.tab.{name}", count=number(len(tables[name]))) for name in names])
    for tab, name in zip(tabs, names, strict=True):
        with tab:
            if name == "ranked":
                _ranked(now, gaps, rows=rows, age=age)
            else:
                _other(name, tables[name], _BARS[name], rows=rows, age=age)


def _ranked(now: Question, gaps: Gaps, *, rows: int, age: Age) -> None:
    fault = weights_fault(now)
    if fault:
        st.warning(plain(fault), icon=":material/balance:")
    elif len(gaps.ranked):
        _list("ranked", gaps.ranked, "people_beyond_km", rows=rows, age=age)
    else:
        st.caption(t("gapview.none_ranked"))
        return
    with st.container(horizontal=True, vertical_alignment="center"):
        weights_control(now)
        st.caption(t("gapview.ranked_note"), width="stretch")


def _other(name: str, table: pd.DataFrame, bar: str, *, rows: int, age: Age) -> None:
    if len(table):
        _list(name, table, bar, rows=rows, age=age)
    st.caption(t(f"gapview.note.{name}"))


def list_frame(table: pd.DataFrame) -> pd.DataFrame:
    """Return a list's rows in words; the index is the admin_code."""
    name = area_name if len(set(table["parent_code"])) == 1 else full_area_name
    columns = {
        "rank": table.get("rank"),
        "area": [name(str(code)) for code in table.index],
        "people_beyond_km": rounded(table)["people_beyond_km"].astype("Int64"),
        **_ages(table),
        "people": table["people"].astype("Int64"),
        "people_per_centre": table.get("people_per_centre"),
        "centre_count": table["centre_count"].astype("Int64") if "people_per_centre" in table else None,
        "mean_distance_km": table["mean_distance_km"],
        "centres_needed": table["centres_needed"].astype("Int64") if table["centres_needed"].notna().any() else None,
        "claim": table["claim"].map(lambda claim: t(f"claim_short.{claim}")),
        "presence_distance": table["presence_distance"].map(lambda flag: t(_FLAGS[flag]) if flag else ""),
        "nearest_centre_km": table["nearest_centre_km"],
    }
    parts = {part: table[part] * 100 for part in _PARTS if part in table}
    return pd.DataFrame({key: value for key, value in (columns | parts).items() if value is not None}, table.index)


def _ages(table: pd.DataFrame) -> dict[str, pd.Series]:
    """Return children and elderly where they are known of every area: in Bangkok."""
    columns = [name for name in AGES if table[name].notna().all()]
    return {name: table[name].astype("Int64") for name in columns}


def _list(name: str, table: pd.DataFrame, bar: str, *, rows: int, age: Age) -> None:
    if len(table) > MOST_ROWS:
        st.caption(t("gapview.first", shown=MOST_ROWS, of=len(table)))
    frame = list_frame(table.head(MOST_ROWS))
    codes = [str(code) for code in frame.index]
    key = f"gaps-{name}-{len(codes)}-{codes[0]}"

    first = [
        bar,
        *(["centre_count"] if bar == "people_per_centre" else []),
        *(AGES if AGES[0] in frame else ["people"]),
        "nearest_centre_km",
    ]
    order = [column for column in ("rank", "area", *dict.fromkeys(first)) if column in frame]
    order += [str(column) for column in frame if column not in order]
    st.dataframe(
        neutral_table(frame),
        hide_index=True,
        height=ROW_PX * (min(rows, len(frame)) + 1) + 2,
        key=key,
        on_select=row_choice(key, codes),
        selection_mode="single-row",
        column_order=order,
        column_config=_columns(frame, bar, age),
    )


def _columns(frame: pd.DataFrame, bar: str, age: Age) -> dict[str, Any]:
    config = st.column_config
    top = float(frame[bar].max()) if frame[bar].notna().any() else 1.0
    words = {str(name): t(f"gapview.column.{name}") for name in frame.columns}
    if age is not Age.ALL:
        words |= {name: t(f"gapview.column_{age.name.lower()}.{name}") for name in ("people_beyond_km", "people")}
    columns: dict[str, Any] = {name: config.Column(word, help=_help(name)) for name, word in words.items()}
    columns["rank"] = config.NumberColumn(words.get("rank", ""), width=42)
    columns["area"] = config.TextColumn(words["area"], width=98)
    columns[bar] = config.ProgressColumn(
        words[bar], help=_help(bar), format="localized", min_value=0, max_value=top or 1.0, width=112
    )
    for name in ("people", "people_beyond_km", "centre_count", *AGES):
        if name != bar and name in frame:
            columns[name] = config.NumberColumn(words[name], format="localized", width=62)
    for name in ("mean_distance_km", "nearest_centre_km"):
        columns[name] = config.NumberColumn(words[name], format="%.1f", width=66)
    for name in _PARTS:
        if name in frame:
            columns[name] = config.NumberColumn(words[name], format="%.0f", width=110, help=t("gapview.part_help"))
    return columns


def _help(name: str) -> Markdown | None:
    helped = {
        "presence_distance": "gapview.flag.help",
        "centres_needed": "gapview.needed_help",
        "people_beyond_km": "gapview.beyond_help",
    }
    return t(helped[name]) if name in helped else None
