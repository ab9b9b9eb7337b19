"""Where we stand, in one sentence, four cards and a map, for executives."""

from __future__ import annotations

import streamlit as st

from ui.overview.headline_cards import headlines
from ui.overview.maps import bangkok_map, relearning_map
from ui.overview.missing import missing_block
from ui.overview.strip import programme_strip
from ui.text import t
from ui.widgets.page_title import page_title


def render() -> None:
    """Draw the page."""
    page_title("overview")
    headlines()
    left, right = st.columns([3, 2], gap="medium")
    with left:
        st.markdown(f"## {t('overview.map_nine')}")
        st.caption(t("overview.map_nine_note"))
        with st.container(key="small-map-country"):
            relearning_map()
    with right:
        st.markdown(f"## {t('overview.map_bangkok')}")
        st.caption(t("overview.dated_bangkok_short"))
        with st.container(key="small-map-bangkok"):
            bangkok_map()
    programme_strip()
    missing_block()


if __name__ == "__main__":
    from ui.frame import main

    main()
