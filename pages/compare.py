"""Up to four areas side by side: small maps, and the same numbers of each with their dates."""

from __future__ import annotations

import streamlit as st

from ui import links, selection
from ui.compare import view
from ui.text import t
from ui.widgets.print_button import print_button


def render() -> None:
    """Draw the page for the areas chosen."""
    if st.session_state.pop("compare-ask", False):
        links.go("place")
    codes = selection.current().compare
    st.markdown(f"# {t('compare.title')}")
    view.choices()
    if not codes:
        st.info(t("compare.nothing"), icon=":material/compare_arrows:")
        return
    view.maps(codes)
    view.numbers(codes)
    view.by_programme(codes)
    print_button()


if __name__ == "__main__":
    from ui.frame import main

    main()
