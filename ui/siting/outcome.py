"""What the scenario in hand changes: before and after, and its sites, each with the way to take it away."""

from __future__ import annotations

from functools import partial

import pandas as pd
import streamlit as st

from analysis.what_if import Openings, WhatIf
from answers.question import Question
from answers.scenario.table import scenario_file
from geodata.codes import Level
from ui import cached, selection
from ui.errors import sentence
from ui.siting import state
from ui.text import pick, t
from ui.widgets.plain import plain
from ui.words import about, area_name, distance, distance_assumptions, number, share

_FILES = {".csv": "text/csv", ".geojson": "application/geo+json", ".xlsx": "application/vnd.ms-excel"}


def steps_bar(now: Question) -> None:
    """Draw undo, redo and clear, and what was wrong with the last step."""
    with st.container(horizontal=True, gap="small", key="siting-steps"):
        st.button(
            t("siting.undo"),
            icon=":material/undo:",
            on_click=state.undo,
            disabled=not state.can_undo(),
            key="siting-undo-b",
        )
        st.button(
            t("siting.redo"),
            icon=":material/redo:",
            on_click=state.redo,
            disabled=not state.can_redo(),
            key="siting-redo-b",
        )
        st.button(
            t("siting.clear"), icon=":material/delete_sweep:", on_click=state.change, args=((), ()),
            disabled=not now.has_scenario, key="siting-clear",
        )  # fmt: skip
    fault = state.fault()
    if fault is not None:
        st.warning(plain(sentence(fault)), icon=":material/wrong_location:")


def outcome(now: Question) -> None:
    """Draw what the scenario changes; where nothing is opened or closed, how to begin."""
    openings = cached.facts(now).openings
    if openings is None:
        st.info(t("siting.empty"), icon=":material/add_location_alt:")
        return
    whole = openings.together or openings.each[0]
    st.markdown(f"## {t('siting.outcome')}")
    with st.container(horizontal=True, gap="medium", key="siting-cards"):
        st.metric(t("siting.newly", km=distance(whole.radius_km)), about(whole.newly_within))
        st.metric(t("siting.losing", km=distance(whole.radius_km)), about(whole.losing))
        st.metric(t("siting.nearer"), about(whole.people_nearer))
    st.table(_before_and_after(whole))
    _sites(now, openings)
    st.caption(" · ".join([*distance_assumptions(), t("opening.note")]))
    _files(now)


def _before_and_after(whole: WhatIf) -> pd.DataFrame:
    order = {str(Level.COUNTRY): 0, str(Level.PROVINCE): 1, str(Level.DISTRICT): 2}
    rows = whole.areas.assign(order=whole.areas["level"].map(order)).sort_values(["order", "admin_code"])
    km = distance(whole.radius_km)
    table = pd.DataFrame(
        {
            t("siting.area"): [area_name(str(code)) for code in rows.index],
            t("siting.within", km=km): [
                t("siting.change", before=share(row["share_before"]), after=share(row["share_after"]))
                for _, row in rows.iterrows()
            ],
            t("siting.people_within"): [
                t("siting.change", before=about(row["within_before"]), after=about(row["within_after"]))
                for _, row in rows.iterrows()
            ],
            t("siting.mean"): [
                t("siting.change", before=_km(row["mean_before_km"]), after=_km(row["mean_after_km"]))
                for _, row in rows.iterrows()
            ],
        }
    )
    return table.set_index(t("siting.area"))


def _km(value: float) -> str:
    return number(float(value), decimals=1)


def _sites(now: Question, openings: Openings) -> None:
    for position, one in enumerate(openings.each):
        place = one.places[0]
        words, way_out = st.columns([6, 1], vertical_alignment="center")
        code = place.district_code
        name = area_name(code) if code.startswith("10") else f"{area_name(code)} · {area_name(code[:2])}"
        words.markdown(t("siting.site", number=position + 1, place=plain(name), people=about(one.newly_within)))
        way_out.button(
            t("siting.remove"), key=f"siting-site-{position}", on_click=state.remove_site, args=(position,),
            type="tertiary",
        )  # fmt: skip
    centres = cached.centres().set_index("centre_id")
    for centre_id in now.closed:
        words, way_out = st.columns([6, 1], vertical_alignment="center")
        is_registered = centre_id in centres.index
        row = centres.loc[[centre_id]].iloc[0] if is_registered else None
        name = centre_id if row is None else str(pick(row["name_th"], row["name_en"]) or centre_id)
        words.markdown(t("siting.closed" if is_registered else "siting.closed_unknown", name=plain(name)))
        way_out.button(
            t("siting.reopen"), key=f"siting-closed-{centre_id}", on_click=_reopen, args=(centre_id,), type="tertiary"
        )


def _reopen(centre_id: str) -> None:
    now = selection.current()
    state.change(now.at, tuple(one for one in now.closed if one != centre_id))


def _files(now: Question) -> None:
    facts = cached.facts(now)
    with st.container(horizontal=True, gap="small", key="siting-files"):
        for suffix, mime in _FILES.items():
            st.download_button(
                t("siting.file", kind=suffix.removeprefix(".").upper()), partial(scenario_file, facts, suffix),
                file_name=f"klaibaan-scenario{suffix}", mime=mime, on_click="ignore", icon=":material/download:",
                key=f"siting-file{suffix}",
            )  # fmt: skip
