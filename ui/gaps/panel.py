"""The chosen area in this mode: its sentence, the parts of its rank, and what its distances stand on."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from analysis.claims import Claim
from analysis.gaps import Gaps
from analysis.precision import estimate
from analysis.ranking import PARTS
from answers.facts import Facts
from answers.question import Question
from answers.words.sentences import gap_sentence, gaps_summary
from geodata.codes import level_of
from ui.compare.add_button import add_to_compare
from ui.gaps.basis import basis
from ui.gaps.candidates import put_in
from ui.text import t
from ui.widgets.breadcrumb import drill_button
from ui.widgets.panels import close
from ui.widgets.plain import plain
from ui.words import distance, number


def gap_panel(now: Question, facts: Facts, found: Gaps) -> None:
    """Draw the chosen area's panel, or that of the area looked at as a whole."""
    chosen = now.chosen in facts.level_table.index
    code = now.chosen if chosen else now.area
    row = facts.row(code)
    words = facts.sentence_terms(level_of(code))
    if not chosen and level_of(code) != facts.question.map_level:
        summary = gaps_summary(code, facts.question.map_level, facts.table, found, words)
        if summary:
            st.markdown(plain(summary))
    st.markdown(plain(gap_sentence(code, row, words)))
    if code in found.ranked.index:
        _rank(found.ranked.loc[[code]].iloc[0], len(found.ranked))
    if code in {*found.far.index, *found.ranked.index[found.ranked["presence_distance"] != ""]}:
        st.markdown(t(f"gapview.disagree.{Claim(row['claim'])}", km=distance(facts.radius_km)))
    if row["claim"] != Claim.OUT_OF_SCOPE:
        basis(facts, row)
    if chosen:
        _ways_on(code)


def _rank(row: pd.Series, of: int) -> None:
    st.markdown(t("gapview.rank", rank=number(row["rank"]), of=number(of)))
    shown = {
        "people_beyond_km": lambda value: t("whatif.people", people=number(estimate(value))),
        "mean_distance_km": lambda value: t("whatif.km", km=number(float(value), decimals=1)),
        "centres_needed": lambda value: f"{number(value)} {t('unit.centres')}",
    }
    lines = [
        t(
            "gapview.part",
            name=t(f"gapview.column.{measure}"),
            value=t("common.missing") if pd.isna(row[measure]) else shown[measure](row[measure]),
            percentile=number(None if pd.isna(row[f"{measure}_rank"]) else float(row[f"{measure}_rank"]) * 100),
        )
        for measure in PARTS.values()
    ]
    st.markdown("\n".join(f"- {line}" for line in lines))


def _ways_on(code: str) -> None:
    with st.container(horizontal=True, gap="small", key="gap-ways"):
        st.button(t("panel.close"), key="panel-close", on_click=close, icon=":material/close:")
        st.button(t("whatif.put"), key="whatif-put", on_click=put_in, args=(code,), icon=":material/add_location_alt:")
        drill_button(code)
        add_to_compare(code)
