"""The small map of a programme: its centres, and the area it works in; no claim is made on it."""

from __future__ import annotations

from typing import Any

import pandas as pd
import streamlit as st

from analysis.places import within
from analysis.profile import Profile
from answers.mapping.classes import OUTSIDE
from answers.sections.place_tables import centre_table
from geodata.areas import areas
from geodata.codes import BANGKOK_CODE, COUNTRY_CODE, Level
from ui import cached, selection
from ui.maps.choropleth import theme
from ui.maps.component import draw_map
from ui.maps.fills import Fill, entry
from ui.maps.state import build_state
from ui.text import language, pick, t
from ui.widgets.download import csv_button
from ui.widgets.plain import plain
from ui.words import full_area_name, programme_names, read_on, value_name

SCOPE_CLASS = "1"  # the palest colour of the ramp: an area of work, no value


def scope_fill(level: Level, scope_codes: list[str], *, theme: str) -> Fill:
    """Return a fill that marks a programme's area, or nothing where it is the whole country."""
    index = areas(level).index
    inside = pd.Series(data=False, index=index) if COUNTRY_CODE in scope_codes else within(level, scope_codes)
    classes = pd.Series(OUTSIDE, index=index).where(~inside, SCOPE_CLASS)
    legend = (entry(SCOPE_CLASS, t("programmes.map.scope"), theme=theme),) if inside.any() else ()
    return Fill(
        classes=classes,
        values=pd.Series(None, index=index, dtype=object),
        measure=t("programmes.map.scope_title"),
        unit="",
        decimals=0,
        factor=1,
        legend=legend,
    )


def _take(event: dict[str, Any]) -> None:
    ids = event.get("ids") or ()
    selection.update(chosen=str(ids[0]) if ids else "")


def _frame_of(scope_codes: list[str]) -> tuple[Level, tuple[str, Level], Level]:
    """Return the level drawn, where the map looks, and the level whose borders stand out."""
    if scope_codes == [BANGKOK_CODE]:
        return Level.DISTRICT, (BANGKOK_CODE, Level.PROVINCE), Level.PROVINCE
    return Level.PROVINCE, (COUNTRY_CODE, Level.COUNTRY), Level.REGION


def _chosen_line(shown: pd.DataFrame) -> None:
    rows = shown[shown["centre_id"] == selection.current().chosen]
    if rows.empty:
        return
    centre = rows.iloc[0]
    code = str(centre["district_code"] if pd.notna(centre["district_code"]) else centre["province_code"])
    st.markdown(
        t(
            "programmes.map.chosen",
            name=plain(pick(centre["name_th"], centre["name_en"])),
            place=plain(full_area_name(code)),
            precision=value_name("precision", str(centre["location_precision"])),
        )
    )


def programme_map(found: Profile) -> None:
    """Draw the programme's open centres over its area; a service has no map."""
    if found.programme["list_status"] == "not-a-place":
        return
    shown = found.centres[found.centres["status"] == "open"]
    programme_id = str(found.programme["programme_id"])
    st.markdown(f"## {t('programmes.map.title')}")
    scope = str(found.programme["scope_codes"]).split()
    level, view, lines = _frame_of(scope)
    name = programme_names(cached.programmes())[programme_id]
    state = build_state(
        level=level,
        fill=scope_fill(level, scope, theme=theme()),
        shown=shown,
        chosen=selection.current().chosen,
        view=view,
        lines=lines,
        theme=theme(),
        set_name=name,
        label=t("programmes.map.label", name=name),
    )
    with st.container(key="small-map"):
        draw_map(state, name="profile", on_event=_take)
    if shown.empty:
        st.caption(t("programmes.map.none"))
        return
    with st.expander(t("summary.title"), icon=":material/table:", key="map-table-profile"):
        st.markdown(state["summary"])
        rows = centre_table(shown, programmes=cached.programmes(), lang=language())
        st.dataframe(rows, hide_index=True, key="map-rows-profile", alt=state["summary"])
    _chosen_line(shown)
    csv_button(
        found.centres,
        name=f"centres-{programme_id}",
        source=t("source.coverage"),
        data_date=read_on(found.centres, programme_id),
    )
