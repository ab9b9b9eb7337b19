"""Dated figures: the latest of a series, and how old it is."""

from __future__ import annotations

import calendar
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

import pandas as pd

from registry.schema import Qualifier

if TYPE_CHECKING:
    from collections.abc import Iterator

_MONTH, _DAY = 2, 3


@dataclass(frozen=True)
class Figure:
    """A number with all that stands beside it.

    value with qualifier "exact" or "more_than"; date is an ISO date of the common era, to the year, month or day,
    or None where the source gives none; basis is the unit or the thing counted.
    """

    figure_id: str
    programme_id: str
    metric: str
    value: int
    qualifier: str
    basis: str | None
    date: str | None
    source: str | None
    notes: str | None

    @property
    def more_than(self) -> bool:
        """Return whether the source gives the number as a lower bound."""
        return self.qualifier == Qualifier.MORE_THAN


def figures_of(figures: pd.DataFrame, programme_id: str, metric: str = "") -> list[Figure]:
    """Return a programme's figures, of one metric or all: dated ones first, the oldest first, then undated."""
    rows = figures[figures["programme_id"] == programme_id]
    if metric:
        rows = rows[rows["metric"] == metric]
    return sorted(_figures(rows), key=lambda figure: (figure.date is None, period(figure.date)[0], figure.figure_id))


def latest(figures: pd.DataFrame, programme_id: str, metric: str) -> Figure | None:
    """Return the figure of a metric with the latest date; undated ones never stand for the present."""
    dated = [figure for figure in figures_of(figures, programme_id, metric) if figure.date is not None]
    return dated[-1] if dated else None


def period(iso: str | None) -> tuple[date, date]:
    """Return the first and the last day of a date known to the year, the month or the day.

    Examples
    --------
    >>> period("2024-02")
    (datetime.date(2024, 2, 1), datetime.date(2024, 2, 29))

    """
    if not iso:
        return date.min, date.min
    parts = [int(part) for part in iso.split("-")]
    year = parts[0]
    month = parts[1] if len(parts) >= _MONTH else None
    first = date(year, month or 1, parts[2] if len(parts) == _DAY else 1)
    if len(parts) == _DAY:
        return first, first
    last_month = month or 12
    return first, date(year, last_month, calendar.monthrange(year, last_month)[1])


def age_years(iso: str | None, *, today: date) -> float | None:
    """Return how many years a figure is old at least, counted from the last day its date may mean.

    None where it is undated; 0 where that day is yet to come.

    Examples
    --------
    >>> age_years("2024-03", today=date(2026, 3, 31))
    2.0

    """
    if not iso:
        return None
    last = period(iso)[1]
    if last >= today:
        return 0.0
    whole = today.year - last.year - ((today.month, today.day) < (last.month, last.day))
    return whole + (today - _years_after(last, whole)).days / 366


def _years_after(day: date, years: int) -> date:
    last_day = calendar.monthrange(day.year + years, day.month)[1]
    return day.replace(year=day.year + years, day=min(day.day, last_day))


def _figures(rows: pd.DataFrame) -> Iterator[Figure]:
    for row in rows.to_dict("records"):
        yield Figure(
            figure_id=row["figure_id"],
            programme_id=row["programme_id"],
            metric=row["metric"],
            value=int(row["value"]),
            qualifier=row["qualifier"],
            basis=row["unit"],
            date=row["date"],
            source=row["source"],
            notes=row["notes"],
        )
