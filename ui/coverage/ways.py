"""The ways on from an area: its gaps, its page, a centre tried there, its brief, the comparison, the level below."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Final

import streamlit as st

from answers.question import GAPS
from geodata.codes import Level, level_of
from ui import links, selection
from ui.downloads.brief_button import brief_button
from ui.siting.ways_in import try_in
from ui.text import t
from ui.widgets.breadcrumb import drill_button
from ui.widgets.compare_button import add_to_compare

_AROUND: Final = {Level.DISTRICT: 2, Level.SUBDISTRICT: 4}
"""The digits of the area around one that is looked at among those beside it."""


def area_ways(code: str, *, gaps: bool, programme: tuple[str, ...] = ()) -> None:
    """Draw the ways on from an area, each one click.

    Parameters
    ----------
    code
        The area.
    gaps
        Whether its gaps are what is looked at already.
    programme
        The programmes that the page is about, where that is not the selection's.

    """
    params = {"programme": programme} if programme else {}
    with st.container(horizontal=True, gap="small", key="area-ways"):
        if not gaps:
            _way("gaps", ":material/travel_explore:", _to_gaps, code, params)
        _way("what_if", ":material/add_location_alt:", partial(try_in, code, programme=programme))
        _way("place", ":material/article:", _to_place, code)
        brief_button(code, quiet=True)
        if level_of(code) != Level.SUBDISTRICT:
            add_to_compare(code)
        if not programme:
            drill_button(code)


def _way(name: str, icon: str, take: Callable[..., None], *args: object) -> None:
    st.button(t(f"ways.{name}"), key=f"way-{name}", icon=icon, type="tertiary", on_click=take, args=args)


def _to_gaps(code: str, params: dict[str, object]) -> None:
    small = level_of(code) if level_of(code) in _AROUND else None
    around = code[: _AROUND[small]] if small else selection.current().area
    level = {"level": small} if small else {}
    selection.update(**{"mode": GAPS, "area": around, "chosen": code, "look": code, **level, **params})
    if selection.page() != "map":
        links.go_next("map")


def _to_place(code: str) -> None:
    selection.update(place=code)
    links.go_next("place")
