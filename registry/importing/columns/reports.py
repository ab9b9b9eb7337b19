"""What was understood of each column, as a screen can show it; and which columns of the register a file speaks of."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from registry.importing.columns.mapping import SheetMapping
    from registry.importing.read.sheets import RawSheet

_EXAMPLES: Final = 3
_OF_REGISTER: Final = {
    "opened": ("opened_be",), "address": ("notes",), "programme": ("programme_id",),
    **{name: (name,) for name in (
        "name_th", "name_en", "library_type", "status", "verified_on", "access", "basis", "products", "source", "notes",
        "name_status", "site_id", "member_id",
    )},
}  # fmt: skip


@dataclass(frozen=True)
class ColumnReport:
    """A column as it was understood.

    position counts from 0; header as it stands there; field "" where the column is not used; how as in
    `registry.importing.columns.mapping.ColumnUse`; filled says how many cells below the header hold something, examples
    shows the first different ones.
    """

    position: int
    header: str
    field: str
    how: str
    filled: int
    examples: tuple[str, ...]


def column_reports(sheet: RawSheet, mapping: SheetMapping) -> tuple[ColumnReport, ...]:
    """Return what was understood of each column of a sheet, empty ones without a name left out."""
    reports = []
    for use in mapping.columns:
        cells = sheet.columns[use.position][max(mapping.first_row, 0) :]
        filled = len(cells) - cells.count("")
        if filled or use.header:
            examples = tuple(islice(dict.fromkeys(cell[:80] for cell in islice(cells, 1_000) if cell), _EXAMPLES))
            reports.append(ColumnReport(use.position, use.header, use.field, use.how, filled, examples))
    return tuple(reports)


def register_columns(mapping: SheetMapping) -> frozenset[str]:
    """Return the columns of the register's centres that a sheet speaks of, its place aside."""
    return frozenset(name for use in mapping.columns for name in _OF_REGISTER.get(use.field, ()))
