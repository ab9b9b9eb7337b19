"""The outcomes of an import's rows, kept short: rows one after another with nothing to say of them are one run."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    import pandas as pd


def runs(outcomes: pd.DataFrame, import_id: str) -> list[dict[str, Any]]:
    """Return the rows to keep for a table of outcomes (columns of `OUTCOME_COLUMNS`), in its order."""
    if outcomes.empty:
        return []
    sheet, row = outcomes["sheet"].to_numpy(object), outcomes["row"].to_numpy("int64")
    outcome = outcomes["outcome"].astype(str).to_numpy(object)
    silent = np.array(
        [
            not reasons and of is None and not cells
            for reasons, of, cells in zip(outcomes["reasons"], outcomes["of"], outcomes["cells"], strict=True)
        ],
        dtype=bool,
    )
    starts = np.ones(len(outcomes), dtype=bool)
    joined = silent[1:] & silent[:-1] & (sheet[1:] == sheet[:-1]) & (outcome[1:] == outcome[:-1])
    starts[1:] = ~(joined & (row[1:] == row[:-1] + 1))
    first = np.flatnonzero(starts)
    last = np.append(first[1:], len(outcomes)) - 1
    reasons, of, cells = (outcomes[name].to_numpy(object) for name in ("reasons", "of", "cells"))
    return [
        {
            "import_id": import_id, "position": position, "sheet": str(sheet[start]),
            "first_row": int(row[start]), "last_row": int(row[end]), "outcome": outcome[start],
            "reasons": list(reasons[start]), "of": of[start], "cells": cells[start],
        }
        for position, (start, end) in enumerate(zip(first, last, strict=True))
    ]  # fmt: skip


def rows_of_runs(runs_of_rows: Iterable[Mapping[str, Any]]) -> list[tuple[object, ...]]:
    """Return the outcome of each row: sheet, row, outcome, reasons, of, cells."""
    return [
        (run["sheet"], row, run["outcome"], run["reasons"], run["of"], run["cells"])
        for run in runs_of_rows
        for row in range(run["first_row"], run["last_row"] + 1)
    ]
