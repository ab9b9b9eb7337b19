"""Bangkok's fifty khet in six groups: where there is a learning library, where none, and for how many people."""

from __future__ import annotations

import streamlit as st

from analysis.headlines import BMA_LIBRARY
from geodata.codes import BANGKOK_CODE, Level
from ui import cached
from ui.bangkok.chosen import chosen_khet, worst_khet
from ui.bangkok.groups import group_picker, groups_block
from ui.bangkok.headline_cards import headline_cards
from ui.bangkok.kinds import kinds_block
from ui.bangkok.table import khet_block
from ui.overview.maps import claim_map
from ui.text import t


def render() -> None:
    """Draw the page: the map and, beside it, the headline figures or the chosen khet's answer."""
    st.markdown(f"# {t('bangkok.title')}")
    if BMA_LIBRARY not in cached.vocabulary().programmes:
        st.info(t("bangkok.nothing"), icon=":material/inbox:")
        return
    left, right = st.columns([1, 1], gap="medium")
    with left:
        st.markdown(f"**{t('bangkok.map.title')}**")
        with st.container(key="page-map-khet"):
            claim_map(BMA_LIBRARY, level=Level.DISTRICT, area=BANGKOK_CODE, name="khet")
    with right:
        if not chosen_khet():
            st.markdown(t("bangkok.lead"))
            headline_cards()
            worst_khet()
    kinds, groups = st.columns([3, 2], gap="large")
    with kinds:
        kinds_block()
    with groups:
        groups_block()
    group_picker()
    khet_block()


if __name__ == "__main__":
    from ui.frame import main

    main()
