"""The sign-ins that people ended before their time, for every process that shares the register.

They stand beside what the register is about: writing one is no act, lets no revision grow and is not sealed; no backup
has them, and none that is put back takes them away.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import sqlalchemy as sa

from registry.store.tables import SIGN_OUTS

if TYPE_CHECKING:
    from registry.store.database import Database


class SignOuts:
    """The ended sign-ins of a register, each by a text that tells it from all others and not whose it is."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def has(self, sign_in_id: str) -> bool:
        """Return whether a sign-in was ended, by whichever process."""
        query = sa.select(SIGN_OUTS.c.sign_in_id).where(SIGN_OUTS.c.sign_in_id == sign_in_id)
        with self._database.reading() as connection:
            return connection.execute(query).first() is not None

    def add(self, sign_in_id: str, *, at: int, earliest: int) -> None:
        """Keep that a sign-in was ended at a time, and forget those before the earliest (seconds since 1970).

        Raises
        ------
        RegisterError
            The register cannot be reached or written.

        """
        with self._database.writing() as connection:
            connection.execute(SIGN_OUTS.delete().where(SIGN_OUTS.c.ended_at < earliest))
            there = sa.select(SIGN_OUTS.c.sign_in_id).where(SIGN_OUTS.c.sign_in_id == sign_in_id)
            if connection.execute(there).first() is None:
                connection.execute(SIGN_OUTS.insert(), [{"sign_in_id": sign_in_id, "ended_at": at}])
