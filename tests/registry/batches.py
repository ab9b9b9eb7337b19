"""Imports made up for tests, in the form that the store takes."""

from __future__ import annotations

from typing import Any

import pandas as pd

from registry.author import Author, Role
from registry.batch import ImportBatch, area_count_id, empty_table, outcomes_of
from registry.readers import typed
from registry.schema import AREA_COUNTS, FIGURES
from tests.analysis.making import made_centres

ADMIN = Author("สมศรี", Role.ADMINISTRATOR)
"""Who does what a test does, where it does not matter who."""


def batch_of(*centres: dict[str, Any], counts: Any = (), figures: Any = (), **options: Any) -> ImportBatch:
    """Return an import of centres, of counts as (programme_id, admin_code, count) and of figures."""
    tables = {
        "centres": made_centres(*({"programme_id": "tk-park", **row} for row in centres)),
        "area_counts": made_counts(*counts),
        "figures": made_figures(*figures),
    }
    used = sorted({programme for table in tables.values() for programme in table["programme_id"]})
    rows = [{"sheet": "1", "row": row, "outcome": "accepted"} for row in range(2, 2 + len(tables["centres"]))]
    filled = {"programme_ids": tuple(used), "outcomes": outcomes_of(rows), "file_name": "made.csv", "sha256": "0"}
    kinds = tuple(name for name, table in tables.items() if len(table))
    return ImportBatch(**{"kinds": kinds, **filled, **tables, **options})


def made_counts(*counts: tuple[str, str, int]) -> pd.DataFrame:
    rows = [
        {"count_id": area_count_id(programme, area), "programme_id": programme, "admin_code": area, "count": count}
        for programme, area, count in counts
    ]
    return typed(pd.DataFrame(rows, columns=AREA_COUNTS.names, dtype=object), AREA_COUNTS)


def made_figures(*figures: dict[str, Any]) -> pd.DataFrame:
    plain = {"programme_id": "relearning", "metric": "people_trained", "qualifier": "exact", "value": 1}
    if not figures:
        return empty_table(FIGURES)
    rows = [{**plain, **figure} for figure in figures]
    return typed(pd.DataFrame(rows, columns=FIGURES.names, dtype=object), FIGURES)
