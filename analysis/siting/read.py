"""Reading what a person writes: numbers of sites, floors, budgets."""

from __future__ import annotations

import math

from analysis.siting.errors import SitingError
from analysis.siting.plan import MOST_SITES
from analysis.siting.problem import Objective
from geodata.areas import area


def as_sites(value: object, objective: Objective) -> int | None:
    """Return a number of sites (1 to `MOST_SITES`); None where none is given: as many as needed, with LSCP only.

    >>> as_sites("5", Objective.MCLP), as_sites(None, Objective.LSCP)
    (5, None)
    """
    if value is None and objective is Objective.LSCP:
        return None
    text = "" if value is None else str(value).strip()
    if not text.isdecimal() or not 1 <= int(text) <= MOST_SITES:
        raise SitingError("siting_sites_range", value=text, most=MOST_SITES)
    return int(text)


def as_floor(text: str) -> tuple[str, int]:
    """Return the area and the number of a floor.

    >>> as_floor("R4-NE=1")
    ('R4-NE', 1)
    """
    code, _, count = text.partition("=")
    if not count.strip().isdecimal() or int(count) < 1:
        raise SitingError("siting_floor_text", value=text)
    return area(code.strip()).code, int(count)


def as_budget(value: object) -> float | None:
    """Return an amount above 0, or None where none is given."""
    if value is None:
        return None
    try:
        number = float(str(value).replace(",", ""))
    except ValueError:
        raise SitingError("siting_budget_range", value=str(value)) from None
    if not (math.isfinite(number) and number > 0):
        raise SitingError("siting_budget_range", value=str(value))
    return number
