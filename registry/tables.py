"""The register's tables as a question takes them: one parameter, read at one moment."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from typing import Final

import pandas as pd

from registry.batch import empty_table
from registry.schema import AREA_COUNTS, CENTRES, FIGURES, PROGRAMME_DETAILS, PROGRAMMES

IMPORTED_COLUMNS: Final = (
    "number", "import_id", "imported_on", "file_name", "programme_id", "source", "centres", "area_counts", "figures",
    "reported",
)  # fmt: skip


def no_imports() -> pd.DataFrame:
    """Return the table of imports without a row."""
    return pd.DataFrame(columns=list(IMPORTED_COLUMNS), dtype=object)


@dataclass(frozen=True, slots=True)
class Past:
    """What a register remembers of earlier days.

    first_day is the day (UTC) of the first import or edit that it recorded, None where there was none; before returns
    its tables as they were when a day began (`Register.tables_before`).
    """

    first_day: date | None
    before: Callable[[date], Tables]


@dataclass(frozen=True, eq=False)
class Tables:
    """Centres, programmes, their details and figures, and counts by area; `registry.schema` has the columns.

    `Register.tables` reads them. What is left out is a table without a row. Sessions and reports share them: nobody
    writes into one.

    imports says what imports brought of it: one row for an import and a programme, with how many rows of centres,
    area_counts and figures count, from whom (source: distinct, set apart by " | "), on which day they came
    (imported_on, UTC), and whether it says how many centres the programme reports. past is the way to the tables of
    earlier days, None where they are of no register or of an earlier day themselves.
    """

    centres: pd.DataFrame = field(default_factory=partial(empty_table, CENTRES))
    programmes: pd.DataFrame = field(default_factory=partial(empty_table, PROGRAMMES))
    details: pd.DataFrame = field(default_factory=partial(empty_table, PROGRAMME_DETAILS))
    figures: pd.DataFrame = field(default_factory=partial(empty_table, FIGURES))
    area_counts: pd.DataFrame = field(default_factory=partial(empty_table, AREA_COUNTS))
    imports: pd.DataFrame = field(default_factory=no_imports)
    past: Past | None = None
