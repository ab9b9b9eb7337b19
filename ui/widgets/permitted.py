"""A control that writes is drawn for those who may; others read in its place why not, and whom to ask."""

from __future__ import annotations

from collections.abc import Collection

import streamlit as st

from registry.vocabulary import Act
from ui.author import reason_against
from ui.markdown import Markdown


def permitted(act: Act, programme_ids: Collection[str] = ()) -> bool:
    """Return whether the person may do an act of some programmes; draw one line that says why where they may not."""
    reason = reason_against(act, programme_ids)
    if reason is not None:
        st.caption(Markdown(f":material/lock: {reason}"))
    return reason is None
