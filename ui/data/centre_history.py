"""What happened to one centre: what each import and edit says of it, who did it, when and why."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd
import streamlit as st

from registry.row_text import Row
from registry.schema import ImportState
from registry.store.tables import ORIGIN_DATA
from registry.vocabulary import FILE_MODES
from ui import cached
from ui.data.changes import field_name, value_words
from ui.text import t, text
from ui.widgets.tables import text_table
from ui.words import when


def centre_history(centre_id: str) -> None:
    """Draw the history of a centre, the last first, where it has any besides the data folder."""
    versions = cached.register().edits.versions(centre_id)
    with st.expander(t("data.edit.history", count=len(versions)), icon=":material/history:"):
        before: Row = {}
        lines = []
        for version in versions.to_dict("records"):
            row = version["row"]
            lines.append((_when(str(version["at"])), str(version["author"]), _what(version), _fields(before, row)))
            if row is not None and version["state"] != ImportState.UNDONE:
                before = row
        columns = [text(f"data.journal.{name}") for name in ("at", "author", "act", "what")]
        text_table(pd.DataFrame(lines[::-1], columns=columns, dtype=object).set_index(columns[0]))


def _when(at: str) -> str:
    return when(at[:10]) if at else "–"


def _what(version: Mapping[Any, Any]) -> str:
    origin, mode = str(version["origin"]), str(version["mode"])
    if origin == ORIGIN_DATA:
        words = text("data.edit.from_data")
    elif mode in FILE_MODES:
        words = str(version["file_name"])
    else:
        words = text(f"data.history.by_hand_{mode}", id=origin)
    undone = text("data.history.undone") if version["state"] == ImportState.UNDONE else ""
    return " · ".join(filter(None, [words, undone, str(version["reason"])]))


def _fields(before: Row, after: Row | None) -> str:
    if after is None:
        return text("data.change.gone")
    if not before:
        return text("data.edit.first")
    changed = [name for name in after if after[name] != before.get(name, "")]
    pairs = {name: (value_words(name, before.get(name, "")), value_words(name, after[name])) for name in changed}
    return "; ".join(f"{field_name(name)}: {old or '–'} → {new or '–'}" for name, (old, new) in pairs.items())
