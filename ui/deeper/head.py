"""The head of the page: what is looked at; where nothing may be told, why, and what may be looked at instead."""

from __future__ import annotations

import streamlit as st

from geodata.codes import BANGKOK_CODE, COUNTRY_CODE, Level
from registry.schema import Access, ListStatus
from ui import cached, selection
from ui.deeper.view import AnalysisView, population_date
from ui.errors import sentence
from ui.markdown import plain
from ui.text import t
from ui.words import area_name, level_words, number, programme_names


def head_line(view: AnalysisView) -> None:
    """Say what every number below is of."""
    parts = [f"**{plain(view.set_name)}**", plain(area_name(view.area)), plain(level_words(view.level))]
    if view.spread is not None:
        counts = {"centres": view.spread.centres, "areas": len(view.spread.areas), "people": view.spread.people}
        counts_text = {name: number(value) for name, value in counts.items()}
        parts.append(t("deeper.counted", date=population_date(), **counts_text))
    st.markdown(" · ".join(parts))


def reason_block(view: AnalysisView) -> bool:
    """Draw why nothing is told, with what may be looked at instead; return whether there was a reason."""
    if view.reason is None:
        return False
    st.info(plain(sentence(view.reason)), icon=":material/rule:")
    examples = _examples()
    if examples:
        st.caption(t("deeper.instead"))
        with st.container(horizontal=True, gap="small"):
            for programme_id, (area, level) in examples.items():
                _example(programme_id, area, level)
    return True


def _example(programme_id: str, area: str, level: Level) -> None:
    name = programme_names(cached.programmes())[programme_id]
    st.button(
        t("deeper.example", name=name, level=level_words(level)),
        key=f"example-{programme_id}",
        icon=":material/arrow_forward:",
        on_click=selection.update,
        kwargs={"programme": (programme_id,), "area": area, "level": level, "chosen": ""},
    )


def _examples() -> dict[str, tuple[str, Level]]:
    """Return the programmes with a complete list and a public centre, with the area and level they can be seen at."""
    programmes, centres = cached.programmes(), cached.centres()
    public = set(centres.loc[centres["access"] == Access.PUBLIC, "programme_id"])
    complete = programmes[programmes["list_status"] == ListStatus.COMPLETE]
    places: dict[str, tuple[str, Level]] = {}
    for programme_id, codes in zip(complete["programme_id"], complete["scope_codes"], strict=True):
        if programme_id in public:
            in_bangkok = codes == BANGKOK_CODE
            places[programme_id] = (BANGKOK_CODE, Level.DISTRICT) if in_bangkok else (COUNTRY_CODE, Level.PROVINCE)
    return places
