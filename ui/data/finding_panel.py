"""One finding: its rows in a table and on a map, what it does to the figures, and the decision about it."""

from __future__ import annotations

from typing import Any

import pandas as pd
import streamlit as st

from analysis.quality.finding import Finding
from answers.mapping.maps import centre_map
from answers.words.quality_sentences import effect_words, finding_sentence, kind_words
from geodata.cells import neutral_table
from geodata.codes import COUNTRY_CODE, Level
from geodata.errors import KlaiBaanError
from registry.schema import Act, FindingState
from ui import cached, links, selection
from ui.author import author
from ui.errors import sentence
from ui.maps.component import draw_map
from ui.markdown import plain
from ui.text import language, t
from ui.widgets.permitted import permitted
from ui.words import full_area_name, value_name, when

_COLUMNS = ("centre_id", "name_th", "programme_id", "area", "precision", "longitude", "latitude", "opened_be",
            "verified_on", "source")  # fmt: skip


def rows_of(finding: Finding) -> pd.DataFrame:
    """Return the register's rows that a finding is about, with their area and precision in words."""
    centres = cached.centres()
    rows = centres[centres["centre_id"].isin(finding.centre_ids)]
    code = rows["district_code"].where(rows["district_code"].notna(), rows["province_code"])
    return rows.assign(
        area=[full_area_name(str(one)) for one in code],
        precision=[value_name("precision", str(one)) for one in rows["location_precision"]],
    )[list(_COLUMNS)]


def _to_map(finding: Finding) -> None:
    one = finding.centre_ids[0]
    look = str(cached.centres().set_index("centre_id")["province_code"].get(one, ""))
    selection.update(programme=(finding.programme_id,), chosen=one, area=COUNTRY_CODE, look=look, level=None, mode="")
    st.session_state["finding-to-map"] = True


def _map(finding: Finding) -> None:
    centres = cached.centres()
    marked = centres[centres["centre_id"].isin(finding.centre_ids)]
    provinces = set(marked["province_code"])
    one = provinces.pop() if len(provinces) == 1 else None
    model = centre_map(
        one or COUNTRY_CODE,
        marked,
        cached.programmes(),
        level=Level.DISTRICT if one else Level.PROVINCE,
        lang=language(),
        title=t("data.quality.map_label"),
        chosen=selection.current().chosen,
    )
    with st.container(key="small-map-finding"):
        draw_map(model, name="finding", on_event=_take)


def _take(event: dict[str, Any]) -> None:
    ids = event.get("ids") or ()
    selection.update(chosen=str(ids[0]) if ids else "")


def finding_panel(finding: Finding, decided: pd.DataFrame) -> None:
    """Draw a finding."""
    with st.container(border=True, key="finding"):
        st.markdown(f"### {plain(kind_words(finding.kind, lang=language()))}")
        st.markdown(plain(finding_sentence(finding, cached.centres(), lang=language())))
        st.markdown(f"**{t('data.quality.effect')}** {plain(effect_words(finding, lang=language()))}")
        if finding.centre_ids:
            _places(finding)
        _decision(finding, decided)


def _places(finding: Finding) -> None:
    left, right = st.columns([3, 2], gap="medium")
    with left:
        rows = rows_of(finding)
        names = {name: t(f"data.column.{name}") for name in rows.columns}
        st.dataframe(neutral_table(rows.rename(columns=names)), hide_index=True, key="finding-rows", height=320)
    with right:
        _map(finding)
    st.button(t("data.quality.to_map"), key="finding-map", icon=":material/map:", on_click=_to_map, args=(finding,))
    if st.session_state.pop("finding-to-map", False):
        links.go("map")


def _decision(finding: Finding, decided: pd.DataFrame) -> None:
    if finding.key in decided.index:
        row = decided.loc[finding.key]
        words = t(f"data.quality.state.{row['state']}")
        st.info(
            t("data.quality.decided", state=words, date=when(str(row["decided_at"])[:10]), reason=row["reason"]),
            icon=":material/gavel:",
        )
        if permitted(Act.DECISION, [finding.programme_id]):
            st.button(t("data.quality.reopen"), key="finding-reopen", on_click=_decide, args=(finding, None))
        _fault()
        return
    if not permitted(Act.DECISION, [finding.programme_id]):
        _fault()
        return
    st.text_area(t("data.quality.why"), key="finding-reason", max_chars=500, height=80)
    icons = {FindingState.SETTLED: ":material/done_all:", FindingState.DISMISSED: ":material/block:"}
    with st.container(horizontal=True):
        for state, icon in icons.items():
            st.button(
                t(f"data.quality.do.{state}"), key=f"finding-{state}", icon=icon, on_click=_decide,
                args=(finding, state),
            )  # fmt: skip
    _fault()


def _fault() -> None:
    fault = st.session_state.pop("finding-fault", None)
    if fault is not None:
        st.warning(plain(sentence(fault)), icon=":material/edit_note:")


def _decide(finding: Finding, state: FindingState | None) -> None:
    decisions, about = cached.register().decisions, [finding.programme_id]
    try:
        if state is None:
            decisions.reopen(finding.key, programme_ids=about, author=author())
        else:
            reason = st.session_state.get("finding-reason", "")
            decisions.settle(finding.key, state, reason, programme_ids=about, author=author())
            st.session_state["finding-reason"] = ""
    except KlaiBaanError as error:
        st.session_state["finding-fault"] = error
