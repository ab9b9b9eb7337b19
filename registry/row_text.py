"""Centres as a person sees and types them: text by column."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pandas as pd

from registry.schema import CENTRES

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

Row = dict[str, str]
"""The columns of `CENTRES` as text, "" where there is nothing."""


def row_of(values: Mapping[str, Any]) -> Row:
    """Return a row of a table of centres as text."""
    return {name: _text(values.get(name)) for name in CENTRES.names}


def records(centres: pd.DataFrame) -> list[dict[str, Any]]:
    """Return the rows of a table of centres, with the columns of `CENTRES`."""
    rows = centres[CENTRES.names].astype(object).to_dict("records")
    return [{str(name): value for name, value in row.items()} for row in rows]


def rows_by_id(centres: pd.DataFrame, ids: Collection[str]) -> dict[str, Row | None]:
    """Return centres by id as text, None for an id that is not there."""
    some = records(centres[centres["centre_id"].isin(list(ids))])
    there = {str(row["centre_id"]): row_of(row) for row in some}
    return {one: there.get(one) for one in ids}


def _text(value: Any) -> str:  # noqa: ANN401 - any value of a table
    return "" if value is None or (not isinstance(value, str) and pd.isna(value)) else str(value)
