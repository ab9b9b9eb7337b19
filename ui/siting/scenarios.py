"""Scenarios by name: saved in the home folder, reopened, duplicated, compared, shared as a file."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, Final

import pandas as pd
import streamlit as st

from analysis.field.cache import demand_fingerprint
from answers.mapping.maps import map_model
from answers.question import Question
from answers.scenario import shelf
from answers.scenario.errors import ScenarioError
from answers.scenario.file import LONGEST_NAME, MOST_BYTES, Scenario, read_scenario, scenario_bytes, scenario_of
from answers.sections.scenario import people_words, scenario_figures
from geodata.errors import KlaiBaanError
from registry.schema import Act
from ui import cached, selection
from ui.author import author, may
from ui.errors import sentence
from ui.maps.component import draw_map
from ui.markdown import plain
from ui.siting import state
from ui.text import t, text
from ui.widgets.permitted import permitted
from ui.widgets.tables import text_table
from ui.words import about, distance, when

MOST_COMPARED: Final = 4


def scenarios(now: Question) -> None:
    """Draw the scenarios that are kept, and the ways to keep, open and compare one."""
    st.markdown(f"## {t('siting.scenarios')}")
    _save(now)
    shelf_scenarios = shelf.kept_scenarios()
    for position, one in enumerate(shelf_scenarios):
        _row(now, position, one)
    _upload()
    if len(shelf_scenarios) > 1:
        _compare(now, shelf_scenarios)


def _data() -> str:
    return f"{cached.revision()}-{demand_fingerprint()}"


def _save(now: Question) -> None:
    if not permitted(Act.DOCUMENT):
        return
    with st.form("siting-save", border=False):
        field, button = st.columns([4, 2], vertical_alignment="bottom")
        name = field.text_input(t("siting.name"), max_chars=LONGEST_NAME, key="w-siting-name")
        if button.form_submit_button(t("siting.save"), icon=":material/save:", width="stretch"):
            try:
                made = scenario_of(cached.facts(now), name, data=_data())
                shelf.keep(made, author=author())
                st.toast(t("siting.saved", name=made.name), icon=":material/save:")
            except KlaiBaanError as error:
                st.error(plain(sentence(error)), icon=":material/error:")


def _row(now: Question, position: int, one: Scenario) -> None:
    with st.container(horizontal=True, gap="small", vertical_alignment="center", key=f"scenario-{position}"):
        words = t(
            "siting.kept",
            name=one.name,
            date=when(one.saved_on),
            people=about(one.newly_within),
        )
        st.markdown(words, width="stretch")
        if one.data != _data():
            st.badge(t("siting.older"), icon=":material/history:", color="orange")
            _then_and_today(now, position, one)
        st.button(t("siting.open"), key=f"scenario-open-{position}", on_click=open_scenario, args=(one,))
        if may(Act.DOCUMENT):
            st.button(t("siting.duplicate"), key=f"scenario-copy-{position}", on_click=_duplicate, args=(one,))
        st.download_button(
            t("siting.share"), scenario_bytes(one), file_name="klaibaan-scenario.json", mime="application/json",
            key=f"scenario-file-{position}", on_click="ignore",
        )  # fmt: skip
        if may(Act.DOCUMENT):
            st.button(t("siting.delete"), key=f"scenario-delete-{position}", on_click=_remove, args=(one.name,))


def _then_and_today(now: Question, position: int, one: Scenario) -> None:
    """Draw, where it is asked for, what a scenario came to when it was saved beside what it comes to today."""
    with st.popover(t("siting.then_and_today"), key=f"scenario-then-{position}", on_change="rerun") as place:
        if not place.open:
            return
        try:
            openings = cached.facts(replace(one.question(cached.tables()), lang=now.lang)).openings
        except KlaiBaanError as error:
            st.warning(plain(sentence(error)))
            return
        if openings is None:
            return
        whole = openings.whole
        km = distance(whole.radius_km)
        rows = {
            text("siting.newly", km=km): (
                about(one.newly_within),
                people_words(whole, whole.newly_within, lang=now.lang),
            ),
            text("siting.losing", km=km): (about(one.losing), people_words(whole, whole.losing, lang=now.lang)),
        }
        then = text("siting.then", date=when(one.saved_on))
        text_table(pd.DataFrame.from_dict(rows, orient="index", columns=[then, t("siting.today")]))


def open_scenario(one: Scenario) -> None:
    """Open a scenario, computed on the data of today; to be called from a callback. What makes no sense is said."""
    try:
        question = one.question(cached.tables())
    except ScenarioError as error:
        state.set_fault(error)
        return
    now = selection.current()
    state.change(state.step_of(question))
    own = replace(question, lang=now.lang, tiles=now.tiles)
    selection.update(**{name: getattr(own, name) for name in Question.__slots__})
    st.session_state["w-siting-name"] = one.name


def _duplicate(one: Scenario) -> None:
    names = {other.name for other in shelf.kept_scenarios()}
    count = 2
    while (name := f"{one.name[: LONGEST_NAME - 6]} ({count})") in names:
        count += 1
    try:
        shelf.keep(replace(one, name=name), author=author())
    except KlaiBaanError as error:
        state.set_fault(error)


def _remove(name: str) -> None:
    try:
        shelf.remove(name, author=author())
    except KlaiBaanError as error:
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
    chosen = st.multiselect(
        t("siting.compare"),
        list(by_name),
        max_selections=MOST_COMPARED,
        key="w-siting-compare",
        placeholder=t("siting.choose"),
    )
    questions = {}
    for name in chosen:
        try:
            questions[name] = replace(by_name[name].question(cached.tables()), lang=now.lang)
        except ScenarioError as error:
            st.warning(plain(sentence(error)))
    if not questions:
        return
    for position, (column, (name, question)) in enumerate(
        zip(st.columns(len(questions), gap="small"), questions.items(), strict=True)
    ):
        with column, st.container(key=f"small-map-siting-{position}"):
            st.markdown(f"**{plain(name)}**")
            model = map_model(cached.facts(question.of_scenario))
            draw_map(model, name=f"siting-compare-{position}", on_event=_pass_over, group="compare")
    figures = {name: scenario_figures(cached.facts(question)) for name, question in questions.items()}
    text_table(pd.DataFrame({name: pd.Series(one, dtype=object) for name, one in figures.items()}), border=True)


def _pass_over(_: dict[str, Any]) -> None:
    """Take no step: what lies on a map that is compared is only told."""
