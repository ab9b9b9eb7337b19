"""The map with the list of areas beside it, for planners: what there is, and whom it does not reach."""

from __future__ import annotations

from typing import Any

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from ui.coverage.columns import columns
from ui.maps.place import outlined_place
from ui.opening import Opening, ahead, opening
from ui.readiness import begin_rest
from ui.widgets.page_title import page_title


def _take(event: dict[str, Any]) -> None:
    from ui.coverage.choropleth import take_event  # noqa: PLC0415 - loaded by the first click at the latest

    take_event(event)


def render() -> None:
    """Draw the page for the current selection; a first view before the rest is loaded."""
    page_title("map")
    head = st.container()
    first = opening()
    if first is None:
        from ui.coverage.page import blocks  # noqa: PLC0415 - a first view needs none of it

        blocks(head)
        return
    with ahead():
        _first(first, head)
    if first.of_home:
        begin_rest()
    else:
        from ui.coverage.choropleth import confirm  # noqa: PLC0415 - as of `_first`

        confirm(first)


def _first(first: Opening, head: DeltaGenerator) -> None:
    left, right = columns(gaps=True)
    with left, outlined_place(first.outline):
        from ui.maps.mount import mount  # noqa: PLC0415 - after the outline

        mount(first.state, name="main", on_event=_take)
    from ui.coverage.page import blocks_around  # noqa: PLC0415 - the map is on its way
    from ui.session import begin  # noqa: PLC0415

    begin()
    blocks_around(head, left, right)


if __name__ == "__main__":
    from ui.frame import main

    main()
