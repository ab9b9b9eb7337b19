"""What counts now of each import: how many rows of which programme, from whom."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, cast

import pandas as pd
import sqlalchemy as sa

from registry.schema import AREA_COUNTS, CENTRES, FIGURES, ImportState
from registry.store import rows
from registry.store.layers import LAST_LAYER
from registry.store.tables import IMPORTS, STORED
from registry.tables import IMPORTED_COLUMNS, no_imports

if TYPE_CHECKING:
    from collections.abc import Mapping

    from registry.schema import Table

_LAYOUTS: Final = (CENTRES, AREA_COUNTS, FIGURES)


def brought_by_imports(
    connection: sa.Connection, tables: Mapping[str, pd.DataFrame], *, last: int = LAST_LAYER
) -> pd.DataFrame:
    """Return the imports whose rows count, a row for each programme, as `registry.tables.Tables` holds them.

    Parameters
    ----------
    connection
        An open transaction.
    tables
        By the name of their layout, the rows that count.
    last
        Imports of a number above it are as if they were not there.

    """
    query = sa.select(IMPORTS.c.number, IMPORTS.c.import_id, IMPORTS.c.imported_at, IMPORTS.c.file_name)
    query = query.where(IMPORTS.c.state == ImportState.ACTIVE, IMPORTS.c.number <= last).order_by(IMPORTS.c.number)
    imports = {row["number"]: dict(row) for row in connection.execute(query).mappings()}
    records: dict[tuple[int, str], dict[str, Any]] = {}
    if not imports:
        return no_imports()

    def record(number: int, programme_id: str) -> dict[str, Any]:
        one = imports[number]
        plain = {
            "number": number, "import_id": one["import_id"], "imported_on": one["imported_at"][:10],
            "file_name": one["file_name"], "programme_id": programme_id, "source": set(),
            **dict.fromkeys((layout.name for layout in _LAYOUTS), 0), "reported": False,
        }  # fmt: skip
        return records.setdefault((number, programme_id), plain)

    for layout in _LAYOUTS:
        table = tables[layout.name]
        number = table[layout.id_column].map(_layers(connection, layout, last=last))
        of_imports = table.assign(number=number)[number.notna()].astype({"number": "int64"})
        for key, brought in of_imports.groupby(["number", "programme_id"]):
            layer, programme_id = cast("tuple[int, str]", key)
            one = record(layer, programme_id)
            one[layout.name] = len(brought)
            one["source"] |= set(brought["source"].dropna())
    numbers = {one["import_id"]: number for number, one in imports.items()}
    reporting = {change["programme_id"]: change for change in rows.programme_changes(connection)}
    for programme_id, change in reporting.items():
        if change["reported_count"] is not None and change["import_id"] in numbers:
            record(numbers[change["import_id"]], programme_id)["reported"] = True
    for one in records.values():
        one["source"] = " | ".join(sorted(one["source"]))
    return pd.DataFrame([records[key] for key in sorted(records)], columns=list(IMPORTED_COLUMNS), dtype=object)


def _layers(connection: sa.Connection, layout: Table, *, last: int) -> dict[str, int]:
    """Return by id the number of the last active import that brought a row of it."""
    stored = STORED[layout.name]
    key = stored.c[layout.id_column]
    query = sa.select(key, sa.func.max(IMPORTS.c.number)).join_from(
        stored, IMPORTS, stored.c.origin == IMPORTS.c.import_id
    )
    query = query.where(IMPORTS.c.state == ImportState.ACTIVE, IMPORTS.c.number <= last).group_by(key)
    return {str(one): int(number) for one, number in connection.execute(query)}
