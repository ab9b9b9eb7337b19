"""What the scenario in hand changes: before and after, and its sites, each with the way to take it away."""

from __future__ import annotations

import math
from functools import partial
from typing import Final

import streamlit as st

from analysis.situation import Distances
from analysis.what_if import Openings, WhatIf
from answers.question import Question
from answers.sections.scenario import areas_table, inequality_change, large_areas, people_words
from geodata.codes import BANGKOK_CODE, Level
from reports.scenario_files import scenario_file
from ui import cached, selection
from ui.errors import sentence
from ui.markdown import plain
from ui.siting import state
from ui.text import language, pick, t, text
from ui.widgets.tables import section_table
from ui.words import about, area_name, distance, distance_assumptions, number, programme_names

_OFFICE: Final = "application/vnd.openxmlformats-officedocument"
_FILES: Final = {
    ".pdf": "application/pdf",
    ".pptx": f"{_OFFICE}.presentationml.presentation",
    ".xlsx": f"{_OFFICE}.spreadsheetml.sheet",
    ".csv": "text/csv",
    ".geojson": "application/geo+json",
}
_WORDED: Final = (".pdf", ".pptx", ".xlsx")
_MOST_NAMES: Final = 6
_MOST_ROWS: Final = 40


def steps_bar(now: Question) -> None:
    """Draw undo, redo and clear."""
    with st.container(horizontal=True, gap="small", key="siting-steps"):
        for name, icon, take, works in (
            ("undo", ":material/undo:", state.undo, state.can_undo()),
            ("redo", ":material/redo:", state.redo, state.can_redo()),
            ("clear", ":material/delete_sweep:", partial(state.change, state.Step()), now.has_scenario),
        ):
            st.button(t(f"siting.{name}"), icon=icon, on_click=take, disabled=not works, key=f"siting-{name}-b")


def fault_line() -> None:
    """Draw what was wrong with the last step, once."""
    with st.container(key="siting-fault-line"):
        error = state.fault()
        if error is not None:
            st.warning(plain(sentence(error)), icon=":material/wrong_location:")


def summary(now: Question) -> None:
    """Draw what the scenario changes, in short; where nothing is opened or closed, how to begin."""
    openings = cached.facts(now).openings
    if openings is None:
        st.info(t("siting.empty"), icon=":material/add_location_alt:")
        return
    whole = openings.whole
    km, lang = distance(whole.radius_km), language()
    lines = [t("siting.reached", km=km, people=people_words(whole, whole.newly_within, lang=lang))]
    if whole.losing:
        lines.append(
            t("siting.lost", what=t("siting.losing", km=km), people=people_words(whole, whole.losing, lang=lang))
        )
    if whole.distances is Distances.REPORTED:
        lines.append(t("siting.nearer", people=about(whole.people_nearer)))
    if not math.isnan(whole.inequality_after):
        lines.append(
            t("siting.inequality", what=t("siting.inequality_row"), change=inequality_change(whole, lang=lang))
        )
    with st.container(border=True, key="siting-summary"):
        st.markdown("\n".join(f"- {line}" for line in lines))


def outcome(now: Question) -> None:
    """Draw what the scenario changes by area."""
    openings = cached.facts(now).openings
    if openings is None:
        return
    st.markdown(f"## {t('siting.outcome')}")
    _areas(openings.whole)
    st.caption(" · ".join(map(plain, [*distance_assumptions(), t("opening.note"), t("siting.inequality_note")])))


def shortlist(now: Question) -> None:
    """Draw the scenario's sites and closed centres, each with the way to take it back, and their files."""
    openings = cached.facts(now).openings
    if openings is not None:
        _sites(now, openings)
        _files(now)


def _areas(whole: WhatIf) -> None:
    _before_and_after(whole, large_areas(whole))
    for name, codes in (("covered", whole.covered), ("uncovered", whole.uncovered)):
        if codes:
            st.markdown(t(f"siting.{name}", count=number(len(codes)), names=_names(codes)))
    small = whole.areas[whole.areas["level"] == str(Level.SUBDISTRICT)]
    if small.empty:
        return
    change = (small["within_after"] - small["within_before"].fillna(0)).abs()
    first = [str(code) for code in change.sort_values(ascending=False, kind="stable").index[:_MOST_ROWS]]
    label = t("siting.by_subdistrict", shown=number(len(first)), count=number(len(small)))
    with st.expander(label, key="siting-subdistricts"):
        _before_and_after(whole, first)


def _before_and_after(whole: WhatIf, codes: list[str]) -> None:
    section_table(areas_table(whole, codes, lang=language()))


def _names(codes: tuple[str, ...]) -> str:
    names = " · ".join(area_name(code) for code in codes[:_MOST_NAMES])
    return names if len(codes) <= _MOST_NAMES else text("siting.and_more", names=names)


def _sites(now: Question, openings: Openings) -> None:
    names = programme_names(cached.programmes())
    sites = state.step_of(now).sites
    for position, (site, one) in enumerate(zip(sites, openings.each, strict=True)):
        code = one.places[0].district_code
        name = area_name(code) if code.startswith(BANGKOK_CODE) else f"{area_name(code)} · {area_name(code[:2])}"
        with st.container(horizontal=True, vertical_alignment="center", key=f"siting-row-{position}", gap="small"):
            people = people_words(one, one.newly_within, lang=language())
            st.markdown(t("siting.site", number=position + 1, place=name, people=people), width="stretch")
            if len(now.programme) > 1:
                _programme(position, site, names)
            st.button(
                t("siting.remove"), key=f"siting-site-{position}", on_click=state.remove_site, args=(position,),
                type="tertiary", icon=":material/close:",
            )  # fmt: skip
    centres = cached.centres().set_index("centre_id")
    for centre_id in now.closed:
        is_registered = centre_id in centres.index
        row = centres.loc[[centre_id]].iloc[0] if is_registered else None
        name = centre_id if row is None else str(pick(row["name_th"], row["name_en"]) or centre_id)
        with st.container(horizontal=True, vertical_alignment="center", gap="small"):
            key = "siting.closed" if is_registered else "siting.closed_unknown"
            st.markdown(t(key, name=name), width="stretch")
            st.button(
                t("siting.reopen"), key=f"siting-closed-{centre_id}", on_click=state.leave_open, args=(centre_id,),
                type="tertiary", icon=":material/undo:",
            )  # fmt: skip


def _programme(position: int, site: state.Site, names: dict[str, str]) -> None:
    """Draw the choice of the programme that a site is of."""
    key = f"w-siting-programme-{position}"

    def take() -> None:
        state.set_programme(position, str(st.session_state[key]))

    st.session_state[key] = site.programme
    st.selectbox(
        t("siting.opens"), list(selection.current().programme), format_func=lambda one: names.get(one, one), key=key,
        on_change=take, label_visibility="collapsed", width=190,
    )  # fmt: skip


def _files(now: Question) -> None:
    facts = cached.facts(now)
    with st.container(horizontal=True, gap="small", key="siting-files"):
        for suffix, mime in _FILES.items():
            label = t(f"siting.file{suffix}") if suffix in _WORDED else plain(suffix.removeprefix(".").upper())
            st.download_button(
                label, partial(scenario_file, facts, suffix), file_name=f"klaibaan-scenario{suffix}", mime=mime,
                on_click="ignore", icon=":material/download:", key=f"siting-file{suffix}",
            )  # fmt: skip
