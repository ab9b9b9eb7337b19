"""A table as CSV for a spreadsheet: UTF-8 with a byte order mark, each row carrying its source and date."""

from __future__ import annotations

import pandas as pd

from geodata.cells import neutral_table


def csv_bytes(table: pd.DataFrame, *, source: str, data_date: str, filters: str) -> bytes:
    """Return a table as CSV bytes.

    Three columns are added to each row: the source, the date of the data and the filters in words, so that a
    row that is copied elsewhere still says where it comes from. Text that a spreadsheet would run as a formula
    leaves as `geodata.cells.neutral` says.
    """
    text = neutral_table(table)
    provenance = {"source": source, "data_date": data_date, "filters": filters}
    added = {key: value for key, value in provenance.items() if key not in text.columns}
    return text.assign(**added).to_csv(index=False).encode("utf-8-sig")
