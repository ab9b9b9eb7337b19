"""How much of a programme is known: four numbers side by side and as bars; and all programmes beside each other."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from analysis.profile import Profile
from ui import cached
from ui.charts.standing import LEVELS, WITHOUT_SITES, standing_chart, standing_frame, standing_rows, value_words
from ui.maps.theme import theme
from ui.markdown import plain
from ui.programmes.profile import choose
from ui.text import pick, t
from ui.widgets.beside import beside_words
from ui.widgets.download import csv_button
from ui.words import programme_names, value_name, when

ELEVEN = 11  # the number that the heading has a word for


def _four_numbers(row: pd.Series) -> None:
    with st.container(horizontal=True, gap="small"):
        for kind in LEVELS:
            with st.container(width=112, gap=None, key=f"four-{kind}"):
                st.caption(t(f"programmes.standing.{kind}"))
                st.markdown(plain(value_words(kind, row)))


def standing_block(profile: Profile) -> None:
    """Draw the four numbers of one programme, never as one."""
    row, programme = profile.standing, profile.programme
    st.markdown(f"## {t('programmes.standing.title')}")
    st.caption(t("programmes.standing.help"))
    if str(row["list_status"]) not in WITHOUT_SITES:
        _four_numbers(row)
    frame = pd.DataFrame(standing_rows(str(programme["programme_id"]), row))
    chart = standing_chart(frame, theme=theme())
    st.altair_chart(chart, key="profile-standing", width="stretch", alt=t("programmes.standing.title"))
    if pd.notna(row["reported"]):
        unit = pick(programme["reported_unit_th"], programme["reported_unit"])
        st.caption(
            " · ".join(
                [
                    t("programmes.standing.unit", unit=unit),
                    plain(when(programme["reported_date"])),
                    plain(value_name("list_status", str(row["list_status"]))),
                ]
            )
        )
    if beside := beside_words(row):
        st.caption(beside)


def all_programmes() -> None:
    """Draw reported, named and placed of all programmes; a click on a bar opens that programme."""
    table, names = cached.standing_table(), programme_names(cached.programmes())
    eleven = len(table) == ELEVEN
    title = t("programmes.standing.all_title") if eleven else t("programmes.standing.all_title_count", count=len(table))
    st.markdown(f"## {title}")
    st.caption(t("programmes.standing.all_note"))
    half = (len(table) + 1) // 2
    for position, (column, part) in enumerate(
        zip(st.columns(2, gap="large"), (table[:half], table[half:]), strict=True)
    ):
        if part.empty:
            continue
        key = f"all-standing-{position}"

        def take(key: str = key) -> None:
            points = st.session_state[key].selection.get("picked", [])
            if points:
                programme_id = str(points[0]["programme_id"])
                choose(programme_id)
                st.toast(t("programmes.opened", name=names[programme_id]), icon=":material/arrow_upward:")

        with column:
            st.altair_chart(
                standing_chart(standing_frame(part, names), theme=theme()),
                key=key,
                on_select=take,
                selection_mode="picked",
                width="stretch",
                alt=title,
            )
    csv_button(
        _download(table, names),
        name="programmes-standing",
        source=t("source.coverage"),
        data_date=when(cached.today().isoformat()),
    )


def _download(table: pd.DataFrame, names: dict[str, str]) -> pd.DataFrame:
    programmes = cached.programmes().set_index("programme_id")
    own = programmes[["reported_date", "source"]].rename(columns={"source": "reported_source"})
    return table.assign(name=pd.Series(names)).join(own).reset_index()
