"""Bringing a register that an older version wrote up to date, in the transaction that finds it old."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import sqlalchemy as sa

from registry.errors import RegisterError
from registry.schema import CENTRES, FIGURES, PROGRAMME_DETAILS, PROGRAMMES, NameStatus, Precision
from registry.store import seals
from registry.store.tables import DOCUMENTS, IMPORTS, JOURNAL, META, METADATA, SCHEMA_VERSION, SEALS, STORED

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from registry.schema import Table


_SEALED_SINCE: Final = 6


def migrate(connection: sa.Connection, version: int, name: str) -> None:
    """Take the tables from an older schema version to `SCHEMA_VERSION`, step by step; they are not sealed then.

    Raises
    ------
    RegisterError
        The rows are not those that were sealed; name is what the error calls the register.

    """
    for step in range(version, SCHEMA_VERSION):
        STEPS[step](connection)
    # The steps since seals began leave sealed rows as they are, so that a change from outside is not sealed with them.
    if version >= _SEALED_SINCE and (table := seals.broken(connection)):
        raise RegisterError("register_damaged", file=name, reason=f"checksum, {table}")
    seals.unseal(connection)
    connection.execute(META.update().where(META.c.name == "schema_version").values(value=SCHEMA_VERSION))


def _layers_of_imports(connection: sa.Connection) -> None:
    """From 1 to 2: rows are keyed by origin too, so that an import may lie over the data folder's rows."""
    layouts = (PROGRAMMES, CENTRES, PROGRAMME_DETAILS, FIGURES)
    for layout in layouts:
        connection.execute(sa.text(f"DROP INDEX ix_{layout.name}_origin"))
    _made_anew(connection, layouts)


def _short_names(connection: sa.Connection) -> None:
    """From 2 to 3: a programme has short names, to be taken up with the data folder's next reading."""
    _made_anew(connection, (PROGRAMMES,))


def _inferred_points(connection: sa.Connection) -> None:
    """From 3 to 4: the town's point of a centre whose name no source gives is inferred, and says so."""
    centres = STORED[CENTRES.name]
    nameless = centres.c.name_status == NameStatus.PROVINCE_ONLY
    at_town = centres.c.location_precision == Precision.TOWN
    connection.execute(centres.update().where(nameless & at_town).values(location_precision=Precision.INFERRED.value))


def _lists_followed(connection: sa.Connection) -> None:
    """From 4 to 5: an import may take the place of earlier ones of the same list."""
    names = {column["name"] for column in sa.inspect(connection).get_columns(IMPORTS.name)}
    if IMPORTS.c.follows.name not in names:  # tables that an earlier step made have it
        connection.execute(sa.text("ALTER TABLE imports ADD COLUMN follows JSON NOT NULL DEFAULT '[]'"))


def _seals(connection: sa.Connection) -> None:
    """From 5 to 6: rows carry checksums."""
    SEALS.create(connection, checkfirst=True)


def _journal(connection: sa.Connection) -> None:
    """From 6 to 7: what is done is written down, and people keep documents."""
    for table in (JOURNAL, DOCUMENTS):
        table.create(connection, checkfirst=True)


def _made_anew(connection: sa.Connection, layouts: Iterable[Table]) -> None:
    """Make tables as they are laid out now, with the rows that they held."""
    layouts, old = tuple(layouts), sa.MetaData()
    for layout in layouts:
        connection.execute(sa.text(f"ALTER TABLE {layout.name} RENAME TO {layout.name}_before"))
    METADATA.create_all(connection)
    for layout in layouts:
        before = sa.Table(f"{layout.name}_before", old, autoload_with=connection)
        names = [column.name for column in before.columns]
        connection.execute(STORED[layout.name].insert().from_select(names, sa.select(before)))
        before.drop(connection)


STEPS: Final[dict[int, Callable[[sa.Connection], None]]] = {
    1: _layers_of_imports, 2: _short_names, 3: _inferred_points, 4: _lists_followed, 5: _seals,
    6: _journal,
}  # fmt: skip
