"""The strip of eleven programmes: reported and placed, side by side and never added up."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from answers.mapping import palette
from ui import cached
from ui.markdown import Markdown, plain
from ui.overview.ways import show_on_map
from ui.text import pick, t
from ui.widgets.beside import beside_words
from ui.widgets.download import csv_button
from ui.words import amount, number, value_name, when

PER_ROW = 4


def _reported(row: pd.Series, unit: str) -> Markdown:
    number_words = plain(amount(row["reported"], row["reported_qualifier"]))
    return number_words if pd.isna(row["reported"]) else Markdown(f"**{number_words}** {plain(unit)}")


def _tile(programme: pd.Series, row: pd.Series) -> None:
    colour, _ = palette.programme_mark(str(programme["programme_id"]))
    st.html(f'<div style="height:4px;width:2.6rem;border-radius:2px;background:{colour}"></div>')
    st.markdown(f"**{plain(pick(programme['name_th'], programme['name_en']))}**")
    unit = pick(programme["reported_unit_th"], programme["reported_unit"])
    st.markdown(f"{t('overview.strip_reported')}: {_reported(row, unit)}")
    programme_id = str(programme["programme_id"])
    if row["list_status"] == "not-a-place":
        st.caption(t("overview.strip_not_place"))
        return
    st.markdown(
        t(
            "overview.strip_known",
            **{key: number(row[key]) for key in ("listed", "named", "placed_district", "placed_site")},
        )
    )
    if beside := beside_words(row):
        st.caption(beside)
    st.caption(plain(f"{value_name('list_status', str(row['list_status']))} · {when(programme['reported_date'])}"))
    st.button(
        t("overview.to_map"), key=f"strip-map-{programme_id}", icon=":material/map:", type="tertiary",
        on_click=show_on_map, args=(programme_id,),
    )  # fmt: skip


def programme_strip() -> None:
    """Draw a tile for each programme and the same figures as a download."""
    st.markdown(f"## {t('overview.strip')}")
    st.caption(t("overview.strip_note"))
    table = cached.standing_table()
    programmes = list(cached.programmes().iterrows())
    for start in range(0, len(programmes), PER_ROW):
        columns = st.columns(PER_ROW, gap="small")
        for column, (_, programme) in zip(columns, programmes[start : start + PER_ROW], strict=False):
            with column.container(border=True, height="stretch"):
                _tile(programme, table.loc[programme["programme_id"]])
    csv_button(
        _download(table), name="programmes", source=t("source.coverage"), data_date=when(cached.today().isoformat())
    )


def _download(table: pd.DataFrame) -> pd.DataFrame:
    programmes = cached.programmes().set_index("programme_id")
    names = ["name_th", "name_en", "reported_unit", "reported_date", "source"]
    return table.join(programmes[[name for name in names if name not in table.columns]]).reset_index()
