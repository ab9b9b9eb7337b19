"""Every picture there is, by the name under which it is asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from answers.errors import ReportError
from reports.picture.chart_sheet import group_bars, measure_bars, nine_bars, standing_bars
from reports.picture.line_sheets import curve_sheet, lorenz_sheet
from reports.picture.map_sheet import map_sheet

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from answers.facts import Facts
    from reports.picture.paper import Sheet

PICTURES: Final[Mapping[str, Callable[[Facts], Sheet]]] = {
    "map": map_sheet,
    "bars": measure_bars,
    "nine": nine_bars,
    "groups": group_bars,
    "standing": standing_bars,
    "curve": curve_sheet,
    "lorenz": lorenz_sheet,
}
"""The map and the bars of the request; the nine provinces; Bangkok's groups; reported, named and placed; people within
1 to 25 km; the spread of centres over people."""
_FOLLOW_SCENARIO: Final = ("map", "bars")
"""The others are of the register, whatever scenario is in hand."""


def picture_sheet(facts: Facts, name: str) -> Sheet:
    """Return a picture by its name; a `ReportError` (report_picture) says which there are."""
    if name not in PICTURES:
        raise ReportError("report_picture", value=str(name)[:60], known=", ".join(PICTURES))
    return PICTURES[name](facts if name in _FOLLOW_SCENARIO else facts.register)
