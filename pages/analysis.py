"""How evenly centres are spread over people, and how much the view hangs on the radius, for specialists."""

from __future__ import annotations

import streamlit as st

from ui import selection
from ui.deeper.access import access_block
from ui.deeper.benchmark import benchmark_block
from ui.deeper.curve import curve_block
from ui.deeper.head import head_line, reason_block
from ui.deeper.spread import disparity_block, indices_block, lorenz_block, theil_block
from ui.deeper.view import analysis_view
from ui.gaps.controls import terms_controls
from ui.text import t
from ui.widgets.breadcrumb import breadcrumb, level_switch
from ui.widgets.guarded import guarded


def render() -> None:
    """Draw the page for the current selection."""
    view = analysis_view(selection.current())
    st.markdown(f"# {t('page.analysis.title')}")
    st.markdown(t("deeper.lead"))
    with st.container(horizontal=True, horizontal_alignment="distribute", vertical_alignment="center"):
        breadcrumb()
        level_switch()
    terms_controls(view.now)
    head_line(view)
    spread = view.spread
    if not reason_block(view) and spread is not None:
        indices_block(spread)
        left, right = st.columns(2, gap="large")
        with left:
            lorenz_block(view, spread)
        with right:
            disparity_block(view, spread)
        left, right = st.columns(2, gap="large")
        with left:
            theil_block(view, spread)
        with right:
            access_block(view)
    guarded(lambda: curve_block(view))
    guarded(lambda: benchmark_block(view))


if __name__ == "__main__":
    from ui.frame import main

    main()
