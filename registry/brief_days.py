"""The days on which briefs of areas were made, one document of the register: the next one says what changed since."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Final

from geodata.errors import KlaiBaanError
from registry.store.documents import DocumentConflictError

if TYPE_CHECKING:
    from collections.abc import Iterable

    from registry.author import Author
    from registry.store.documents import Document, Documents

KIND: Final = "brief-days"
NAME: Final = "briefs"
_MOST_TRIES: Final = 3


def last_days(documents: Documents, *, today: date) -> dict[str, date]:
    """Return the day of the last brief of each area that has one: before today, or today where there is no earlier."""
    return {code: _last(days, today) for code, days in _days(documents.read(KIND, NAME)).items()}


def remember(documents: Documents, codes: Iterable[str], *, today: date, author: Author) -> bool:
    """Note that briefs of areas were made today; return whether it is noted.

    Whoever may not write, as a viewer, has their brief all the same: nothing is noted then.
    """
    made = tuple(codes)
    for _ in range(_MOST_TRIES):
        before = documents.read(KIND, NAME)
        days = _days(before)
        for code in made:
            days[code] = sorted({_last(days[code], today), today} if code in days else {today})
        content = {code: [day.isoformat() for day in of_code] for code, of_code in sorted(days.items())}
        try:
            documents.save(KIND, NAME, content, version=before.version if before else 0, author=author)
        except DocumentConflictError:  # somebody else made one at the same moment
            continue
        except KlaiBaanError:
            return False
        return True
    return False


def _last(days: list[date], today: date) -> date:
    return max((day for day in days if day < today), default=max(days))


def _days(document: Document | None) -> dict[str, list[date]]:
    """Return the days by area; none of what is not written as they are."""
    content = document.content if document is not None else {}
    try:
        return {str(code): [date.fromisoformat(day) for day in days] for code, days in content.items() if days}
    except (AttributeError, TypeError, ValueError):
        return {}
