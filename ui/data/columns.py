"""Step two on screen: what each sheet is and what its columns mean, corrected by hand where the guess is off."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

import pandas as pd
import streamlit as st

from geodata.cells import neutral_table
from registry.importing.columns.headers import FIELDS
from registry.importing.columns.mapping import SheetMapping
from registry.importing.columns.reports import column_reports
from registry.importing.read.sheets import RawSheet
from registry.schema import SheetKind
from ui.data import draft as drafts
from ui.data.draft import Draft
from ui.markdown import plain
from ui.text import t, text


def columns_step(draft: Draft) -> Draft:
    """Draw every sheet's columns; return the draft as corrected, its mapping None where it is to be redone."""
    file, mapping = draft.file, draft.mapping
    if file is None or mapping is None:
        return draft
    title = t("data.columns.title", sheets=len(file.sheets))
    with st.expander(title, expanded=draft.plan is None or _unsure(draft), icon=":material/view_column:"):
        st.caption(t("data.columns.lead"))
        for sheet, use in zip(file.sheets, mapping.sheets, strict=True):
            _sheet(draft, sheet, use)
    return drafts.current() or draft


def _unsure(draft: Draft) -> bool:
    return any(not one.kind for one in (draft.mapping.sheets if draft.mapping else ()))


def _sheet(draft: Draft, sheet: RawSheet, use: SheetMapping) -> None:
    st.markdown(f"**{plain(sheet.name)}** · {t('data.columns.rows', rows=f'{sheet.height:,}')}")
    left, right = st.columns([2, 1])
    kinds = ["", *map(str, SheetKind)]
    key = f"{draft.turn}-{sheet.name}"
    left.selectbox(
        t("data.columns.kind"), kinds, index=kinds.index(use.kind), key=f"kind-{key}",
        format_func=lambda kind: t(f"data.kind.{kind}") if kind else t("data.kind.none"),
        on_change=partial(_say_kind, draft, sheet.name, f"kind-{key}"),
    )  # fmt: skip
    right.number_input(
        t("data.columns.header_row"), min_value=0, max_value=max(sheet.height, 1), value=use.header_row + 1,
        key=f"header-{key}", help=t("data.columns.header_help"),
        on_change=partial(_say_header, draft, sheet.name, f"header-{key}"),
    )  # fmt: skip
    if use.kind:
        _columns(draft, sheet, use, key)


def _say_kind(draft: Draft, sheet: str, widget: str) -> None:
    kind = st.session_state[widget]
    if kind:
        drafts.say_of_sheet(draft, sheet, kind=kind)
    elif draft.mapping is not None:
        left_out = replace(draft.mapping.sheet(sheet), kind="")
        drafts.keep(replace(draft, mapping=draft.mapping.with_sheet(left_out), turn=draft.turn + 1))


def _say_header(draft: Draft, sheet: str, widget: str) -> None:
    drafts.say_of_sheet(draft, sheet, header_row=int(st.session_state[widget]))


def _columns(draft: Draft, sheet: RawSheet, use: SheetMapping, key: str) -> None:
    reports = column_reports(sheet, use)
    words = {"": t("data.field.none"), **{name: t(f"data.field.{name}") for name in FIELDS[SheetKind(use.kind)]}}
    head, examples, meaning, how = (t(f"data.columns.{name}") for name in ("column", "examples", "meaning", "how"))
    frame = pd.DataFrame(
        {
            head: [one.header or text("data.columns.nameless", number=one.position + 1) for one in reports],
            examples: [" · ".join(one.examples) for one in reports],
            meaning: [words[one.field] for one in reports],
            how: [t(f"data.how.{one.how}") if one.how else "" for one in reports],
        }
    )
    edited = st.data_editor(
        neutral_table(frame), hide_index=True, key=f"columns-{key}", disabled=[head, examples, how], width="stretch",
        column_config={meaning: st.column_config.SelectboxColumn(options=list(words.values()), required=True)},
    )  # fmt: skip
    fields = {word: name for name, word in words.items()}
    changed = use
    for report, word in zip(reports, edited[meaning], strict=True):
        if fields[word] != report.field:
            changed = changed.with_column(report.position, fields[word])
    if changed is not use and draft.mapping is not None:
        drafts.keep(replace(draft, mapping=draft.mapping.with_sheet(changed), turn=draft.turn + 1))
        st.rerun()
