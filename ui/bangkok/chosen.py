"""The answer of the khet that was clicked: its people, why it is a gap, one more, the ways on, and what is in it."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from analysis.headlines import BMA_LIBRARY
from analysis.places import recorded_in
from answers.facts import Facts
from answers.question import GAPS, Question
from geodata.codes import BANGKOK_CODE, Level
from ui import cached, selection
from ui.bangkok.khet_facts import khet
from ui.coverage.ways import area_ways
from ui.gaps.panel import gap_answer, worst_button
from ui.markdown import Markdown, plain
from ui.text import language, pick, t
from ui.words import area_name, programme_names


def _facts() -> Facts:
    programme = (BMA_LIBRARY,)
    return cached.facts(
        Question(lang=language(), programme=programme, area=BANGKOK_CODE, level=Level.DISTRICT, mode=GAPS)
    )


def worst_khet() -> None:
    """Draw the way to the khet where it is worst, and say that any other is a click on the map."""
    with st.container(horizontal=True, vertical_alignment="center"):
        worst_button(_facts().own_gaps)
        st.caption(t("bangkok.map.hint"), width="content")


def chosen_khet() -> bool:
    """Draw the panel of the khet that was clicked on the map; return whether there is one."""
    table, code = khet(), selection.current().chosen
    if code not in table.index:
        return False
    facts = _facts()
    with st.container(key="gap-panel"), st.container(border=True, key="panel", gap="xsmall"):
        gap_answer(code, facts, facts.own_gaps, name=t("bangkok.map.back"))
        area_ways(code, gaps=False, programme=(BMA_LIBRARY,))
        _here(code, str(table.at[code, "bma_group_code"]))
    return True


def _here(code: str, group: str) -> None:
    """List what is recorded in the khet, whatever its programme, whoever may enter."""
    centres = cached.centres()
    here = centres[recorded_in(centres, code) & (centres["status"] == "open")]
    st.markdown(f"**{t('bangkok.map.here')}** · {plain(area_name(group))}")
    if (here["basis"] == "derived").all():
        st.markdown(t("bangkok.map.khet_none"))
    names = programme_names(cached.programmes())
    st.markdown("\n".join(f"- {_line(centre, names)}" for _, centre in here.iterrows()))


def _line(centre: pd.Series, names: dict[str, str]) -> Markdown:
    apart = {"derived": t("legend.derived"), "residents": t("bangkok.map.residents")}
    notes = [
        names[centre["programme_id"]],
        *(words for key, words in apart.items() if key in (centre["basis"], centre["access"])),
    ]
    return plain(f"{pick(centre['name_th'], centre['name_en'])} · {' · '.join(notes)}")
