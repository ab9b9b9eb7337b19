"""The figures that head the overview and the pages behind it, each with its date, source and qualifier."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import pandas as pd

from analysis.centre_filter import CentreFilter, apply_filter
from analysis.claims import Claim
from analysis.coverage import countable, coverage
from analysis.demand import AGE_GROUPS, population
from analysis.recorded import area_of
from geodata.areas import areas
from geodata.codes import BANGKOK_CODE, Level

DAYS_IN_A_YEAR = 365.25


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A figure as its source gives it.

    Attributes
    ----------
    value
        The number.
    more_than
        Whether the source says "more than".
    unit
        What is counted, as the source's metric says.
    date
        ISO date of the common era (YYYY, YYYY-MM or YYYY-MM-DD), or "" where the source gives none.
    source
        Where it stands.

    """

    value: int
    more_than: bool
    unit: str
    date: str
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Reach:
    """The areas of a level in which a programme set has a centre, and those where it has none."""

    with_one: tuple[str, ...]
    with_none: tuple[str, ...]
    unknown: tuple[str, ...]
    people_without: int
    children_without: int | None
    elderly_without: int | None
    year_ce: int

    @property
    def areas_in_scope(self) -> int:
        """Return how many areas the question is about."""
        return len(self.with_one) + len(self.with_none) + len(self.unknown)


def age_years(iso: str, *, today: date) -> float | None:
    """Return how many years old a date is, counted from the last day it may mean; None for no date.

    Examples
    --------
    >>> age_years("2024-03", today=date(2026, 3, 31))
    2.0

    """
    parts = [int(part) for part in iso.split("-")] if iso else []
    if not parts:
        return None
    year, month = parts[0], parts[1] if len(parts) > 1 else 12
    if len(parts) > 2:
        last = date(year, month, parts[2])
    else:
        last = date(year + month // 12, month % 12 + 1, 1)
        last = date.fromordinal(last.toordinal() - 1)
    return round((today - last).days / DAYS_IN_A_YEAR, 2)


def latest(figures: pd.DataFrame, programme_id: str, metric: str) -> Figure | None:
    """Return the newest dated figure of a programme's metric; an undated one never heads a page."""
    rows = figures[(figures["programme_id"] == programme_id) & (figures["metric"] == metric) & figures["date"].notna()]
    if rows.empty:
        return None
    row = rows.sort_values("date", kind="stable").iloc[-1]
    return Figure(
        value=int(row["value"]), more_than=row["qualifier"] == "more_than", unit=str(row["unit"]),
        date=str(row["date"]), source=str(row["source"]),
    )  # fmt: skip


def reach(level: Level, programmes: tuple[str, ...], *, centres: pd.DataFrame, programmes_table: pd.DataFrame, details: pd.DataFrame) -> Reach:
    """Return where a set of programmes has a public centre and where it has none, with the people there."""
    kept = apply_filter(centres, programmes_table, CentreFilter(programmes=programmes), details).kept
    claim = coverage(level, programmes=programmes, centres=kept, programmes_table=programmes_table)["claim"]
    none = claim.index[claim == Claim.HAS_NONE]
    people = population(level).loc[none]
    known = not people[list(AGE_GROUPS)].isna().to_numpy().any()
    return Reach(
        with_one=tuple(claim.index[claim == Claim.HAS_ONE]),
        with_none=tuple(none),
        unknown=tuple(claim.index[claim == Claim.UNKNOWN]),
        people_without=int(people["population"].sum()),
        children_without=int(people["age_0_14"].sum()) if known else None,
        elderly_without=int(people["age_60_plus"].sum()) if known else None,
        year_ce=int(population(Level.COUNTRY)["year_ce"].iloc[0]),
    )


def relearning_areas(centres: pd.DataFrame) -> dict[str, tuple[str, ...]]:
    """Return the regions (always the NSO's four) and the provinces that Relearning's open libraries are recorded in."""
    own = countable(centres[centres["programme_id"] == "relearning"])
    return {
        "regions": tuple(sorted(set(area_of(Level.REGION, own).dropna()))),
        "provinces": tuple(sorted(set(own["province_code"].dropna()))),
        "all_regions": tuple(areas(Level.REGION).index),
    }


def khet_presence(centres: pd.DataFrame) -> pd.DataFrame:
    """Return, for each khet of Bangkok, whether any named open centre and any derived corner is recorded in it.

    Index ``admin_code`` of the fifty khet; columns named_open (bool; any programme, any access, not derived) and
    derived_corner (bool).
    """
    khet = areas(Level.DISTRICT).query("parent_code == @BANGKOK_CODE").index
    rows = countable(centres)
    derived = rows["basis"] == "derived"
    named = rows[~derived & (rows["name_status"] == "named")]
    return pd.DataFrame(
        {"named_open": khet.isin(named["district_code"].dropna()), "derived_corner": khet.isin(rows[derived]["district_code"])},
        index=khet,
    )
