"""Why there is nothing to rank, and the way to an example where there is."""

from __future__ import annotations

import streamlit as st

from analysis.ages import Age
from analysis.claims import Claim
from analysis.gaps import Gaps
from analysis.headlines import BMA_LIBRARY
from answers.facts import Facts
from answers.provenance import provenance
from answers.question import Question
from answers.words.names import spaced
from geodata.codes import Level
from ui import cached, selection
from ui.text import language, t


def show_example() -> None:
    """Show Bangkok's khet and its learning libraries, whose list is complete."""
    selection.update(programme=(BMA_LIBRARY,), area="10", level=None, chosen="", look="", radius=0.0, age=Age.ALL)


def nothing_ranked(now: Question, facts: Facts, gaps: Gaps) -> None:
    """Say why no area is ranked, and lead to a finer level and to the example."""
    with st.container(key="gaps-notice"):
        words = spaced(provenance(facts).set_words, lang=language())
        if facts.filtered.centres.empty and _only_for_some(now):
            st.warning(t("gapview.why.restricted", set=words), icon=":material/lock:")
        if len(gaps.ranked):
            return
        reason = _why(facts)
        st.info(t(f"gapview.why.{reason}", set=words), icon=":material/rule:")
        with st.container(horizontal=True):
            if BMA_LIBRARY in cached.vocabulary().programmes and now.programme != (BMA_LIBRARY,):
                st.button(t("gapview.example"), key="gaps-example", on_click=show_example)
            if reason == "all_have" and facts.question.map_level not in (Level.DISTRICT, Level.BMA_GROUP):
                st.button(
                    t("gapview.finer"),
                    key="gaps-finer",
                    on_click=selection.update,
                    kwargs={"level": Level.DISTRICT, "chosen": ""},
                )


def _why(facts: Facts) -> str:
    claims = set(facts.table["claim"])
    if claims <= {Claim.OUT_OF_SCOPE.value}:
        return "out_of_scope"
    return "unknown" if Claim.UNKNOWN.value in claims else "all_have"


def _only_for_some(now: Question) -> bool:
    own = cached.centres()
    own = own[own["programme_id"].isin(now.programme) & (own["status"] == "open")]
    return bool(len(own)) and not own["access"].isin(now.access).any()
