"""What the register says of programmes at a moment, in few numbers: what an entry of the journal holds them in."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

from registry.batch import BROUGHT
from registry.schema import PROGRAMMES, ImportState
from registry.store import rows
from registry.store.database import followed_by, frame, import_closure, merged_by, replaced_by
from registry.store.layers import LAST_LAYER, LAYER, fold
from registry.store.tables import IMPORTS, ORIGIN_DATA, STORED

if TYPE_CHECKING:
    from collections.abc import Collection

    import pandas as pd

    from registry.schema import Table


def programmes_touched(connection: sa.Connection, import_id: str) -> list[str]:
    """Return the programmes whose rows an import changes, whether it is active or undone.

    They are its own, those of earlier imports whose place it takes, and those of rows that have the id of one of its
    rows, which lie below it or above.
    """
    query = sa.select(IMPORTS.c.import_id, IMPORTS.c.programme_ids)
    imports = {str(one): ids for one, ids in connection.execute(query)}
    touched = {one for reached in import_closure(connection, [import_id]) for one in imports[reached]}
    for layout in BROUGHT.values():
        if "programme_id" in layout.key:
            continue
        stored, own = STORED[layout.name], STORED[layout.name].alias()
        # Rows of others one by one, each looked up by its key: an import's own rows may be many.
        same = own.c[layout.id_column] == stored.c[layout.id_column]
        there = sa.exists().where(own.c.origin == import_id, same)
        query = sa.select(stored.c.programme_id).where(stored.c.origin != import_id, there).distinct()
        touched |= set(connection.execute(query).scalars())
        query = sa.select(stored.c.programme_id).where(stored.c.origin == import_id).distinct()
        touched |= set(connection.execute(query).scalars())
    return sorted(touched)


class Standing:
    """How many rows of programmes count, and what is stated of their lists; rows are read once, for several moments."""

    def __init__(self, connection: sa.Connection, programme_ids: Collection[str]) -> None:
        self._connection = connection
        self._programme_ids = list(programme_ids)
        self._layered = {layout: self._rows(layout) for layout in BROUGHT.values()}

    def now(self, *, last: int = LAST_LAYER) -> dict[str, dict[str, Any]]:
        """Return what counts with the imports that are active now, those of a number above last left out.

        Keys: "centres", "area_counts", "figures" with the rows that count, "list_status", "reported_count"; in each a
        value by programme_id, where there is one.
        """
        connection = self._connection
        active = sa.select(IMPORTS.c.number).where(IMPORTS.c.state == ImportState.ACTIVE, IMPORTS.c.number <= last)
        layers = [0, *connection.execute(active).scalars()]
        counts = {layout.name: self._counts(layout, layers, last=last) for layout in BROUGHT.values()}
        stored = STORED[PROGRAMMES.name]
        query = sa.select(stored.c.programme_id, stored.c.list_status, stored.c.reported_count)
        query = query.where(stored.c.origin == ORIGIN_DATA, stored.c.programme_id.in_(self._programme_ids))
        statements: dict[str, dict[str, Any]] = {"list_status": {}, "reported_count": {}}
        for statement in (*connection.execute(query).mappings(), *rows.programme_changes(connection, last=last)):
            if statement["programme_id"] in self._programme_ids:
                for name, values in statements.items():
                    if statement[name] is not None:
                        values[str(statement["programme_id"])] = statement[name]
        return counts | statements

    def _rows(self, layout: Table) -> pd.DataFrame:
        """Return key and programme of the rows of every import, active or not, with their layer."""
        stored = STORED[layout.name]
        names = list(dict.fromkeys((*layout.key, "programme_id")))
        query = sa.select(*(stored.c[name] for name in names), stored.c.origin)
        query = query.where(stored.c.programme_id.in_(self._programme_ids))
        table = frame(self._connection.execute(query), [*names, "origin"])
        numbers = {str(one): int(number) for one, number in
                   self._connection.execute(sa.select(IMPORTS.c.import_id, IMPORTS.c.number))}  # fmt: skip
        layer = table.pop("origin").map({ORIGIN_DATA: 0, **numbers}).astype("int64")
        return table.assign(**{LAYER: layer}).sort_values(LAYER, kind="stable", ignore_index=True)

    def _counts(self, layout: Table, layers: Collection[int], *, last: int) -> dict[str, int]:
        layered, connection = self._layered[layout], self._connection
        replaced, followed = replaced_by(connection, layout, last=last), followed_by(connection, layout, last=last)
        merged = merged_by(connection, layout, last=last)
        there = layered[layered[LAYER].isin(list(layers))]
        counted = fold(there, layout, replaced=replaced, followed=followed, merged=merged)[
            "programme_id"
        ].value_counts()
        return {str(programme_id): int(count) for programme_id, count in counted.items()}
