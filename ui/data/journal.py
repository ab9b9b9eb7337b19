"""The journal as a table: who did what and when, what stood there before and after, and why; filtered and exported."""

from __future__ import annotations

from typing import Any

import pandas as pd
import streamlit as st

from geodata.cells import neutral_table
from registry.schema import CENTRES, Act
from ui import cached
from ui.data.changes import field_name, value_words
from ui.text import has, pick, t, text
from ui.widgets.download import csv_button
from ui.words import number, programme_names, when

_MOST_HEIGHT_PX = 560


def journal_section() -> None:
    """Draw the entries, the last first, and the file of those that are left by the filter."""
    st.markdown(f"## {t('data.journal.title')}")
    st.caption(t("data.journal.lead"))
    entries = cached.register().journal.table()
    if entries.empty:
        st.info(t("data.journal.none"), icon=":material/inbox:")
        return
    entries = _chosen(entries)
    table = journal_table(entries)
    st.markdown(t("data.journal.count", count=number(len(table))))
    height = min(36 * (len(table) + 1), _MOST_HEIGHT_PX)
    st.dataframe(neutral_table(table), hide_index=True, width="stretch", height=max(height, 72), key="journal")
    csv_button(table, name="journal", source=t("data.journal.title"), data_date=when(cached.today().isoformat()))


def _chosen(entries: pd.DataFrame) -> pd.DataFrame:
    names = programme_names(cached.programmes())
    one, two, three = st.columns(3)
    acts = one.multiselect(
        t("data.journal.act"), sorted(set(entries["act"])), key="journal-acts", placeholder=t("data.journal.all"),
        format_func=_act_words,
    )  # fmt: skip
    people = two.multiselect(
        t("data.journal.author"), sorted(set(entries["author"])), key="journal-people",
        placeholder=t("data.journal.all"),
    )  # fmt: skip
    used = [one for one in names if any(one in ids for ids in entries["programme_ids"])]
    programmes = three.multiselect(
        t("data.journal.programme"), used, key="journal-programmes", placeholder=t("data.journal.all"),
        format_func=lambda one: names[one],
    )  # fmt: skip
    if acts:
        entries = entries[entries["act"].isin(acts)]
    if people:
        entries = entries[entries["author"].isin(people)]
    if programmes:
        entries = entries[[bool(set(programmes) & set(ids)) for ids in entries["programme_ids"]]]
    return entries


def journal_table(entries: pd.DataFrame) -> pd.DataFrame:
    """Return entries of the journal in words, the last first."""
    names = programme_names(cached.programmes())
    last_first = entries.iloc[::-1]
    columns: dict[str, list[Any]] = {
        "number": last_first["number"].tolist(),
        "at": [f"{when(at[:10])} {at[11:16]}" for at in last_first["at"]],
        "author": last_first["author"].tolist(),
        "act": [_act_words(act) for act in last_first["act"]],
        "subject": last_first["subject"].tolist(),
        "programme": [", ".join(names.get(one, one) for one in ids) for ids in last_first["programme_ids"]],
        "before": [_values(act, values) for act, values in zip(last_first["act"], last_first["before"], strict=True)],
        "after": [_values(act, values) for act, values in zip(last_first["act"], last_first["after"], strict=True)],
        "reason": last_first["reason"].tolist(),
    }
    return pd.DataFrame({text(f"data.journal.{name}"): values for name, values in columns.items()})


def _act_words(act: str) -> str:
    return text(f"data.journal.act_{act}")


def _values(act: str, values: dict[str, Any] | None) -> str:
    """Return what stood there in words: of an edit by centre and field, of anything else by name."""
    if not values:
        return ""
    if act == Act.EDIT:
        return "; ".join(f"{_centre(one)}: {_fields(fields)}" for one, fields in values.items())
    of_people = sorted(values.items(), key=lambda one: one[0] == "sha256")  # a checksum is read by nobody first
    return "; ".join(f"{_name(name)} {_plain(value)}" for name, value in of_people if value not in (None, {}, [], ""))


def _centre(centre_id: str) -> str:
    rows = cached.centres()
    rows = rows[rows["centre_id"] == centre_id]
    return centre_id if rows.empty else pick(rows.iloc[0]["name_th"], rows.iloc[0]["name_en"])


def _fields(fields: dict[str, str]) -> str:
    parts = [
        f"{field_name(name)} {value_words(name, value) or '–'}" if name in CENTRES.names
        else text("data.journal.merged_into", name=_centre(value))
        for name, value in fields.items()
    ]  # fmt: skip
    return ", ".join(parts)


def _name(name: str) -> str:
    return text(f"data.journal.of.{name}") if has(f"data.journal.of.{name}") else name


def _plain(value: object) -> str:
    if isinstance(value, dict):
        names = programme_names(cached.programmes())
        return ", ".join(f"{names.get(name, name)} {_plain(one)}" for name, one in value.items())
    if isinstance(value, list):
        return ", ".join(map(_plain, value))
    return number(value) if isinstance(value, int) and not isinstance(value, bool) else str(value)
