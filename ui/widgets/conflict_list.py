"""Where sources disagree: every value with its date and its source, none of them corrected."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from analysis.conflicts import Conflict, Value
from ui.text import has, t
from ui.widgets.plain import plain
from ui.words import number, short_source, when


def value_line(value: Value) -> str:
    """Return one of the values in words, with "more than" where its source says so."""
    shown = number(value.value)
    key = f"conflict.basis.{value.basis}"
    return t(
        "conflict.value",
        value=t("common.more_than", value=shown) if value.qualifier == "more_than" else shown,
        basis=t(key) if has(key) else plain(value.basis or ""),
        date=when(value.date),
        source=plain(short_source(value.source) if value.source else t("conflict.register")),
    )


def conflict_list(found: Sequence[Conflict]) -> None:
    """Draw each disagreement with its values below it."""
    for conflict in found:
        lines = [f"- {value_line(value)}" for value in conflict.values]
        st.markdown("\n".join([f"**{t(f'conflict.{conflict.key}')}**", "", *lines]))
