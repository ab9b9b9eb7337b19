"""The rows of a sheet below its header, as columns of cells by the field they mean."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from registry.importing.columns.headers import IGNORED, REPEATED
from registry.importing.findings import Findings
from registry.importing.problems import RowProblem
from registry.importing.read.cleaning import without_nothing

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from registry.importing.columns.mapping import ColumnUse, SheetMapping
    from registry.importing.columns.programmes import Programmes
    from registry.importing.read.sheets import RawSheet


# What a character that could not be read has become.
_LOST: Final = "\ufffd"


@dataclass(eq=False)
class Body:
    """The rows that were read: those below the header with anything in them.

    Parameters
    ----------
    sheet, mapping
        Where they come from.
    positions
        The position of each row in the sheet, counted from 0.
    cells
        By field, the cells of the rows; the first column of each field.
    findings
        What is said of each row.
    tick
        Whom to tell how much of the placing is done (0–1).
    context
        By row the code of the province or district that a heading or a title gives it, or "".

    """

    sheet: RawSheet
    mapping: SheetMapping
    positions: list[int]
    cells: dict[str, list[str]]
    findings: Findings
    tick: Callable[[float], None] = lambda _share: None
    context: list[str] = field(default_factory=list)
    _plain_cells: dict[str, list[str]] = field(default_factory=dict)

    @property
    def count(self) -> int:
        """Return how many rows were read."""
        return len(self.positions)

    def column(self, field: str) -> list[str]:
        """Return the cells of a field, "" throughout where no column means it."""
        return self.cells.get(field) or [""] * self.count

    def cells_of(self, field: str) -> list[str]:
        """Return the cells of a field with "-", "n/a" and the like as "". Not to be changed."""
        if field not in self._plain_cells:
            cells = self.cells.get(field)
            self._plain_cells[field] = [""] * self.count if cells is None else without_nothing(cells)
        return self._plain_cells[field]

    def columns_of(self, field: str) -> list[tuple[ColumnUse, list[str]]]:
        """Return every column that means a field, with its cells."""
        return [
            (use, self._cells(use.position)) for use in self.mapping.columns if use.field == field
        ]  # fmt: skip

    def number(self, row: int) -> int:
        """Return a row's number as a person counts it in the sheet."""
        return self.positions[row] + 1

    def whole(self, row: int) -> dict[str, str]:
        """Return the filled cells of a row by header (or by the column's number where it has none)."""
        position = self.positions[row]
        return {
            use.header or f"#{use.position + 1}": cell
            for use in self.mapping.columns
            if (cell := self.sheet.columns[use.position][position])
        }

    def _cells(self, position: int) -> list[str]:
        column = self.sheet.columns[position]
        return [column[row] for row in self.positions]


def filled_rows(sheet: RawSheet, mapping: SheetMapping) -> list[int]:
    """Return the positions of the rows below the header in which a column with a meaning has something."""
    own = {use.position for use in mapping.columns if use.field not in IGNORED - {"row_number"}}
    first = mapping.first_row
    filled = [False] * max(sheet.height - first, 0)
    for position, column in enumerate(sheet.columns):
        if position in own and not all(filled):
            filled = [before or bool(cell) for before, cell in zip(filled, column[first:], strict=True)]
    return [first + number for number, something in enumerate(filled) if something]


def body_of(sheet: RawSheet, mapping: SheetMapping, rows: Sequence[int]) -> Body:
    """Return rows of a sheet, by position, as its mapping understands them."""
    first, positions = mapping.first_row, list(rows)
    body = Body(sheet, mapping, positions, {}, Findings(len(positions)))
    whole = positions == list(range(first, sheet.height))
    for use in mapping.columns:
        if use.field and (use.field not in body.cells or use.field not in REPEATED) and use.field not in body.cells:
            column = sheet.columns[use.position]
            body.cells[use.field] = column[first:] if whole else [column[row] for row in positions]
    _refuse_repeated_headers(body)
    _warn_of_lost_characters(body)
    return body


def _refuse_repeated_headers(body: Body) -> None:
    """Set rows apart that are the header again: a table printed over several pages repeats it."""
    if body.mapping.header_row < 0:
        return
    header = body.sheet.row(body.mapping.header_row)
    column = next((position for position, cell in enumerate(header) if cell), None)
    if column is None:
        return
    first = body.sheet.columns[column]
    for row, position in enumerate(body.positions):
        if first[position] == header[column] and body.sheet.row(position) == header:
            body.findings.add(row, RowProblem("row_header"))


def _warn_of_lost_characters(body: Body) -> None:
    for cells in body.cells.values():
        if _LOST in "".join(cells):
            for row, cell in enumerate(cells):
                if _LOST in cell:
                    body.findings.add(row, RowProblem("row_bad_characters", value=cell[:80]))


def programmes_of(body: Body, programmes: Programmes, default: str) -> list[str]:
    """Return the programme of each row, "" where it is none; a row that names none takes the default."""
    if default and "programme" not in body.cells:
        return [default] * body.count
    id_of: dict[str, str] = {"": default}
    ids: list[str] = []
    refused = body.findings.refused()
    for row, cell in enumerate(body.cells_of("programme")):
        if cell not in id_of:
            id_of[cell] = programmes.find(cell)
        ids.append(id_of[cell])
        if not id_of[cell] and not refused[row]:
            key = "row_unknown_programme" if cell else "row_no_programme"
            body.findings.add(row, RowProblem(key, **({"value": cell[:120]} if cell else {})))
    return ids


def home_provinces(ids: Sequence[str], programmes: Programmes) -> list[str]:
    """Return by row the one province that its programme is meant for, "" where it is several or the country."""
    homes: dict[str, str] = {"": ""}
    for programme_id, scope in programmes.scopes.items():
        provinces = {code[:2] if code.isdigit() else "" for code in scope}
        homes[programme_id] = provinces.pop() if len(provinces) == 1 else ""
    return [homes.get(one, "") for one in ids]
