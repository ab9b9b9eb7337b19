"""What an import is asked to do, and what it would do: sheet by sheet, row by row."""

from __future__ import annotations

from collections.abc import Mapping as Dict
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from registry.importing.problems import OUTCOMES, UNCHANGED, FileNote, RowProblem
from registry.schema import ImportMode

if TYPE_CHECKING:
    from collections.abc import Iterator

    import pandas as pd

    from registry.batch import ImportBatch, Reported
    from registry.importing.columns.mapping import Mapping
    from registry.importing.columns.reports import ColumnReport
    from registry.importing.difference import Difference
    from registry.importing.read.sheets import ReadFile
    from registry.tables import Tables


@dataclass(frozen=True)
class ImportOptions:
    """What the importer says besides the columns.

    Parameters
    ----------
    programme_id
        The programme of rows that name none; "" where every row or sheet says so itself.
    mode
        `ImportMode`: "add" to the lists there are, "update" one of them, or "replace" them all.
    follows
        With "update", the earlier imports of the same list, by id; None where the file itself is to tell
        (`registry.importing.check.same_list.lists_repeated`).
    list_status
        How complete the list is from now on (`ListStatus`), or "" to leave it as it is.
    reported
        By programme_id, how many centres it reports in all.
    today
        The day on which years are judged; today without it.

    """

    programme_id: str = ""
    mode: str = ImportMode.ADD
    follows: tuple[str, ...] | None = None
    list_status: str = ""
    reported: Dict[str, Reported] = field(default_factory=dict)
    today: date | None = None


@dataclass(frozen=True, eq=False)
class SheetPlan:
    """One sheet: what it is, what was understood of each column, and what is to be said of it.

    apart holds, by number as a person counts them, lines that are no rows (totals, headings, notes), and which.
    """

    name: str
    kind: str
    header_row: int
    read: int
    columns: tuple[ColumnReport, ...]
    notes: tuple[FileNote, ...]
    apart: Dict[int, RowProblem] = field(default_factory=dict)


@dataclass(frozen=True)
class RowPlan:
    """What would become of one row; see ``ImportPlan.outcomes``."""

    sheet: str
    row: int
    outcome: str
    problems: list[RowProblem]
    of: str | None
    id: str | None


@dataclass(frozen=True, eq=False)
class ImportPlan:
    """What an import would do; nothing is changed until ``Register.imports.commit(plan.batch)``.

    Parameters
    ----------
    batch
        What the register would take.
    sheets
        What was understood, sheet by sheet, those left out included.
    outcomes
        One row for each row that was read, in the file's order. Columns: sheet, row (its number as a person counts
        it), kind, outcome (accepted, warned, duplicate or rejected), problems (a list of `RowProblem`, the worst
        first), of (the id it is a duplicate of, or None), id (the centre's, count's or figure's id, None where
        rejected), programme_id, name, admin_code (the smallest area known), longitude, latitude (degrees, NaN without
        a point).
    read, accepted, warned, duplicate, rejected
        Numbers of rows; the last four add up to ``read``. Totals, headings and notes are no rows.
    file, mapping, tables
        What the plan was made of; tables are the register before it.
    differences
        Every row of the register that would be new, changed or gone, by name, with its fields before and after.
    listed
        By the name of a layout, the ids that only the imports which it follows brought: what goes unless it is
        brought again.

    """

    batch: ImportBatch
    sheets: tuple[SheetPlan, ...]
    outcomes: pd.DataFrame
    file: ReadFile
    mapping: Mapping
    differences: tuple[Difference, ...]
    tables: Tables
    listed: Dict[str, frozenset[str]]

    @property
    def unchanged(self) -> int:
        """Return how many rows say of a row of the register, or of the file, what is known already."""
        return sum(any(problem.key in UNCHANGED for problem in problems) for problems in self.outcomes["problems"])

    @property
    def read(self) -> int:
        """Return how many rows were read."""
        return len(self.outcomes)

    @property
    def counts(self) -> dict[str, int]:
        """Return how many rows were read, and how many had each outcome."""
        outcomes = self.outcomes["outcome"].value_counts()
        return {"read": self.read, **{outcome: int(outcomes.get(outcome, 0)) for outcome in OUTCOMES}}

    def rows(self) -> Iterator[RowPlan]:
        """Return the rows of ``outcomes``, one after another."""
        columns = ("sheet", "row", "outcome", "problems", "of", "id")
        for values in zip(*(self.outcomes[name].tolist() for name in columns), strict=True):
            yield RowPlan(*values)

    @property
    def changes(self) -> bool:
        """Return whether the register would be another."""
        return bool(self.differences or self.batch.list_status or self.batch.reported)
