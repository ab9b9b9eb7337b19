"""What people told the register besides rows: how columns are to be understood, and what was decided of findings."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, Final

import pandas as pd
import sqlalchemy as sa

from registry.errors import RegisterError
from registry.schema import FindingState
from registry.store import rows
from registry.store.imports import remember
from registry.store.tables import FINDINGS, MAPPINGS

if TYPE_CHECKING:
    from collections.abc import Mapping

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

    def remember_mapping(self, programme_id: str, mapping: Mapping[str, Any]) -> None:
        """Keep how columns are to be understood for a programme: plain values that JSON can hold."""
        with self._database.writing() as connection:
            rows.refuse_unknown([programme_id], rows.programme_ids(connection))
            remember(connection, [programme_id], dict(mapping))

    def findings(self) -> pd.DataFrame:
        """Return the findings that were decided: key, state (`FindingState`), reason, decided_at (ISO time, UTC)."""
        with self._database.reading() as connection:
            decided = [tuple(row) for row in connection.execute(sa.select(FINDINGS).order_by(FINDINGS.c.key))]
        return pd.DataFrame(decided, columns=list(FINDING_COLUMNS), dtype=object)

    def settle(self, key: str, state: FindingState | str, reason: str) -> None:
        """Keep that a finding is settled or dismissed, and why; a later decision takes the place of an earlier one.

        Raises
        ------
        RegisterError
            No reason is given, or the register cannot be written.

        """
        if not reason.strip():
            raise RegisterError("finding_reason")
        decided = {
            "key": key, "state": FindingState(state).value, "reason": reason.strip(),
            "decided_at": datetime.now(UTC).isoformat(timespec="seconds"),
        }  # fmt: skip
        with self._database.writing() as connection:
            connection.execute(FINDINGS.delete().where(FINDINGS.c.key == key))
            connection.execute(FINDINGS.insert(), [decided])

    def reopen(self, key: str) -> None:
        """Forget what was decided of a finding; nothing happens where nothing was."""
        with self._database.writing() as connection:
            connection.execute(FINDINGS.delete().where(FINDINGS.c.key == key))
