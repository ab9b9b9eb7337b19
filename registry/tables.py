"""The register's tables as a question takes them: one parameter, read at one moment."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING

from registry.batch import empty_table
from registry.schema import AREA_COUNTS, CENTRES, FIGURES, PROGRAMME_DETAILS, PROGRAMMES

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True, eq=False)
class Tables:
    """Centres, programmes, their details and figures, and counts by area; `registry.schema` has the columns.

    `Register.tables` reads them. What is left out is a table without a row. Sessions and reports share them: nobody
    writes into one.
    """

    centres: pd.DataFrame = field(default_factory=partial(empty_table, CENTRES))
    programmes: pd.DataFrame = field(default_factory=partial(empty_table, PROGRAMMES))
    details: pd.DataFrame = field(default_factory=partial(empty_table, PROGRAMME_DETAILS))
    figures: pd.DataFrame = field(default_factory=partial(empty_table, FIGURES))
    area_counts: pd.DataFrame = field(default_factory=partial(empty_table, AREA_COUNTS))
