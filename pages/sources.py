"""Where every number comes from, how it is computed, and what its limits are."""

from __future__ import annotations

import streamlit as st

from ui.sources.files import files_block, licences_block
from ui.sources.methods import assumptions_block, boundaries_block, conflicts_block, measures_block
from ui.sources.reread import reread_block
from ui.text import t
from ui.widgets.guarded import guarded

BLOCKS = (
    reread_block,
    conflicts_block,
    assumptions_block,
    measures_block,
    boundaries_block,
    files_block,
    licences_block,
)


def render() -> None:
    """Draw the page; a fault in one block leaves the others standing."""
    st.markdown(f"# {t('sources.title')}")
    st.markdown(t("sources.lead"))
    for draw in BLOCKS:
        guarded(draw)


if __name__ == "__main__":
    from ui.frame import main

    main()
