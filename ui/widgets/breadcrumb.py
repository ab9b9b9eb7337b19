"""The way back up: country, region, province, district."""

from __future__ import annotations

import streamlit as st

from answers.question import fitting_level
from geodata.areas import ancestors
from geodata.codes import Level, level_of
from ui import cached, selection
from ui.markdown import plain
from ui.text import t
from ui.words import area_name, level_words


def go_to(code: str) -> None:
    """Make an area the one looked at; the level follows and nothing stays chosen."""
    selection.update(area=code, level=None, chosen="", look="")


def go_into(code: str) -> None:
    """Make an area the one looked at, by the areas of the level below it: a district by its subdistricts."""
    go_to(code)
    if level_of(code) == Level.DISTRICT:
        selection.update(level=Level.SUBDISTRICT)


def _path(code: str) -> list[str]:
    """Return an area and those around it, widest first: no wider than what the programmes are meant for."""
    now = selection.current()
    other_scheme = "R4-" if now.scheme == "6" else "R6-"
    home = cached.vocabulary().home(now.programme)
    path = [step for step in (*reversed(ancestors(code)), code) if not step.startswith(other_scheme)]
    return path[path.index(home) :] if home in path else path


def breadcrumb() -> None:
    """Draw the path to the chosen area, each step a button back, and a button to Bangkok."""
    now = selection.current()
    with st.container(horizontal=True, vertical_alignment="center", key="breadcrumb", gap="small"):
        path = _path(now.area)
        for step in path:
            st.button(
                plain(area_name(step)),
                key=f"crumb-{step}",
                on_click=go_to,
                args=(step,),
                type="tertiary",
                disabled=step == now.area and not now.look,
                icon=":material/public:" if step == path[0] else ":material/chevron_right:",
            )
        if "10" not in path:
            st.button(
                t("map.to_bangkok"),
                key="to-bangkok",
                on_click=go_to,
                args=("10",),
                type="tertiary",
                icon=":material/location_city:",
            )


def drill_button(code: str) -> None:
    """Draw the way one level down into an area, nothing for a subdistrict."""
    level = level_of(code)
    if level == Level.SUBDISTRICT:
        return
    down = Level.SUBDISTRICT if level == Level.DISTRICT else fitting_level(code)
    st.button(
        t("panel.drill", level=level_words(down)),
        key="drill",
        on_click=go_into,
        args=(code,),
        icon=":material/zoom_in:",
        type="tertiary",
    )


def level_options(area: str) -> list[Level]:
    """Return the levels that an area can be divided into on the map."""
    level = level_of(area)
    if level == Level.COUNTRY:
        return [Level.REGION, Level.PROVINCE, Level.DISTRICT]
    if level in (Level.REGION, Level.REGION6):
        return [Level.PROVINCE, Level.DISTRICT, Level.SUBDISTRICT]
    inside = [Level.DISTRICT, Level.SUBDISTRICT]
    return [Level.BMA_GROUP, *inside] if area == "10" else inside


def level_switch() -> None:
    """Draw the choice of level for the map and the list."""
    now = selection.current()
    options = level_options(now.area)
    current = now.level or fitting_level(now.area)
    st.session_state["w-level"] = str(current if current in options else options[-1])

    def take() -> None:
        value = st.session_state["w-level"]
        selection.update(level=Level(value) if value else None, chosen="")

    st.segmented_control(
        t("map.level"),
        [str(level) for level in options],
        format_func=lambda value: plain(level_words(Level(value))),
        key="w-level",
        on_change=take,
        label_visibility="collapsed",
    )
