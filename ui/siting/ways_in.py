"""The ways into the page of new centres: a site already put, the search already begun, or the scenario in hand."""

from __future__ import annotations

import streamlit as st

from answers.question import Question
from geodata.areas import areas, contains, with_points
from geodata.codes import Level, level_of
from ui import links, selection
from ui.siting import state
from ui.text import t
from ui.words import area_name, number

USUAL_SITES = 5
"""How many sites the search begun from another page looks for."""
_BEGIN = "siting-begin"


def try_in(code: str, *, programme: tuple[str, ...] = ()) -> None:
    """Open a site at the point of an area from which its distances are told, and go on to it; for a callback.

    Parameters
    ----------
    code
        The area; of a district and a subdistrict the map shows the province around it.
    programme
        The programmes that the page is about, where that is not the selection's.

    """
    around = code[:2] if level_of(code) in (Level.DISTRICT, Level.SUBDISTRICT) else code
    area = selection.current().area
    _go(programme, area=area if contains(area, around) else around, look=code)
    row = with_points(areas(level_of(code)).loc[[code]]).iloc[0]
    state.open_site(float(row["longitude"]), float(row["latitude"]))


def best_button(now: Question) -> None:
    """Draw the way from a list of gaps to the best sites in the area chosen; where it is a district, around it."""
    chosen = now.chosen if _is_wide(now.chosen) else now.area
    label = t("siting.search", count=USUAL_SITES, area=area_name(chosen))
    st.button(
        label, icon=":material/travel_explore:", key="siting-best-here", on_click=_search_in, args=(chosen,),
        width="stretch",
    )  # fmt: skip


def scenario_link(now: Question) -> None:
    """Draw the way back to the scenario in hand, where there is one."""
    if now.has_scenario:
        count = number(len(now.at) + len(now.closed))
        links.page_link("siting", label=t("siting.in_hand", count=count), icon=":material/add_location_alt:")


def search_is_to_begin() -> bool:
    """Tell whether the page was come to for a search, once."""
    return bool(st.session_state.pop(_BEGIN, False))


def _is_wide(code: str) -> bool:
    """Tell whether a code is of an area that has room for several sites."""
    return any(code in areas(level).index for level in (Level.REGION, Level.REGION6, Level.PROVINCE, Level.BMA_GROUP))


def _search_in(code: str) -> None:
    _go((), area=code, look="")
    st.session_state[_BEGIN] = True


def _go(programme: tuple[str, ...], *, area: str, look: str) -> None:
    changes: dict[str, object] = {"programme": programme} if programme else {}
    selection.update(**{"area": area, "level": None, "look": look, "chosen": "", "mode": "", **changes})
    links.go_next("siting")
