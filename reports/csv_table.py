"""A table as CSV for a spreadsheet: UTF-8 with a byte order mark, each row carrying its source and date."""

from __future__ import annotations

import pandas as pd

_STARTS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def _harmless(value: object) -> object:
    if isinstance(value, str) and value.startswith(_STARTS_A_FORMULA):
        return "'" + value
    return value


def csv_bytes(table: pd.DataFrame, *, source: str, data_date: str, filters: str) -> bytes:
    """Return a table as CSV bytes.

    Three columns are added to each row: the source, the date of the data and the filters in words, so that a
    row that is copied elsewhere still says where it comes from. Text that a spreadsheet would run as a formula
    is written with a leading apostrophe.
    """
    text = table.map(_harmless)
    provenance = {"source": source, "data_date": data_date, "filters": filters}
    kept = {key: value for key, value in provenance.items() if key not in text.columns}
    return text.assign(**kept).to_csv(index=False).encode("utf-8-sig")
