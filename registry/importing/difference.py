"""What an import would change in the register, by name and field: new, changed and gone rows."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Any, Final

import pandas as pd

from registry.schema import AREA_COUNTS, CENTRES, FIGURES, SheetKind, Table

if TYPE_CHECKING:
    from collections.abc import Mapping

    from registry.batch import ImportBatch
    from registry.tables import Tables


class Change(StrEnum):
    """What becomes of a row of the register."""

    NEW = "new"
    CHANGED = "changed"
    GONE = "gone"


@dataclass(frozen=True)
class FieldChange:
    """A field of the register's layout, its value before and after; "" for none."""

    field: str
    before: str
    after: str


@dataclass(frozen=True)
class Difference:
    """One row of the register that an import would add, change or close; fields only of a changed one."""

    change: Change
    kind: SheetKind
    id: str
    name: str
    programme_id: str
    fields: tuple[FieldChange, ...] = ()


# By kind of row: its layout, its id, and what it is known by.
_LAYOUTS: Final[dict[SheetKind, tuple[Table, str, tuple[str, ...]]]] = {
    SheetKind.CENTRES: (CENTRES, "centre_id", ("name_th", "name_en")),
    SheetKind.AREA_COUNTS: (AREA_COUNTS, "count_id", ("admin_code",)),
    SheetKind.FIGURES: (FIGURES, "figure_id", ("metric",)),
}


def differences(
    batch: ImportBatch, tables: Tables, listed: Mapping[str, frozenset[str]] | None = None
) -> tuple[Difference, ...]:
    """Return how the register would differ after an import: first what is gone, then changed, then new.

    Parameters
    ----------
    batch
        What the import brings.
    tables
        The register before it.
    listed
        By the name of a layout, the ids that only the imports which it follows brought.

    """
    return _in_order([one for kind in SheetKind for one in _of_kind(kind, batch, _table(tables, kind), listed or {})])


def _table(tables: Tables, kind: SheetKind) -> pd.DataFrame:
    return {
        SheetKind.CENTRES: tables.centres, SheetKind.AREA_COUNTS: tables.area_counts, SheetKind.FIGURES: tables.figures,
    }[kind]  # fmt: skip


def _in_order(changes: list[Difference]) -> tuple[Difference, ...]:
    order = {Change.GONE: 0, Change.CHANGED: 1, Change.NEW: 2}
    return tuple(sorted(changes, key=lambda one: order[one.change]))


def differences_between(before: Tables, after: Tables) -> tuple[Difference, ...]:
    """Return how the register at one moment differs from that at an earlier one: gone, then changed, then new."""
    changes: list[Difference] = []
    for kind, (_, key, _) in _LAYOUTS.items():
        old, new = (_table(tables, kind) for tables in (before, after))
        changes += [_row(Change.GONE, kind, row) for row in _records(old[~old[key].isin(set(new[key]))])]
        changes += _changed(kind, old, new)
        changes += [_row(Change.NEW, kind, row) for row in _records(new[~new[key].isin(set(old[key]))])]
    return _in_order(changes)


def _of_kind(
    kind: SheetKind, batch: ImportBatch, old: pd.DataFrame, listed: Mapping[str, frozenset[str]]
) -> list[Difference]:
    layout, key, names = _LAYOUTS[kind]
    new = batch.table(layout)
    old_keys, brought = set(old[key]), set(new[key])
    columns = [key, "programme_id", *names]
    changes = [_row(Change.NEW, kind, row) for row in _records(new.loc[~new[key].isin(old_keys), columns])]
    changes += _changed(kind, old, new)
    closed = old["programme_id"].isin(batch.replaces(layout))
    if len(new):
        closed |= old[key].isin(listed.get(layout.name, frozenset()))
    if layout is CENTRES:
        closed |= old[key].isin(batch.merged)
    gone = closed & ~old[key].isin(brought)
    return changes + [_row(Change.GONE, kind, row) for row in _records(old.loc[gone, columns])]


def _changed(kind: SheetKind, old: pd.DataFrame, new: pd.DataFrame) -> list[Difference]:
    """Return the rows that both tables have and that differ."""
    layout, key, _ = _LAYOUTS[kind]
    after = {row[key]: row for row in _records(new[new[key].isin(set(old[key]))])}
    changes = []
    for row in _records(old[old[key].isin(set(after))]):
        fields = tuple(
            FieldChange(name, _text(row[name]), _text(after[row[key]][name]))
            for name in layout.names
            if _text(row[name]) != _text(after[row[key]][name])
        )
        if fields:
            changes.append(_row(Change.CHANGED, kind, row, fields))
    return changes


def _records(table: pd.DataFrame) -> list[dict[str, object]]:
    return [{str(name): value for name, value in row.items()} for row in table.to_dict("records")]


def _row(change: Change, kind: SheetKind, row: dict[str, object], fields: tuple[FieldChange, ...] = ()) -> Difference:
    _, key, names = _LAYOUTS[kind]
    name = next((text for one in names if (text := _text(row[one]))), str(row[key]))
    return Difference(change, kind, str(row[key]), name, str(row["programme_id"]), fields)


def _text(value: Any) -> str:  # noqa: ANN401 - any value of a table
    return "" if value is None or (not isinstance(value, str) and pd.isna(value)) else str(value)
