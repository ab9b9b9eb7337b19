"""Which rows count: the data folder's, then those of each import laid over them, in order."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np
import pandas as pd

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from registry.schema import Table

LAYER: Final = "layer"
LAST_LAYER: Final = 2**31 - 1
"""A number that no import has: with it, all of them count."""


def fold(
    rows: pd.DataFrame,
    layout: Table,
    *,
    replaced: Mapping[str, int],
    followed: Collection[int] = (),
    merged: Mapping[str, int] | None = None,
) -> pd.DataFrame:
    """Return the rows that count, without the column "layer".

    Parameters
    ----------
    rows
        The rows of all layers in order: the columns of the layout and "layer", 0 for the data folder and the
        import's number for an import.
    layout
        Its key names a row: of rows with one key only that of the highest layer may count; it stands where the
        first of them stood.
    replaced
        By programme_id, the highest layer that replaces the programme's rows: those of lower layers do not count.
    followed
        Layers whose place a later one of the same list takes: as if they were not there.
    merged
        By id, the highest layer that says that the row is another one once more: those of lower layers do not count.

    """
    if followed:
        rows = rows[~rows[LAYER].isin(list(followed))]
    if len(rows) and rows[LAYER].iloc[-1] > 0:
        place = _place_of_key(rows, layout)
        last = ~pd.Series(place).duplicated(keep="last").to_numpy()
        rows = rows[last].iloc[np.argsort(place[last], kind="stable")]
    if replaced:
        # Only now: a row that a later one stood in place of does not come back when that one is hidden.
        since = rows["programme_id"].map(dict(replaced)).fillna(0).astype("int64")
        rows = rows[rows[LAYER] >= since]
    if merged:
        since = rows[layout.id_column].map(dict(merged)).fillna(0).astype("int64")
        rows = rows[rows[LAYER] >= since]
    return rows.drop(columns=LAYER).reset_index(drop=True)


def _place_of_key(rows: pd.DataFrame, layout: Table) -> np.ndarray:
    """Return for each row the number of its key, in the order in which keys first appear."""
    if len(layout.key) == 1:
        return pd.factorize(rows[layout.key[0]])[0]
    return rows.groupby(list(layout.key), sort=False).ngroup().to_numpy()
