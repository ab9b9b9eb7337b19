"""Where sources disagree: every value with its date and its source, none of them corrected."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from analysis.conflicts import Conflict
from ui.markdown import plain
from ui.text import t
from ui.words import value_words


def conflict_list(conflicts: Sequence[Conflict]) -> None:
    """Draw each disagreement with its values below it."""
    for conflict in conflicts:
        lines = []
        for value in conflict.values:
            amount, *origin = map(plain, value_words(value))
            lines.append(f"- **{amount}** · {' · '.join(origin)}")
        st.markdown("\n".join([f"**{t(f'conflict.{conflict.key}')}**", "", *lines]))
