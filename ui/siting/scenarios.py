"""Scenarios by name: saved in the home folder, reopened, duplicated, compared, shared as a file."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

import pandas as pd
import streamlit as st

from analysis.field.cache import demand_fingerprint
from answers.question import Question
from answers.scenario import shelf
from answers.scenario.errors import ScenarioError
from answers.scenario.file import LONGEST_NAME, MOST_BYTES, Scenario, read_scenario, scenario_bytes, scenario_of
from geodata.errors import KlaiBaanError
from ui import cached, selection
from ui.errors import sentence
from ui.siting import state
from ui.text import t
from ui.widgets.plain import plain
from ui.words import about, area_name, distance, number, share

MOST_COMPARED: Final = 4


def scenarios(now: Question) -> None:
    """Draw the scenarios that are kept, and the ways to keep, open and compare one."""
    st.markdown(f"## {t('siting.scenarios')}")
    _save(now)
    shelf_scenarios = shelf.kept_scenarios()
    for position, one in enumerate(shelf_scenarios):
        _row(position, one)
    _upload()
    if len(shelf_scenarios) > 1:
        _compare(now, shelf_scenarios)


def _data() -> str:
    return f"{cached.revision()}-{demand_fingerprint()}"


def _save(now: Question) -> None:
    with st.form("siting-save", border=False):
        field, button = st.columns([4, 2], vertical_alignment="bottom")
        name = field.text_input(t("siting.name"), max_chars=LONGEST_NAME, key="w-siting-name")
        if button.form_submit_button(t("siting.save"), icon=":material/save:", width="stretch"):
            try:
                made = scenario_of(cached.facts(now), name, data=_data())
                shelf.keep(made)
                st.toast(t("siting.saved", name=plain(made.name)), icon=":material/save:")
            except KlaiBaanError as error:
                st.error(plain(sentence(error)), icon=":material/error:")


def _row(position: int, one: Scenario) -> None:
    with st.container(horizontal=True, gap="small", vertical_alignment="center", key=f"scenario-{position}"):
        words = t("siting.kept", name=plain(one.name), date=one.saved_on, people=about(one.newly_within))
        st.markdown(words, width="stretch")
        if one.data != _data():
            st.badge(t("siting.older"), icon=":material/history:", color="orange")
        st.button(t("siting.open"), key=f"scenario-open-{position}", on_click=open_scenario, args=(one,))
        st.button(t("siting.duplicate"), key=f"scenario-copy-{position}", on_click=_duplicate, args=(one,))
        st.download_button(
            t("siting.share"), scenario_bytes(one), file_name="klaibaan-scenario.json", mime="application/json",
            key=f"scenario-file-{position}", on_click="ignore",
        )  # fmt: skip
        st.button(t("siting.delete"), key=f"scenario-delete-{position}", on_click=shelf.remove, args=(one.name,))


def open_scenario(one: Scenario) -> None:
    """Open a scenario, computed on the data of today; to be called from a callback. What makes no sense is said."""
    try:
        question = one.question(cached.tables())
    except ScenarioError as error:
        state.set_fault(error)
        return
    now = selection.current()
    state.change(question.at, question.closed)
    screen = {name: getattr(now, name) for name in ("lang", "tiles")}
    on_screen = replace(question, **screen)
    selection.update(**{name: getattr(on_screen, name) for name in Question.__slots__})
    st.session_state["w-siting-name"] = one.name


def _duplicate(one: Scenario) -> None:
    names = {other.name for other in shelf.kept_scenarios()}
    count = 2
    while (name := f"{one.name[: LONGEST_NAME - 6]} ({count})") in names:
        count += 1
    try:
        shelf.keep(replace(one, name=name))
    except ScenarioError as error:
        state.set_fault(error)


def _upload() -> None:
    file = st.file_uploader(t("siting.open_file"), type=["json"], key="w-siting-open")
    if file is None or st.session_state.get("siting-opened") == file.file_id:
        return
    st.session_state["siting-opened"] = file.file_id
    try:
        one = read_scenario(file.getvalue() if file.size <= MOST_BYTES else b"", file=file.name)
        one.question(cached.tables())
    except KlaiBaanError as error:
        st.error(plain(sentence(error)), icon=":material/error:")
        return
    open_scenario(one)
    st.rerun()


def _compare(now: Question, shelf_scenarios: list[Scenario]) -> None:
    by_name = {one.name: one for one in shelf_scenarios}
    chosen = st.multiselect(t("siting.compare"), list(by_name), max_selections=MOST_COMPARED, key="w-siting-compare")
    columns = {}
    for name in chosen:
        try:
            question = replace(by_name[name].question(cached.tables()), lang=now.lang)
        except ScenarioError as error:
            st.warning(plain(sentence(error)))
            continue
        columns[name] = _figures(question)
    if columns:
        st.table(pd.DataFrame(columns))


def _figures(question: Question) -> pd.Series:
    facts = cached.facts(question)
    openings = facts.openings
    if openings is None:
        return pd.Series(dtype=object)
    whole = openings.together or openings.each[0]
    country = whole.areas[whole.areas["level"] == "country"].iloc[0]
    return pd.Series(
        {
            t("siting.area"): area_name(question.area),
            t("siting.radius"): t("whatif.km", km=distance(whole.radius_km)),
            t("siting.opened"): number(len(question.at)),
            t("siting.closed_count"): number(len(question.closed)),
            t("siting.newly", km=distance(whole.radius_km)): about(whole.newly_within),
            t("siting.losing", km=distance(whole.radius_km)): about(whole.losing),
            t("siting.within_all"): t(
                "siting.change", before=share(country["share_before"]), after=share(country["share_after"])
            ),
            t("siting.mean"): t(
                "siting.change", before=number(float(country["mean_before_km"]), decimals=1),
                after=number(float(country["mean_after_km"]), decimals=1),
            ),
        }
    )  # fmt: skip
