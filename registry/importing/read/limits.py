"""How much a file may hold and how long it may take; each bound can be set from outside."""

from __future__ import annotations

import os
from dataclasses import dataclass, fields, replace
from typing import Final, Self

from registry.importing.errors import ImportFileError

VARIABLE: Final = "KLAIBAAN_IMPORT_"


@dataclass(frozen=True)
class Limits:
    """Bounds of one import; what is over them is refused with a sentence that names the bound.

    Parameters
    ----------
    file_mb, unpacked_mb
        Size of the file, and of what an archive or workbook unpacks to, in megabytes (10⁶ bytes).
    rows, columns, sheets
        Per sheet (rows, columns) and per file (sheets).
    cells
        Filled and empty cells of a sheet's rectangle together: a sheet with one cell far out is not small.
    cell_characters
        Length of one cell's text.
    seconds
        How long reading may take.
    memory_mb
        What the process that reads workbooks and layers may ask for (where the system can hold it to that).

    """

    file_mb: int = 100
    unpacked_mb: int = 1_000
    rows: int = 200_000
    columns: int = 300
    sheets: int = 40
    cells: int = 6_000_000
    cell_characters: int = 32_767
    seconds: int = 120
    memory_mb: int = 3_000

    @classmethod
    def from_environment(cls) -> Self:
        """Return the defaults, changed by variables such as ``KLAIBAAN_IMPORT_ROWS=500000``.

        Raises
        ------
        ImportFileError
            A variable is no whole number above 0.

        """
        values: dict[str, int] = {}
        for field in fields(cls):
            name = VARIABLE + field.name.upper()
            text = os.environ.get(name, "").strip()
            if text:
                if not text.isascii() or not text.isdigit() or int(text) < 1:
                    raise ImportFileError("import_limit_invalid", name=name, value=text)
                values[field.name] = int(text)
        return replace(cls(), **values)
