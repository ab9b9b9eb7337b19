"""Dated figures: the latest of a series, how old it is, and which of them make a line."""

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
    or None where the source gives none; basis is the unit or the thing counted. province_code and group_name are
    None where the figure is of the programme as a whole.
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
    province_code: str | None = None
    group_name: str | None = None

    @property
    def more_than(self) -> bool:
        """Return whether the source gives the number as a lower bound."""
        return self.qualifier == Qualifier.MORE_THAN


def figures_of(figures: pd.DataFrame, programme_id: str, metric: str = "", *, parts: bool = False) -> list[Figure]:
    """Return a programme's figures: dated ones first, the oldest first, then undated.

    Parameters
    ----------
    figures
        With the columns of `registry.schema.FIGURES`.
    programme_id, metric
        Whose, and of what; all metrics where none is named.
    parts
        Whether those of a single province or group are wanted too; without, only figures of the whole programme.

    """
    rows = figures[figures["programme_id"] == programme_id]
    if metric:
        rows = rows[rows["metric"] == metric]
    if not parts:
        rows = rows[rows["province_code"].isna() & rows["group_name"].isna()]
    return sorted(_figures(rows), key=lambda figure: (figure.date is None, period(figure.date)[0], figure.figure_id))


def latest(figures: pd.DataFrame, programme_id: str, metric: str) -> Figure | None:
    """Return the figure of a metric with the latest date, of the whole programme; undated ones never stand for now."""
    dated = [figure for figure in figures_of(figures, programme_id, metric) if figure.date is not None]
    return dated[-1] if dated else None


@dataclass(frozen=True)
class YearResult:
    """A result of one year (or month) that a cumulative figure of an earlier date cannot hold yet.

    qualifier as a figure's; provinces is the number of provinces whose results make it up, 0 where the source gives it
    for the whole.
    """

    value: int
    qualifier: str
    date: str
    provinces: int
    sources: tuple[str, ...]


def result_since(figures: pd.DataFrame, programme_id: str, metric: str, *, after: Figure | None) -> YearResult | None:
    """Return the newest result of a metric that is dated later than a cumulative figure, None where there is none.

    What the source gives for the whole programme counts; else the sum over provinces, as those do not overlap.
    Results of groups are not summed: a person may belong to several.
    """
    since = period(after.date if after else None)[1]
    dated = [one for one in figures_of(figures, programme_id, metric, parts=True) if period(one.date)[0] > since]
    if not dated:
        return None
    newest = [one for one in dated if one.date == dated[-1].date and one.group_name is None]
    whole = [one for one in newest if one.province_code is None][-1:]
    counted = whole or list({one.province_code: one for one in newest}.values())
    if not counted:
        return None
    return YearResult(
        value=sum(one.value for one in counted),
        qualifier=Qualifier.MORE_THAN if any(one.more_than for one in counted) else Qualifier.EXACT,
        date=str(counted[0].date),
        provinces=0 if whole else len(counted),
        sources=tuple(dict.fromkeys(one.source for one in counted if one.source)),
    )


def lines(figures: list[Figure]) -> list[tuple[Figure, ...]]:
    """Return the figures that may be joined by a line, each line with the oldest first.

    A line is of one programme, metric, basis, province and group, and has at least two dates; of figures with one
    date the last stands for it. A figure that counts something else, or in another way, belongs to another line.
    """
    series: dict[tuple[str | None, ...], dict[str, Figure]] = {}
    for figure in figures:
        if figure.date is not None:
            of = (figure.programme_id, figure.metric, figure.basis, figure.province_code, figure.group_name)
            series.setdefault(of, {})[figure.date] = figure
    dated = (sorted(line.values(), key=lambda figure: period(figure.date)) for line in series.values())
    return [tuple(line) for line in dated if len(line) > 1]


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
            province_code=row["province_code"],
            group_name=row["group_name"],
        )
