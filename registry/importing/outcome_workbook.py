"""The file again as XLSX, with the outcome of each row and why: to be corrected and imported once more."""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Font, PatternFill
from openpyxl.utils import get_column_letter

from geodata.cells import runs, workbook_text
from geodata.writing import whole_file
from registry.importing.problems import ACCEPTED, DUPLICATE, NOTED, REJECTED, WARNED, RowProblem
from registry.importing.read.cell_text import text_of
from registry.vocabulary import SheetKind

if TYPE_CHECKING:
    from pathlib import Path

    from openpyxl.worksheet._write_only import WriteOnlyWorksheet

    from registry.importing.plan import ImportPlan
    from registry.importing.read.sheets import RawSheet

_NUMBER: Final = re.compile(r"-?(0|[1-9][0-9]{0,14})(\.[0-9]{1,12})?")
_NOT_IN_TITLES: Final = re.compile(r"[\[\]:*?/\\]")
_LONGEST_TITLE: Final = 31
_LONGEST_TEXT: Final = 32_767
_FILLS: Final = {WARNED: "FFF2CC", DUPLICATE: "E7E6E6", REJECTED: "F8CBAD"}


@dataclass(frozen=True)
class Wording:
    """The words of the new columns, in the importer's language; these headers are known again at the next import."""

    outcome: str = "import outcome"
    reason: str = "import reason"
    centre_id: str = "centre id"
    outcomes: Mapping[str, str] = field(default_factory=lambda: {
        ACCEPTED: "accepted", WARNED: "accepted with a warning", DUPLICATE: "duplicate", REJECTED: "rejected",
    })  # fmt: skip
    say: Callable[[RowProblem], str] = str


def outcome_workbook(plan: ImportPlan, *, wording: Wording | None = None) -> bytes:
    """Return every sheet that was read as a workbook, with two or three columns more.

    The outcome and the reasons stand beside each row; a list of centres without ids of its own also gets the
    register's, so that a corrected row changes the centre that it made. No text is run as a formula
    (`geodata.cells`), and all of it comes back as it was when the workbook is imported.
    """
    wording = wording or Wording()
    book = Workbook(write_only=True)
    titles: set[str] = set()
    apart = {sheet.name: sheet.apart for sheet in plan.sheets}
    for raw in plan.file.sheets:
        page = book.create_sheet(_title(raw.name, titles))
        use = plan.mapping.sheet(raw.name)
        if use.header_row >= 0:
            page.freeze_panes = f"A{use.header_row + 2}"
        more: dict[int, list[tuple[str, str]]] = {}
        if use.kind:
            with_id = use.kind == SheetKind.CENTRES and use.position("centre_id") is None
            more = _more(plan.outcomes[plan.outcomes["sheet"] == raw.name], wording, with_id=with_id)
            more |= {number - 1: [("", ""), ("", wording.say(line))] for number, line in apart[raw.name].items()}
            if use.header_row >= 0:
                names = [wording.outcome, wording.reason, *([wording.centre_id] if with_id else [])]
                more[use.header_row] = [("header", name) for name in names]
            page.column_dimensions[get_column_letter(raw.width + 2)].width = 60
        _write(page, raw, more)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def write_outcome_workbook(plan: ImportPlan, path: Path, *, wording: Wording | None = None) -> None:
    """Write the workbook to a file, which is replaced once the new one is whole.

    Raises
    ------
    FileError
        The place cannot be written to.

    """
    with whole_file(path) as partial:
        partial.write_bytes(outcome_workbook(plan, wording=wording))


def _more(outcomes: Any, wording: Wording, *, with_id: bool) -> dict[int, list[tuple[str, str]]]:  # noqa: ANN401
    cells_by_row = {}
    for row in outcomes[["row", "outcome", "problems", "id"]].itertuples(index=False):
        problems = [problem for problem in row.problems if problem.severity != NOTED] or row.problems
        cells = [
            (row.outcome, wording.outcomes[row.outcome]),
            (row.outcome, " ".join(wording.say(problem) for problem in problems)),
        ]
        if with_id:
            cells.append(("", row.id if isinstance(row.id, str) and row.outcome in (ACCEPTED, WARNED) else ""))
        cells_by_row[int(row.row) - 1] = cells
    return cells_by_row


def _write(page: WriteOnlyWorksheet, raw: RawSheet, more: Mapping[int, list[tuple[str, str]]]) -> None:
    fills = {outcome: PatternFill("solid", start_color=colour) for outcome, colour in _FILLS.items()}
    bold = Font(bold=True)
    for position, row in enumerate(zip(*raw.columns, strict=True)):
        cells: list[Any] = [_cell(page, text) for text in row]
        for kind, text in more.get(position, ()):
            cell = _text_cell(page, text)
            if kind == "header":
                cell.font = bold
            elif kind in fills:
                cell.fill = fills[kind]
            cells.append(cell)
        page.append(cells)


def _cell(page: WriteOnlyWorksheet, text: str) -> Any:  # noqa: ANN401 - what openpyxl takes
    if not text:
        return None
    if text[0] in "-0123456789" and _NUMBER.fullmatch(text):
        number = float(text) if "." in text else int(text)
        return number if text_of(float(number)) == text else text
    return _text_cell(page, text)


def _text_cell(page: WriteOnlyWorksheet, text: str) -> Any:  # noqa: ANN401 - what openpyxl takes
    """Return a cell of type text, which no spreadsheet runs, also not when it is edited."""
    cell = WriteOnlyCell(page, workbook_text(text)[:_LONGEST_TEXT])
    cell.data_type = "s"
    if runs(text):
        cell.quotePrefix = True
    return cell


def _title(name: str, taken: set[str]) -> str:
    bare = _NOT_IN_TITLES.sub(" ", ILLEGAL_CHARACTERS_RE.sub("", name)).strip("' ")[:_LONGEST_TITLE] or "Sheet"
    title, number = bare, 2
    while title.casefold() in taken:
        end = f" ({number})"
        title, number = bare[: _LONGEST_TITLE - len(end)] + end, number + 1
    taken.add(title.casefold())
    return title
