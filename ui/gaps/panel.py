"""The panel of this mode: who has none, why that is a gap, and what one centre more would change."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from analysis.claims import Claim
from analysis.gaps import Gaps
from analysis.precision import estimate
from analysis.ranking import PARTS
from answers.facts import Facts
from answers.words.sentences import gap_reason, gap_sentence, gaps_summary, one_more_sentence
from geodata.codes import level_of
from ui import selection
from ui.gaps.basis import basis
from ui.markdown import Markdown, plain
from ui.text import t, text
from ui.widgets.close_button import close_button
from ui.words import area_name, distance, full_area_name, number, year


def gap_answer(code: str, facts: Facts, gaps: Gaps, *, name: Markdown | None = None) -> None:
    """Draw an area's answer: its people, why it is a gap or is none, and what one centre more would change.

    Parameters
    ----------
    code
        The area.
    facts, gaps
        The facts of a question among gaps, and its gaps.
    name
        What the button that closes it says; by default that it closes.

    """
    row, words = facts.row(code), facts.sentence_terms(level_of(code))
    _head(code, facts, gaps, name=name)
    _people(code, facts)
    st.markdown(plain(gap_reason(code, row, words)))
    if row["claim"] == Claim.OUT_OF_SCOPE:
        return
    with st.container(key="one-more"):
        st.markdown(f":material/add_location_alt: {plain(one_more_sentence(code, facts.one_more(code), words))}")


def _head(code: str, facts: Facts, gaps: Gaps, *, name: Markdown | None) -> None:
    """Draw the area's name, its rank with what that is made of on request, and the way to close the panel."""
    with st.container(horizontal=True, vertical_alignment="center", horizontal_alignment="distribute", gap="small"):
        st.markdown(f"## {plain(full_area_name(code))}", width="content")
        _origin(code, facts, gaps)
        close_button(name)


def _origin(code: str, facts: Facts, gaps: Gaps) -> None:
    row = facts.row(code)
    if row["claim"] == Claim.OUT_OF_SCOPE:
        return
    label = t("gapview.details")
    if code in gaps.ranked.index:
        label = t("gapview.rank_of", rank=number(gaps.ranked.at[code, "rank"]), of=number(len(gaps.ranked)))
    with st.popover(label, type="tertiary", key=f"gap-origin-{code}", help=t("gapview.details_help")):
        if code in gaps.ranked.index:
            _rank(gaps.ranked.loc[[code]].iloc[0], len(gaps.ranked))
        if code in {*gaps.far.index, *gaps.ranked.index[gaps.ranked["presence_distance"] != ""]}:
            st.markdown(t(f"gapview.disagree.{Claim(row['claim'])}", km=distance(facts.radius_km)))
        basis(facts, row)


def _people(code: str, facts: Facts) -> None:
    people = facts.people_of(code)
    words = {
        "people": number(people["population"]),
        "year": year(facts.population_year),
        "children": number(people["age_0_14"]),
        "elderly": number(people["age_60_plus"]),
    }
    with st.container(key="gap-people"):
        st.markdown(t("gapview.people" if people.isna().any() else "gapview.people_ages", **words))


def gaps_of_whole(code: str, facts: Facts, gaps: Gaps) -> None:
    """Draw what is known of the area looked at as a whole, and the way to the area where it is worst."""
    row, words = facts.row(code), facts.sentence_terms(level_of(code))
    level = facts.question.map_level
    summary = "" if level_of(code) == level else gaps_summary(code, level, facts.table, gaps, words)
    if not summary:
        st.markdown(plain(gap_sentence(code, row, words)))
        if row["claim"] != Claim.OUT_OF_SCOPE:
            basis(facts, row)
        return
    st.markdown(plain(summary))
    with st.container(horizontal=True, gap="small", vertical_alignment="center"):
        worst_button(gaps)
        label = t("gapview.whole", area=area_name(code))
        with st.popover(label, type="tertiary", key=f"gap-whole-{code}"):
            st.markdown(plain(gap_sentence(code, row, words)))
            if row["claim"] != Claim.OUT_OF_SCOPE:
                basis(facts, row)


def worst_button(gaps: Gaps) -> None:
    """Draw the way to the area where it is worst, where areas are ranked."""
    if gaps.ranked.empty:
        return
    worst = str(gaps.ranked.index[0])
    st.button(
        t("gapview.worst", area=area_name(worst)),
        key="gaps-worst",
        icon=":material/priority_high:",
        on_click=selection.update,
        kwargs={"chosen": worst, "look": worst},
    )


def _rank(row: pd.Series, of: int) -> None:
    st.markdown(t("gapview.rank", rank=number(row["rank"]), of=number(of)))
    formats = {
        "people_beyond_km": lambda value: text("whatif.people", people=number(estimate(value))),
        "mean_distance_km": lambda value: text("whatif.km", km=number(float(value), decimals=1)),
        "centres_needed": lambda value: f"{number(value)} {t('unit.centres')}",
    }
    lines = [
        t(
            "gapview.part",
            name=t(f"gapview.column.{measure}"),
            value=t("common.missing") if pd.isna(row[measure]) else formats[measure](row[measure]),
            percentile=number(None if pd.isna(row[f"{measure}_rank"]) else float(row[f"{measure}_rank"]) * 100),
        )
        for measure in PARTS.values()
    ]
    st.markdown("\n".join(f"- {line}" for line in lines))
