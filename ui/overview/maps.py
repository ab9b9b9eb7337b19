"""The overview's two maps: the nine Relearning provinces, and Bangkok's fifty khet as an inset."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from analysis.headlines import BMA_LIBRARY
from answers.mapping.maps import map_model
from answers.question import CLAIM, Question
from geodata.codes import BANGKOK_CODE, COUNTRY_CODE, Level
from ui import cached, selection
from ui.maps.component import draw_map
from ui.maps.summary import map_table
from ui.text import language


def claim_map(programme: str, *, level: Level, area: str, name: str, table: bool = False) -> None:
    """Draw where a programme has a centre, over the areas of a level inside an area; a click chooses an area.

    With `table`, what the map says stands below it in words and as a table, folded.
    """
    now = Question(lang=language(), programme=(programme,), area=area, level=level, measure=CLAIM)
    model = replace(map_model(cached.facts(now)), chosen=selection.current().chosen)
    draw_map(model, name=name, on_event=_choose)
    if table:
        map_table(model, name=name)


def _choose(event: dict[str, Any]) -> None:
    code = str(event.get("code") or next(iter(event.get("ids") or ()), ""))
    selection.update(chosen=code)


def relearning_map() -> None:
    """Draw the nine provinces; the rest of the country stays neutral, since no claim is made about it."""
    claim_map("relearning", level=Level.PROVINCE, area=COUNTRY_CODE, name="overview", table=True)


def bangkok_map() -> None:
    """Draw the fifty khet by whether they have a BMA learning library."""
    claim_map(BMA_LIBRARY, level=Level.DISTRICT, area=BANGKOK_CODE, name="inset", table=True)
