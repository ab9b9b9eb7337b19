"""What commands read, and how they print."""

from __future__ import annotations

import io
import json
import sys
from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    import pandas as pd

    from registry.tables import Tables


def read_tables(file: Path | None) -> Tables:
    """Return the register's tables; with a file, its centres in the place of the register's, and no counts by area.

    Where the register cannot be opened the data folder is read, and stderr says so.
    """
    from registry.errors import RegisterError  # noqa: PLC0415 - --help need not wait for it
    from registry.readers import read_centres  # noqa: PLC0415
    from registry.store import Register  # noqa: PLC0415

    try:
        register = Register.open()
    except RegisterError as error:
        print(error, "Reading the data folder instead.", file=sys.stderr)
        register = Register.in_memory()
    tables = register.tables(located=False)
    if file is None:
        return tables
    centres = read_centres(file, programme_ids=tables.programmes["programme_id"])
    return replace(tables, centres=centres, area_counts=tables.area_counts.head(0))


def as_text(table: pd.DataFrame, form: str) -> str:
    """Return a table as CSV, or as a JSON list of objects with null for missing values; estimates are rounded."""
    from analysis.precision import rounded  # noqa: PLC0415 - --help need not wait for it

    table = rounded(table)
    if form == "json":
        plain = table.astype(object).where(table.notna(), None)
        rows = [json.dumps(row, ensure_ascii=False, allow_nan=False) for row in plain.to_dict("records")]
        return "[" + ",\n".join(rows) + "]\n"
    out = io.StringIO()
    # A cell of several numbers is written as JSON is.
    table = table.map(lambda value: json.dumps(value) if isinstance(value, list) else value)
    table.to_csv(out, index=False, lineterminator="\n")
    return out.getvalue()


def write_out(text: str) -> None:
    """Write UTF-8 whatever the terminal's own encoding is."""
    buffer = getattr(sys.stdout, "buffer", None)
    if buffer is None:
        sys.stdout.write(text)
        return
    sys.stdout.flush()
    buffer.write(text.encode("utf-8"))
    buffer.flush()
