"""The overview's two maps: the nine Relearning provinces, and Bangkok's fifty khet as an inset."""

from __future__ import annotations

from typing import Any

from analysis.centre_filter import CentreFilter
from geodata.areas import contains
from geodata.codes import Level
from ui import cached, selection
from ui.maps.choropleth import theme
from ui.maps.component import draw_map
from ui.maps.fills import claim_fill
from ui.maps.state import build_state
from ui.maps.summary import map_table
from ui.text import t
from ui.words import set_words


def claim_map(
    programme: str, *, level: Level, scope: str, lines: Level, label: str, name: str, table: bool = False
) -> None:
    """Draw where a programme has a centre, over the areas of a level inside `scope`; a click chooses an area.

    With `table`, what the map says stands below it in words and as a table, folded.
    """
    wanted = CentreFilter(programmes=(programme,))
    rows = cached.coverage_of(level, wanted)
    inside = rows.index.to_series().map(lambda code: contains(scope, code))
    fill, shown = claim_fill(rows, inside, theme=theme()), cached.filtered(wanted).kept
    of = set_words((programme,), cached.programmes())
    state = build_state(
        level=level,
        fill=fill,
        shown=shown,
        chosen=selection.current().chosen,
        view=(scope, Level.COUNTRY if scope == "TH" else Level.PROVINCE),
        lines=lines,
        theme=theme(),
        set_name=of,
        label=t("overview.map_label", what=label),
    )
    draw_map(state, name=name, on_event=_choose)
    if table:
        map_table(fill, shown, level=level, set_name=of, name=name)


def _choose(event: dict[str, Any]) -> None:
    code = str(event.get("code") or next(iter(event.get("ids") or ()), ""))
    selection.update(chosen=code)


def relearning_map() -> None:
    """Draw the nine provinces; the rest of the country stays neutral, since no claim is made about it."""
    claim_map(
        "relearning",
        level=Level.PROVINCE,
        scope="TH",
        lines=Level.REGION,
        label=t("overview.map_nine"),
        name="overview",
        table=True,
    )


def bangkok_map() -> None:
    """Draw the fifty khet by whether they have a BMA learning library."""
    claim_map(
        "bma-library",
        level=Level.DISTRICT,
        scope="10",
        lines=Level.BMA_GROUP,
        label=t("overview.map_bangkok"),
        name="inset",
        table=True,
    )
