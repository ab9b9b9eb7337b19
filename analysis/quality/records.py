"""Findings about what is recorded: points, years and dates that are missing, cannot be, or are old."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Final

import pandas as pd

from analysis.quality.finding import Finding, FindingKind
from registry.schema import Basis, Status

if TYPE_CHECKING:
    from collections.abc import Iterator

BUDDHIST_ERA: Final = 543
EARLIEST_YEAR_BE: Final = 2400
"""Public libraries in Thailand are younger: an earlier year is a slip of the pen."""
STALE_DAYS: Final = 365


def record_findings(centres: pd.DataFrame, *, today: date) -> Iterator[Finding]:
    """Return the findings about single fields; what is missing is one finding a programme."""
    rows = centres[(centres["status"] == Status.OPEN) & (centres["basis"] != Basis.DERIVED)]
    yield from _impossible_years(centres, today=today)
    without_point = rows[rows["longitude"].isna()]
    yield from _by_programme(FindingKind.WITHOUT_POINT, without_point, rows)
    yield from _by_programme(FindingKind.WITHOUT_YEAR, rows[rows["opened_be"].isna()], rows)
    limit = (today - timedelta(days=STALE_DAYS)).isoformat()
    yield from _by_programme(FindingKind.STALE, rows[rows["verified_on"] < limit], rows)


def _impossible_years(centres: pd.DataFrame, *, today: date) -> Iterator[Finding]:
    year = centres["opened_be"]
    this_year = today.year + BUDDHIST_ERA
    too_late = (year > this_year) & (centres["status"] != Status.PLANNED)
    wrong = centres[((year < EARLIEST_YEAR_BE) | too_late).fillna(value=False)]
    ids, programmes = wrong["centre_id"].astype(str), wrong["programme_id"].astype(str)
    for centre_id, programme_id, opened in zip(ids, programmes, wrong["opened_be"].astype(int), strict=True):
        yield Finding(FindingKind.IMPOSSIBLE_YEAR, centre_id, programme_id, (centre_id,), {"year_be": int(opened)})


def _by_programme(kind: FindingKind, rows: pd.DataFrame, of: pd.DataFrame) -> Iterator[Finding]:
    for programme_id, own in rows.groupby("programme_id", sort=True):
        everyone = of.loc[of["programme_id"] == programme_id, "site_id"].nunique()
        facts: dict[str, str | int | float] = {"count": own["site_id"].nunique(), "of": everyone}
        if kind == FindingKind.STALE:
            facts["oldest"] = str(own["verified_on"].min())
        yield Finding(kind, str(programme_id), str(programme_id), tuple(own["centre_id"]), facts)
