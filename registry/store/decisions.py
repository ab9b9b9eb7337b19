"""What people told the register besides rows: how columns are to be understood, and what was decided of findings."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import pandas as pd
import sqlalchemy as sa

from registry.errors import RegisterError
from registry.schema import Act, FindingState
from registry.store import rows
from registry.store.imports import remember
from registry.store.tables import FINDINGS, MAPPINGS
from registry.store.write import now

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from registry.author import Author
    from registry.store.database import Database

FINDING_COLUMNS: Final = ("key", "state", "reason", "decided_at")


class Decisions:
    """Remembered mappings and decided findings of a register."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def mapping(self, programme_id: str) -> dict[str, Any] | None:
        """Return how the columns of the programme's last import were understood, or None."""
        query = sa.select(MAPPINGS.c.mapping).where(MAPPINGS.c.programme_id == programme_id)
        with self._database.reading() as connection:
            return connection.execute(query).scalar()

    def remember_mapping(self, programme_id: str, mapping: Mapping[str, Any], *, author: Author) -> None:
        """Keep how columns are to be understood for a programme: plain values that JSON can hold."""
        with self._database.write(author, Act.MAPPING, programme_ids=[programme_id]) as write:
            connection, query = write.connection, sa.select(MAPPINGS.c.mapping)
            rows.refuse_unknown([programme_id], rows.programme_ids(connection))
            before = connection.execute(query.where(MAPPINGS.c.programme_id == programme_id)).scalar()
            remember(connection, [programme_id], dict(mapping))
            write.record(programme_id, programme_ids=[programme_id], before=before, after=mapping)

    def findings(self) -> pd.DataFrame:
        """Return the findings that were decided: key, state (`FindingState`), reason, decided_at (ISO time, UTC)."""
        with self._database.reading() as connection:
            decided = [tuple(row) for row in connection.execute(sa.select(FINDINGS).order_by(FINDINGS.c.key))]
        return pd.DataFrame(decided, columns=list(FINDING_COLUMNS), dtype=object)

    def settle(
        self, key: str, state: FindingState | str, reason: str, *, programme_ids: Collection[str], author: Author
    ) -> None:
        """Keep that a finding is settled or dismissed, and why; a later decision takes the place of an earlier one.

        Parameters
        ----------
        key, state, reason
            The finding's name, what is decided, and why.
        programme_ids
            The programmes that the finding is about.
        author
            Who decides.

        Raises
        ------
        RegisterError
            No reason is given, or the register cannot be written.
        AuthorError
            The author may not write to the rows of all these programmes, or the reason is too long.

        """
        if not reason.strip():
            raise RegisterError("finding_reason")
        decision = {"key": key, "state": FindingState(state).value, "reason": reason.strip(), "decided_at": now()}
        self._decide(key, decision, programme_ids=programme_ids, author=author)

    def reopen(self, key: str, *, programme_ids: Collection[str], author: Author) -> None:
        """Forget what was decided of a finding; nothing happens where nothing was. Raises as `settle`."""
        self._decide(key, None, programme_ids=programme_ids, author=author)

    def _decide(
        self, key: str, decision: dict[str, str] | None, *, programme_ids: Collection[str], author: Author
    ) -> None:
        reason = decision["reason"] if decision else ""
        with self._database.write(author, Act.DECISION, reason=reason, programme_ids=programme_ids) as write:
            query = sa.select(FINDINGS.c.state, FINDINGS.c.reason).where(FINDINGS.c.key == key)
            row = write.connection.execute(query).mappings().one_or_none()
            before = None if row is None else {str(name): value for name, value in row.items()}
            if before is None and decision is None:
                return
            write.connection.execute(FINDINGS.delete().where(FINDINGS.c.key == key))
            if decision is not None:
                write.connection.execute(FINDINGS.insert(), [decision])
            after = decision and {name: decision[name] for name in ("state", "reason")}
            write.record(key, programme_ids=programme_ids, before=before, after=after)
