"""What the register says of programmes at a moment, in few numbers: what an entry of the journal holds them in."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

from registry.batch import BROUGHT
from registry.schema import PROGRAMMES
from registry.store import rows
from registry.store.database import followed_by, frame, import_closure, replaced_by
from registry.store.layers import LAST_LAYER, LAYER, fold
from registry.store.tables import IMPORTS, ORIGIN_DATA, STORED

if TYPE_CHECKING:
    from collections.abc import Collection

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
        stored, other = STORED[layout.name], STORED[layout.name].alias()
        own = sa.select(other.c[layout.id_column]).where(other.c.origin == import_id)
        same = sa.select(stored.c.programme_id).where(stored.c[layout.id_column].in_(own)).distinct()
        touched |= set(connection.execute(same).scalars())
    return sorted(touched)


def standing(
    connection: sa.Connection, programme_ids: Collection[str], *, last: int = LAST_LAYER
) -> dict[str, dict[str, Any]]:
    """Return how many rows of programmes count, by table and programme, and what is said of their lists.

    Imports of a number above last are as if they were not there. Keys: "centres", "area_counts", "figures" with the
    rows that count, "list_status", "reported_count"; in each a value by programme_id, where there is one.
    """
    counts = {layout.name: _counts(connection, layout, programme_ids, last=last) for layout in BROUGHT.values()}
    stored = STORED[PROGRAMMES.name]
    query = sa.select(stored.c.programme_id, stored.c.list_status, stored.c.reported_count)
    query = query.where(stored.c.origin == ORIGIN_DATA, stored.c.programme_id.in_(list(programme_ids)))
    statements: dict[str, dict[str, Any]] = {"list_status": {}, "reported_count": {}}
    for statement in (*connection.execute(query).mappings(), *rows.programme_changes(connection, last=last)):
        if statement["programme_id"] in programme_ids:
            for name, values in statements.items():
                if statement[name] is not None:
                    values[str(statement["programme_id"])] = statement[name]
    return counts | statements


def _counts(connection: sa.Connection, layout: Table, programme_ids: Collection[str], *, last: int) -> dict[str, int]:
    stored = STORED[layout.name]
    names = tuple(dict.fromkeys((*layout.key, "programme_id")))
    query = rows.in_layers(layout, names, last=last).where(stored.c.programme_id.in_(list(programme_ids)))
    layered = frame(connection.execute(query), [*names, LAYER])
    replaced, followed = replaced_by(connection, layout, last=last), followed_by(connection, layout, last=last)
    counted = fold(layered, layout, replaced=replaced, followed=followed)["programme_id"].value_counts()
    return {str(programme_id): int(count) for programme_id, count in counted.items()}
