"""The offer to read data/ again, where a file in it has changed since the register took it up."""

from __future__ import annotations

import streamlit as st

from geodata.errors import KlaiBaanError
from registry.schema import Act
from ui import cached
from ui.author import author
from ui.errors import sentence
from ui.markdown import plain
from ui.text import t
from ui.widgets.permitted import permitted


def _reread() -> None:
    try:
        cached.register().reread(author=author())
    except KlaiBaanError as error:
        st.session_state["reread-fault"] = error


def reread_block() -> None:
    """Say which files changed and what would change with them, with the button that takes them up."""
    pending = cached.register().pending()
    if not pending:
        return
    st.warning(t("reread.lead"), icon=":material/sync:")
    for change in pending:
        st.markdown(
            "- "
            + t(
                "reread.file",
                file=change.file,
                added=len(change.added),
                removed=len(change.removed),
                changed=len(change.changed),
            )
        )
    fault = st.session_state.pop("reread-fault", None)
    if fault is not None:
        st.error(plain(sentence(fault)), icon=":material/error:")
    if permitted(Act.REREAD):
        st.button(t("reread.button"), on_click=_reread, key="reread", icon=":material/sync:")
