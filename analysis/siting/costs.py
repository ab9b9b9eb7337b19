"""What a site costs: one amount for each, and others for the sites of some places."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np
import pandas as pd

from analysis.places import within
from analysis.siting.errors import SitingError
from geodata.areas import ancestors, contains
from geodata.codes import Level, level_of
from geodata.gazetteer import codes_named, place, resolve

if TYPE_CHECKING:
    from collections.abc import Iterable

_MOST_NAMED: Final = 4
_LOWEST: Final = 99
_LINES: Final = (
    re.compile(r"(?P<place>.+?)[\s=:;,]+(?P<amount>[-+]?[\d.][\d.,]*)"),
    re.compile(r"(?P<place>.+)[\s=:;]+(?P<amount>\S+)"),
    re.compile(r"(?P<place>.+)(?P<amount>)"),
)
"""A place and its cost: a number after a space, a sign or a tab; else the last word; else none."""


@dataclass(frozen=True, slots=True)
class Costs:
    """What a site costs, in any one unit of money.

    each
        What one costs where nothing else is said; None where that is not known.
    own
        Places (a candidate or an area, by code or name), each with what a site there costs. Of several that hold a
        site the smallest counts.
    """

    each: float | None = None
    own: tuple[tuple[str, float], ...] = ()


def as_cost(value: object, *, of: str = "") -> float:
    """Return an amount of 0 or more.

    Raises
    ------
    SitingError
        It is none (siting_cost).

    Examples
    --------
    >>> as_cost(" 1,200,000 ")
    1200000.0

    """
    try:
        amount = float(str(value).replace(",", "").strip())
    except ValueError:
        amount = math.nan
    if not (math.isfinite(amount) and amount >= 0):
        raise SitingError("siting_cost", value=str(value).strip(), place=of or "–")
    return amount


def own_costs(lines: Iterable[str]) -> tuple[tuple[str, float], ...]:
    r"""Return places with their costs from what a person wrote, a place and its cost a line; empty lines say nothing.

    Raises
    ------
    SitingError
        A line has no amount at its end.

    Examples
    --------
    >>> own_costs(["Sai Mai\t400,000", "1040 = 5", "", "Bang Khae,7"])
    (('Sai Mai', 400000.0), ('1040', 5.0), ('Bang Khae', 7.0))

    """
    texts = [line.strip() for line in lines if line.strip()]
    parts = [next(match for form in _LINES if (match := form.fullmatch(text))) for text in texts]
    return tuple((part["place"], as_cost(part["amount"], of=part["place"])) for part in parts)


def with_costs(table: pd.DataFrame, costs: Costs, *, area_code: str) -> pd.DataFrame:
    """Return candidates with the column cost: their own or that of the smallest place, else of the list, else of each.

    Parameters
    ----------
    table
        The candidates (`analysis.siting.candidates.candidates`).
    costs
        What sites cost.
    area_code
        Where names are looked for.

    Raises
    ------
    SitingError
        A place is not known (siting_cost_place), or is several (siting_cost_places).

    """
    cost = table["cost"].astype(float).fillna(np.nan if costs.each is None else costs.each)
    masks = [(*_mask(where, table, area_code), amount) for where, amount in costs.own]
    for _, mask, amount in sorted(masks, key=lambda one: one[0]):
        cost = cost.mask(mask, amount)
    return table.assign(cost=cost)


def _mask(where: str, table: pd.DataFrame, area_code: str) -> tuple[int, pd.Series]:
    """Return how far down a place lies, a candidate lowest, and which candidates lie in it."""
    text, ids = where.casefold(), table.index.to_series()
    named = (table["name_th"].str.casefold() == text) | (table["name_en"].str.casefold() == text)
    codes = [where] if place(where) else _codes(where, area_code)
    matches = [where] if where in table.index else list(dict.fromkeys([*codes, *ids[named]]))
    if len(matches) > 1:
        more = " …" if len(matches) > _MOST_NAMED else ""
        raise SitingError("siting_cost_places", place=where, codes=", ".join(matches[:_MOST_NAMED]) + more)
    if matches and matches[0] in table.index:
        return _LOWEST, ids == matches[0]
    if not matches or level_of(matches[0]) is Level.SUBDISTRICT:
        raise SitingError("siting_cost_place", place=where)
    inside = table["district_code"].map(within(Level.DISTRICT, matches))
    return len(ancestors(matches[0])), inside.fillna(value=False).astype(bool)


def _codes(where: str, area_code: str) -> list[str]:
    """Return the areas whose name a text is: those of exactly this name in an area, else what an address says."""
    exact = [code for code in codes_named(where) if contains(area_code, code)]
    if exact:
        return exact
    meant = resolve(address=where)
    code = meant.subdistrict_code or meant.district_code or meant.province_code
    return [code] if code and not meant.problem else []
