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


class Past:
    """What a register remembers of earlier days; each is read once, and goes along to another process once it was read.

    Parameters
    ----------
    first_day
        The day (UTC) of the first import or edit that the register recorded, None where there was none.
    read
        Returns the tables as they were when a day began (`Register.tables_before`); None in another process.

    """

    def __init__(self, first_day: date | None, read: Callable[[date], Tables] | None) -> None:
        self.first_day = first_day
        self._read = read
        self._days: dict[date, Tables] = {}

    def before(self, day: date) -> Tables:
        """Return the tables as they were when a day began."""
        if day not in self._days:
            if self._read is None:
                raise ValueError(day)
            self._days[day] = self._read(day)
        return self._days[day]

    def __reduce__(self) -> tuple[object, ...]:
        """Leave the register where it is."""
        return (_past_of, (self.first_day, dict(self._days)))


def _past_of(first_day: date | None, days: dict[date, Tables]) -> Past:
    past = Past(first_day, None)
    past._days.update(days)  # noqa: SLF001 - it is made anew here
    return past


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
