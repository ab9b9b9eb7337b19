"""The quality of the data: every finding in a table, the rows of one of them, and what was decided about it."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from analysis.quality.find import quality_findings
from analysis.quality.finding import Finding, FindingKind
from answers.words.quality_sentences import effect_words, finding_sentence, kind_words
from geodata.cells import neutral_table
from geodata.layers import layer_fingerprint
from reports.workbook import Sheet
from ui import cached
from ui.data.finding_panel import finding_panel, rows_of
from ui.markdown import plain
from ui.text import language, t
from ui.widgets.workbook_button import workbook_button
from ui.words import programme_names, when

_KEY = "quality-table"


@st.cache_data(show_spinner=False, max_entries=4)
def _findings(revision: int, layers: str, day: str) -> list[Finding]:
    return quality_findings(cached.tables(), today=cached.today())


def findings() -> list[Finding]:
    """Return the findings on the register as it is."""
    return _findings(cached.revision(), layer_fingerprint(), cached.today().isoformat())


def _decided() -> pd.DataFrame:
    return cached.register().decisions.findings().set_index("key")


def _kind_choice(every: list[Finding]) -> list[FindingKind]:
    present = [kind for kind in FindingKind if any(one.kind == kind for one in every)]
    counts = {kind: sum(one.kind == kind for one in every) for kind in present}
    chosen = st.pills(
        t("data.quality.kinds"),
        present,
        format_func=lambda kind: plain(f"{kind_words(kind, lang=language())} ({counts[kind]})"),
        selection_mode="multi",
        key="quality-kinds",
    )
    return list(chosen) or present


def findings_frame(every: list[Finding], decided: pd.DataFrame) -> pd.DataFrame:
    """Return the findings in words: kind, programme, sentence, effect, decision and its reason."""
    lang, centres, names = language(), cached.centres(), programme_names(cached.programmes())
    state = decided["state"].map(lambda word: t(f"data.quality.state.{word}"))
    rows = [
        (
            kind_words(one.kind, lang=lang),
            names.get(one.programme_id, one.programme_id),
            finding_sentence(one, centres, lang=lang),
            effect_words(one, lang=lang),
            state.get(one.key, t("data.quality.open")),
            decided["reason"].get(one.key, ""),
        )
        for one in every
    ]
    columns = ["kind", "programme", "sentence", "effect", "decision", "reason"]
    return pd.DataFrame(rows, columns=[t(f"data.quality.{name}") for name in columns])


def _download(every: list[Finding], decided: pd.DataFrame) -> None:
    def sheets() -> list[Sheet]:
        parts = [rows_of(one).assign(finding=one.key) for one in every if one.centre_ids]
        rows = pd.concat(parts, ignore_index=True) if parts else pd.DataFrame(columns=["finding"])
        return [
            Sheet(title=t("data.quality.title"), table=findings_frame(every, decided)),
            Sheet(title=t("data.quality.rows"), table=rows),
        ]

    today = when(cached.today().isoformat())
    workbook_button(sheets, name="quality", about=[(t("data.quality.found_on"), today)])


def quality_section() -> None:
    """Draw the findings; a row opens its centres, its effect on the figures, and what can be decided."""
    st.markdown(f"## {t('data.quality.title')}")
    st.caption(t("data.quality.lead"))
    every, decided = findings(), _decided()
    if not every:
        st.success(t("data.quality.none"), icon=":material/task_alt:")
        return
    kinds = _kind_choice(every)
    everything = st.toggle(t("data.quality.show_decided", count=_count_decided(every, decided)), key="quality-decided")
    listed = [one for one in every if one.kind in kinds and (everything or one.key not in decided.index)]
    if not listed:
        st.info(t("data.quality.nothing_left"), icon=":material/task_alt:")
        return
    frame = findings_frame(listed, decided)
    picked = st.dataframe(
        neutral_table(frame),
        hide_index=True,
        key=_KEY,
        on_select="rerun",
        selection_mode="single-row",
        height=min(36 * (len(frame) + 1), 420),
        column_config={
            t("data.quality.kind"): st.column_config.TextColumn(width=200),
            t("data.quality.programme"): st.column_config.TextColumn(width=190),
            t("data.quality.sentence"): st.column_config.TextColumn(width=450),
            t("data.quality.effect"): st.column_config.TextColumn(width=330),
        },
    )
    _download(every, decided)
    rows = [row for row in picked.selection.rows if row < len(listed)]
    if rows:
        finding_panel(listed[rows[0]], decided)
    else:
        st.caption(t("data.quality.hint"))


def _count_decided(every: list[Finding], decided: pd.DataFrame) -> int:
    return sum(one.key in decided.index for one in every)
