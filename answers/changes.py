"""What changed in the register between two days: of an area in words, and of all centres by kind."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Final, TypeAlias

from answers.words import t
from answers.words.dates import when
from answers.words.names import pick
from answers.words.numbers import number
from geodata.areas import contains
from registry.importing.difference import Change, differences_between
from registry.schema import SheetKind, Status

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from datetime import date

    import pandas as pd

    from registry.importing.difference import Difference
    from registry.tables import Tables

_MOST_NAMES: Final = 2


@dataclass(frozen=True, slots=True, eq=False)
class EarlierRegister:
    """The register as it was when a day began (`registry.store.Register.tables_before`)."""

    day: date
    tables: Tables


@dataclass(frozen=True, slots=True)
class NoEarlierBrief:
    """No earlier brief of an area is remembered: of what changed since nothing can be said."""


Earlier: TypeAlias = EarlierRegister | NoEarlierBrief


def since_last_briefs(
    codes: Sequence[str], days: Mapping[str, date], before: Callable[[date], Tables]
) -> dict[str, Earlier]:
    """Return by area the register as it was on the day of its last brief.

    Parameters
    ----------
    codes
        The areas.
    days
        The day of the last brief of those that have one (`registry.brief_days.last_days`).
    before
        Returns the tables as they were when a day began; it is asked once a day.

    """
    compare = {days[code] for code in codes if code in days}
    registers = {day: EarlierRegister(day, before(day)) for day in compare}
    return {code: registers[days[code]] if code in days else NoEarlierBrief() for code in codes}


def change_lines(
    code: str, before: Earlier, now: Tables, *, lang: str, shorten: Callable[[str], str] = str
) -> list[str]:
    """Return what changed in an area since a day, a line for what is new, changed and closed; one if nothing did.

    shorten makes a name fit where it stands.
    """
    if isinstance(before, NoEarlierBrief):
        return [t("change.no_brief", lang=lang)]
    day = when(before.day.isoformat(), lang=lang)
    inside = [
        (one, row)
        for one in differences_between(before.tables, now)
        if (row := _row(one, before.tables, now)) is not None and _lies_in(code, row)
    ]
    if not inside:
        return [t("change.none", lang=lang, day=day)]
    lines = []
    for change in (Change.NEW, Change.CHANGED, Change.GONE):
        rows = [(one, row) for one, row in inside if one.change == change]
        if rows:
            names = [shorten(_name(one, row, lang=lang)) for one, row in rows[:_MOST_NAMES]]
            listed = (", " if lang == "en" else " ").join(names)
            key = "more" if len(rows) > _MOST_NAMES else "all"
            count, rest = number(len(rows), lang=lang), number(len(rows) - _MOST_NAMES, lang=lang)
            words = t(f"change.{key}", lang=lang, names=listed, count=rest)
            lines.append(t(f"change.{change}", lang=lang, day=day, count=count, names=words))
    return lines


def _row(one: Difference, before: Tables, now: Tables) -> pd.Series | None:
    """Return the row that a difference is about, as it is now or was; None of figures, which have no area."""
    if one.kind == SheetKind.FIGURES:
        return None
    tables = before if one.change == Change.GONE else now
    table, key = (tables.centres, "centre_id") if one.kind == SheetKind.CENTRES else (tables.area_counts, "count_id")
    rows = table[table[key] == one.id]
    return None if rows.empty else rows.iloc[0]


def _lies_in(code: str, row: pd.Series) -> bool:
    columns = ("admin_code",) if "admin_code" in row else ("subdistrict_code", "district_code", "province_code")
    smallest = next((row[column] for column in columns if isinstance(row[column], str) and row[column]), None)
    return smallest is not None and contains(code, smallest)


def _name(one: Difference, row: pd.Series, *, lang: str) -> str:
    if one.kind == SheetKind.CENTRES:
        return pick(row["name_th"], row["name_en"], lang=lang) or str(one.id)
    return t("change.counts", lang=lang, count=number(int(row["count"]), lang=lang))


class CentreChange(StrEnum):
    """What became of a centre between two days, in the order in which it is said."""

    ADDED = "added"
    CLOSED = "closed"
    REOPENED = "reopened"
    MOVED = "moved"
    PLACED = "placed"
    CORRECTED = "corrected"
    REMOVED = "removed"


@dataclass(frozen=True, slots=True, eq=False)
class CentreRow:
    """A centre that changed: what became of it, the difference, and its row as it is, or was where it is no more."""

    change: CentreChange
    difference: Difference
    row: pd.Series


_POSITION: Final = ("longitude", "latitude")
_AREAS: Final = ("province_code", "district_code", "subdistrict_code")


def changes_of_centres(before: Tables, after: Tables) -> tuple[list[CentreRow], int]:
    """Return the centres that changed between two moments, in the order of `CentreChange`, and how many other rows did.

    The others are counts by area and dated figures.
    """
    differences = differences_between(before, after)
    rows = [
        CentreRow(_kind(one), one, row)
        for one in differences
        if one.kind == SheetKind.CENTRES and (row := _row(one, before, after)) is not None
    ]
    order = list(CentreChange)
    others = sum(one.kind != SheetKind.CENTRES for one in differences)
    return sorted(rows, key=lambda one: order.index(one.change)), others


def _kind(one: Difference) -> CentreChange:
    if one.change != Change.CHANGED:
        return CentreChange.ADDED if one.change == Change.NEW else CentreChange.REMOVED
    fields = {field.field: (field.before, field.after) for field in one.fields}
    if "status" in fields and Status.CLOSED in fields["status"]:
        return CentreChange.CLOSED if fields["status"][1] == Status.CLOSED else CentreChange.REOPENED
    places = [fields[name] for name in (*_POSITION, *_AREAS) if name in fields]
    if any(was and now for was, now in places):
        return CentreChange.MOVED
    return CentreChange.PLACED if any(now for _, now in places) else CentreChange.CORRECTED
