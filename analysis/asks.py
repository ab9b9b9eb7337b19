"""What is not known of a programme yet, and so is asked of those who run it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

import pandas as pd

from analysis.conflicts import conflicts
from analysis.standing import standing
from registry.schema import ListStatus, Qualifier

if TYPE_CHECKING:
    from collections.abc import Iterator


class AskKind(StrEnum):
    """What is asked for, in the order in which it is asked."""

    COUNT = "count"
    DATE = "date"
    CENTRES = "centres"
    NAMES = "names"
    DISTRICTS = "districts"
    POINTS = "points"
    CONFLICT = "conflict"


@dataclass(frozen=True, slots=True)
class Ask:
    """One question about one programme.

    Attributes
    ----------
    kind
        count: how many there are, for none is reported. date: the day of the reported number. centres: the list of
        those reported that are not known by name. names, districts, points: the own name, the district, the point of
        the building of listed centres. conflict: which of the values of several sources holds.
    missing
        How many centres it is about; None where that is not known, as where the source says "more than".
    of
        Of how many: reported ones for centres, listed ones for names, districts and points; None otherwise.
    conflict
        The key of the disagreement (`analysis.conflicts`), or "".

    """

    programme_id: str
    kind: AskKind
    missing: int | None = None
    of: int | None = None
    conflict: str = ""


def asks(centres: pd.DataFrame, programmes: pd.DataFrame, figures: pd.DataFrame) -> tuple[Ask, ...]:
    """Return what is asked about every programme, in the order of the programmes and of `AskKind`.

    Counted are open members that a source names (`analysis.standing`); derived rows are nobody's answer.
    """
    table = standing(centres, programmes)
    disputed = conflicts(centres, programmes, figures)
    found: list[Ask] = []
    for row in programmes.to_dict("records"):
        programme_id = str(row["programme_id"])
        stands = table.loc[[programme_id]].iloc[0]
        found += _about_number(programme_id, reported=stands["reported"], date=row["reported_date"])
        if row["list_status"] != ListStatus.NOT_A_PLACE:
            found += _about_centres(programme_id, stands)
        found += [
            Ask(programme_id, AskKind.CONFLICT, conflict=one.key)
            for one in disputed
            if one.programme_id == programme_id
        ]
    return tuple(found)


def _about_number(programme_id: str, *, reported: object, date: object) -> Iterator[Ask]:
    if reported is pd.NA:
        yield Ask(programme_id, AskKind.COUNT)
    elif not date:
        yield Ask(programme_id, AskKind.DATE)


def _about_centres(programme_id: str, stands: pd.Series) -> Iterator[Ask]:
    listed = int(stands["listed"])
    if stands["list_status"] != ListStatus.COMPLETE:
        exact = stands["reported_qualifier"] == Qualifier.EXACT
        reported = None if pd.isna(stands["reported"]) else int(stands["reported"])
        missing = max(reported - listed, 0) if reported is not None and exact else None
        if missing != 0:
            yield Ask(programme_id, AskKind.CENTRES, missing, reported)
    known = {AskKind.NAMES: "named", AskKind.DISTRICTS: "placed_district", AskKind.POINTS: "placed_site"}
    for kind, column in known.items():
        if int(stands[column]) < listed:
            yield Ask(programme_id, kind, listed - int(stands[column]), listed)
