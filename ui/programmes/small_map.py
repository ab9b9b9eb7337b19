"""The small map of a programme: its centres, and the area it works in; no claim is made on it."""

from __future__ import annotations

from typing import Any

import pandas as pd
import streamlit as st

from analysis.profile import Profile
from answers.mapping.maps import centre_map
from answers.mapping.model import MapModel
from answers.sections.place_tables import centre_table
from geodata.cells import neutral_table
from geodata.codes import BANGKOK_CODE, COUNTRY_CODE, Level
from ui import cached, selection
from ui.maps.component import draw_map
from ui.markdown import plain
from ui.text import language, pick, t, text
from ui.widgets.download import csv_button
from ui.words import full_area_name, programme_names, read_on, value_name


def _take(event: dict[str, Any]) -> None:
    ids = event.get("ids") or ()
    selection.update(chosen=str(ids[0]) if ids else "")


def scope_map(scope: list[str], centres: pd.DataFrame, *, title: str) -> MapModel:
    """Return the map of the centres of a programme: Bangkok's khet where it works only there, else the country.

    The areas that it works in are set off, but for the whole country.
    """
    in_bangkok, everywhere = scope == [BANGKOK_CODE], COUNTRY_CODE in scope
    return centre_map(
        BANGKOK_CODE if in_bangkok else COUNTRY_CODE,
        centres,
        cached.programmes(),
        level=Level.DISTRICT if in_bangkok else Level.PROVINCE,
        lang=language(),
        title=title,
        inside=() if everywhere else scope,
        key=("", "") if everywhere else (t("programmes.map.scope_title"), t("programmes.map.scope")),
        chosen=selection.current().chosen,
    )


def _chosen_line(centres: pd.DataFrame) -> None:
    rows = centres[centres["centre_id"] == selection.current().chosen]
    if rows.empty:
        return
    centre = rows.iloc[0]
    code = str(centre["district_code"] if pd.notna(centre["district_code"]) else centre["province_code"])
    st.markdown(
        t(
            "programmes.map.chosen",
            name=pick(centre["name_th"], centre["name_en"]),
            place=full_area_name(code),
            precision=value_name("precision", str(centre["location_precision"])),
        )
    )


def programme_map(profile: Profile) -> None:
    """Draw the programme's open centres over its area; a service has no map."""
    if profile.programme["list_status"] == "not-a-place":
        return
    centres = profile.centres[profile.centres["status"] == "open"]
    programme_id = str(profile.programme["programme_id"])
    st.markdown(f"## {t('programmes.map.title')}")
    scope = str(profile.programme["scope_codes"]).split()
    model = scope_map(
        scope, centres, title=text("programmes.map.label", name=programme_names(cached.programmes())[programme_id])
    )
    with st.container(key="small-map"):
        draw_map(model, name="profile", on_event=_take)
    if centres.empty:
        st.caption(t("programmes.map.none"))
        return
    with st.expander(t("summary.title"), icon=":material/table:", key="map-table-profile"):
        st.markdown(plain(model.description))
        rows = centre_table(centres, programmes=cached.programmes(), lang=language())
        st.dataframe(neutral_table(rows), hide_index=True, key="map-rows-profile", alt=model.description)
    _chosen_line(centres)
    csv_button(
        profile.centres,
        name=f"centres-{programme_id}",
        source=t("source.coverage"),
        data_date=read_on(profile.centres, programme_id),
    )
