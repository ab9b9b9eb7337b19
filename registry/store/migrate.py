"""Bringing a register that an older version wrote up to date, in the transaction that finds it old."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

from registry.errors import RegisterError
from registry.store import seals
from registry.store.tables import META, SCHEMA_VERSION

if TYPE_CHECKING:
    import sqlalchemy as sa
    from alembic.script import ScriptDirectory

_SEALED_SINCE: Final = 6


def migrate(connection: sa.Connection, version: int, name: str, *, to: int = SCHEMA_VERSION) -> None:
    """Take the tables from an older schema version to a later one, step by step; they are not sealed then.

    The version is the number in the table "meta", and nothing else.

    Raises
    ------
    RegisterError
        The rows are not those that were sealed; name is what the error calls the register.

    """
    # Only here: a start that finds nothing to do does not wait for it.
    from alembic.migration import MigrationContext  # noqa: PLC0415
    from alembic.operations import Operations  # noqa: PLC0415

    with Operations.context(MigrationContext.configure(connection)):
        for step in reversed(list(steps().iterate_revisions(str(to), str(version)))):
            step.module.upgrade()
    # The steps since seals began leave sealed rows as they are, so that a change from outside is not sealed with them.
    if version >= _SEALED_SINCE and (table := seals.broken(connection)):
        raise RegisterError("register_damaged", file=name, reason=f"checksum, {table}")
    if to >= _SEALED_SINCE:
        seals.unseal(connection)
    connection.execute(META.update().where(META.c.name == "schema_version").values(value=to))


def steps() -> ScriptDirectory:
    """Return the chain of the schema's versions."""
    from alembic.script import ScriptDirectory  # noqa: PLC0415 - as above

    folder = str(Path(__file__).with_name("revisions"))
    return ScriptDirectory(folder, version_locations=[folder])
