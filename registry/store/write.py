"""An act on the register: refused where it is not the author's to do, else written into the journal."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, Final

import sqlalchemy as sa

from registry.author import is_text
from registry.errors import AuthorError
from registry.store import rows, seals
from registry.store.tables import JOURNAL

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from registry.author import Author
    from registry.schema import Act

LONGEST_REASON: Final = 1_000
"""Characters of a reason at most."""


class Write:
    """An act on the register within its transaction: nothing of it stays unless it is recorded.

    connection
        Where it writes.

    Raises
    ------
    AuthorError
        The reason is too long, or no text.

    """

    def __init__(self, connection: sa.Connection, author: Author, act: Act, reason: str = "") -> None:
        if len(reason) > LONGEST_REASON or not is_text(reason):
            raise AuthorError("reason_long", most=LONGEST_REASON)
        self.connection = connection
        self._author = author
        self._act = act
        self._reason = reason

    def record(
        self,
        subject: str,
        *,
        programme_ids: Collection[str] = (),
        before: Mapping[str, Any] | None = None,
        after: Mapping[str, Any] | None = None,
    ) -> int:
        """Write the act into the journal, let the revision grow, and return it.

        Parameters
        ----------
        subject
            What the act is done to.
        programme_ids
            The programmes whose rows it changes.
        before, after
            What a reader of the journal should see: plain values that JSON can hold.

        Raises
        ------
        AuthorError
            The act is not the author's to do; the transaction is not to be committed.

        """
        self._author.refuse(self._act, programme_ids)
        rows.bump(self.connection)
        number = int(self.connection.execute(sa.select(sa.func.max(JOURNAL.c.number))).scalar() or 0) + 1
        revision = rows.revision(self.connection)
        entry = {
            "number": number, "at": now(), "author": self._author.name, "act": str(self._act), "subject": subject,
            "programme_ids": sorted(programme_ids), "before": None if before is None else dict(before),
            "after": None if after is None else dict(after), "reason": self._reason.strip(), "revision": revision,
        }  # fmt: skip
        seals.unseal_entry(self.connection, number)
        self.connection.execute(JOURNAL.insert(), [entry])
        return revision


def now() -> str:
    """Return the time as the register keeps it: ISO, UTC, to the second."""
    return datetime.now(UTC).isoformat(timespec="seconds")
