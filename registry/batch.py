"""An import, ready to be committed: what a person's file brings, as one value.

Who reads files makes it, the store takes it. It carries rows that passed their checks, and the outcome of every
row that was read.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

import pandas as pd

from registry.readers import typed
from registry.schema import AREA_COUNTS, CENTRES, FIGURES, ImportMode, SheetKind, Table

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

OUTCOME_COLUMNS: Final = ("sheet", "row", "outcome", "reasons", "of", "cells")
BROUGHT: Final[dict[SheetKind, Table]] = {
    SheetKind.CENTRES: CENTRES, SheetKind.AREA_COUNTS: AREA_COUNTS, SheetKind.FIGURES: FIGURES,
}  # fmt: skip

# A list is replaced as a whole; dated figures are always kept beside newer ones.
REPLACEABLE: Final = (SheetKind.CENTRES, SheetKind.AREA_COUNTS)


def empty_table(layout: Table) -> pd.DataFrame:
    """Return a table of a layout, with its column types and without a row."""
    return typed(pd.DataFrame(columns=layout.names, dtype=object), layout)


def outcomes_of(rows: Iterable[Mapping[str, Any]]) -> pd.DataFrame:
    """Return the outcomes of rows as a table with the columns of `OUTCOME_COLUMNS`.

    sheet is the sheet's name and row the row's number as a person counts it there; outcome a `RowOutcome`; reasons
    a list of {"key": ..., "params": {...}}; of the id of the row it is a duplicate of, or None; cells the row as it
    was read (header to text), worth keeping where it was not accepted, or None. Only sheet, row and outcome must
    be there.
    """
    table = pd.DataFrame(list(rows)).reindex(columns=list(OUTCOME_COLUMNS)).astype(object)
    table = table.where(table.notna(), None)
    table["reasons"] = [reasons if reasons is not None else [] for reasons in table["reasons"]]
    return table


def area_count_id(programme_id: str, admin_code: str) -> str:
    """Return the count_id of a programme's number in an area.

    Examples
    --------
    >>> area_count_id("book-house", "1042")
    'count-book-house-1042'

    """
    return f"count-{programme_id}-{admin_code}"


@dataclass(frozen=True)
class Reported:
    """How many centres a programme reports in all: a count, "exact" or "more_than", its source, and an ISO date."""

    count: int
    qualifier: str
    source: str
    date: str | None = None


@dataclass(frozen=True, eq=False, kw_only=True)
class ImportBatch:
    """What one import brings.

    Parameters
    ----------
    file_name, sha256
        Of the file it comes from.
    programme_ids
        The programmes it is about; every row belongs to one of them.
    kinds
        Which kinds of sheet were read (`SheetKind`).
    mode
        "add": rows join what is there, and one with the key of an earlier row stands in its place. "replace": of
        programmes that it brings centres for, the earlier centres are hidden, likewise with counts; figures never
        are. A programme whose rows were all rejected keeps its list. "update": what the imports in ``follows`` brought
        is hidden instead, centres and counts each where this import brings some. "edit" and "merge": rows join what
        is there as with "add", and those in ``merged`` are taken out.
    follows
        Ids of earlier imports of the same list, whose place this one takes.
    list_status
        What the importer says of a programme's list (`ListStatus`), by programme_id.
    reported
        How many centres a programme reports from now on, by programme_id.
    centres, area_counts, figures
        Accepted and warned rows in the layouts `CENTRES`, `AREA_COUNTS` (count_id from `area_count_id`) and
        `FIGURES`. The same file read again must give the same ids.
    outcomes
        The outcome of every row that was read, as `outcomes_of` makes it.
    mapping
        How the columns were understood: plain values that JSON can hold; remembered for the programmes.
    merged
        With mode "merge", by the id of a centre that is taken out, the id of the one that it is.

    """

    file_name: str
    sha256: str
    programme_ids: tuple[str, ...]
    kinds: tuple[str, ...]
    mode: str = ImportMode.ADD
    follows: tuple[str, ...] = ()
    list_status: Mapping[str, str] = field(default_factory=dict)
    reported: Mapping[str, Reported] = field(default_factory=dict)
    centres: pd.DataFrame = field(default_factory=lambda: empty_table(CENTRES))
    area_counts: pd.DataFrame = field(default_factory=lambda: empty_table(AREA_COUNTS))
    figures: pd.DataFrame = field(default_factory=lambda: empty_table(FIGURES))
    outcomes: pd.DataFrame = field(default_factory=lambda: outcomes_of([]))
    mapping: Mapping[str, Any] = field(default_factory=dict)
    merged: Mapping[str, str] = field(default_factory=dict)

    def table(self, layout: Table) -> pd.DataFrame:
        """Return the rows for one of the three layouts."""
        tables: dict[str, pd.DataFrame] = {
            CENTRES.name: self.centres, AREA_COUNTS.name: self.area_counts, FIGURES.name: self.figures,
        }  # fmt: skip
        return tables[layout.name]

    def replaces(self, layout: Table) -> tuple[str, ...]:
        """Return the programmes whose earlier rows of a layout would be hidden."""
        if self.mode != ImportMode.REPLACE or layout.name not in REPLACEABLE:
            return ()
        return tuple(sorted(set(self.table(layout)["programme_id"])))
