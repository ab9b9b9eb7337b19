"""Of which imports a file is the next issue: proposed by what it names, decided by the person."""

from __future__ import annotations

import streamlit as st

from registry.importing.plan import ImportPlan
from registry.schema import ImportState
from ui import cached
from ui.data import draft as drafts
from ui.data.draft import Draft
from ui.text import t, text
from ui.words import when


def follows_choice(draft: Draft, plan: ImportPlan) -> None:
    """Draw the earlier imports of the plan's programmes, with those ticked whose place the file takes."""
    table = cached.register().imports.table()
    own = [
        bool(row["state"] == ImportState.ACTIVE and set(row["programme_ids"]) & set(plan.batch.programme_ids))
        for _, row in table.iterrows()
    ]
    table = table[own].set_index("import_id")
    if table.empty:
        st.caption(t("data.follows.none"))
        return

    def words(import_id: str) -> str:
        row = table.loc[import_id]
        return text("data.follows.one", date=when(str(row["imported_at"])[:10]), file=row["file_name"], id=import_id)

    key = f"follows-{draft.turn}-{draft.planned[-40:]}"
    st.multiselect(
        t("data.follows.title"), list(table.index), format_func=words, key=key, help=t("data.follows.help"),
        default=[one for one in plan.batch.follows if one in table.index],
        on_change=lambda: drafts.follow(draft, st.session_state[key]),
    )  # fmt: skip
    if not plan.batch.follows:
        st.caption(t("data.follows.none"))
