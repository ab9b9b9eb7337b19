"""A sheet as it stands in a file: cells as text, by column, nothing understood yet."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from registry.importing.problems import FileNote


@dataclass(frozen=True, eq=False)
class RawSheet:
    """A sheet, or the layer of a map file.

    Parameters
    ----------
    name
        The sheet's name; of a file without sheets, the file's name without its ending.
    columns
        Cells by column, all of one length, "" where there is nothing; without control characters, and without
        spaces at either end.
    fields
        What is known of a column without looking at its header, by position: the point of a layer's feature.
    header_row
        The position of the header where the file says it, else None.
    notes
        What was done or found while reading.

    """

    name: str
    columns: tuple[list[str], ...]
    fields: Mapping[int, str] = field(default_factory=dict)
    header_row: int | None = None
    notes: tuple[FileNote, ...] = ()

    @property
    def height(self) -> int:
        """Return the number of rows, empty ones and titles included."""
        return len(self.columns[0]) if self.columns else 0

    @property
    def width(self) -> int:
        """Return the number of columns."""
        return len(self.columns)

    def row(self, position: int) -> list[str]:
        """Return the cells of a row, counted from 0."""
        return [column[position] for column in self.columns]


@dataclass(frozen=True, eq=False)
class ReadFile:
    """A file that was read: its name, the SHA-256 of its bytes, and the sheets with something in them."""

    name: str
    sha256: str
    kind: str
    sheets: tuple[RawSheet, ...]
    notes: tuple[FileNote, ...] = ()
