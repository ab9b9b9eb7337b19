"""Two rows that are one centre: one stays as it is, the other is taken out of the register."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from registry.editing import plan_merge
from registry.errors import EditError
from registry.row_text import rows_by_id
from registry.schema import CENTRES
from ui import cached
from ui.data import edit_draft as drafts
from ui.data.changes import field_name, value_words
from ui.data.edit_one import save_block
from ui.errors import sentence
from ui.markdown import plain
from ui.text import pick, t, text
from ui.widgets.tables import text_table


def edit_merge(own: dict[str, str]) -> None:
    """Draw the choice of the two, both side by side, and the button."""
    st.caption(t("data.edit.merge_lead"))
    programme = st.selectbox(
        t("data.edit.programme"), list(own), key="edit-merge-programme", format_func=lambda one: own[one]
    )
    centres = cached.centres()
    of_programme = centres[centres["programme_id"] == programme]
    labels = {
        str(row.centre_id): f"{pick(row.name_th, row.name_en)} ({row.centre_id})" for row in of_programme.itertuples()
    }
    left, right = st.columns(2)

    def choose(name: str) -> str | None:
        return st.selectbox(
            t(f"data.edit.merge_{name}"), list(labels), index=None, key=f"edit-merge-{name}-{programme}",
            format_func=lambda one: labels.get(one, one), placeholder=t("data.edit.choose"),
        )  # fmt: skip

    with left:
        stays = choose("stays")
    with right:
        gone = choose("gone")
    if not stays or not gone:
        return
    try:
        plan = plan_merge(gone, stays, drafts.index())
    except EditError as error:
        st.warning(plain(sentence(error)))
        return
    both = rows_by_id(centres, [stays, gone])
    rows = {name: both[one] or {} for name, one in (("stays", stays), ("gone", gone))}
    names = [name for name in CENTRES.names if any(row.get(name) for row in rows.values())]
    table = {
        text(f"data.edit.merge_{which}"): [value_words(name, row.get(name, "")) or "–" for name in names]
        for which, row in rows.items()
    }
    text_table(pd.DataFrame(table, index=[field_name(name) for name in names], dtype=object))
    save_block(plan, None, key=f"merge-{gone}-{stays}")
