"""A table as CSV for a spreadsheet: UTF-8 with a byte order mark, each row carrying its source and date."""

from __future__ import annotations

import pandas as pd

from geodata.cells import neutral_table


def csv_bytes(
    table: pd.DataFrame,
    *,
    source: str,
    data_date: str,
    filters: str,
    title: str = "",
    licence: str = "",
    units: str = "",
) -> bytes:
    """Return a table as CSV bytes.

    After its own columns come, the same in each row, those of where it is from: the source, the date of the data and
    the filters in words, then its title, licence and the units of its columns where they are given. So a row that is
    copied elsewhere still says it, and any program reads the file in one call: no line is a comment. Text that a
    spreadsheet would run as a formula leaves as `geodata.cells.neutral` says.
    """
    text = neutral_table(table)
    always = {"source": source, "data_date": data_date, "filters": filters}
    given = {"title": title, "licence": licence, "units": units}
    origin = always | {key: value for key, value in given.items() if value}
    added = {key: value for key, value in origin.items() if key not in text.columns}
    return text.assign(**added).to_csv(index=False).encode("utf-8-sig")
