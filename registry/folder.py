"""The files of facts that fill the register, as one thing: their hashes and their tables."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from geodata.errors import KlaiBaanError
from registry.readers import read_centres, read_figures, read_programme_details, read_programmes
from registry.schema import CENTRES, FIGURES, PROGRAMME_DETAILS, PROGRAMMES, Table
from registry.sources import file_hash

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    import pandas as pd

# Programmes first: the others name them.
TABLES_IN_ORDER: Final = (PROGRAMMES, CENTRES, PROGRAMME_DETAILS, FIGURES)


@dataclass(frozen=True)
class DataFolder:
    """A folder with the four files that fill the register."""

    path: Path

    def hashes(self) -> dict[str, str]:
        """Return the SHA-256 of each file by its name."""
        return {layout.file: file_hash(self.path / layout.file) for layout in TABLES_IN_ORDER}

    def read(self) -> dict[Table, pd.DataFrame]:
        """Return all four tables; the first file that cannot be used is an error."""
        programmes = read_programmes(self.path / PROGRAMMES.file)
        ids = list(programmes["programme_id"])
        return {PROGRAMMES: programmes, **{layout: self._read(layout, ids) for layout in TABLES_IN_ORDER[1:]}}

    def read_what_can_be(self) -> tuple[dict[Table, pd.DataFrame], list[KlaiBaanError]]:
        """Return the tables that can be used, and what is wrong with the others."""
        tables: dict[Table, pd.DataFrame] = {}
        faults: list[KlaiBaanError] = []
        try:
            tables[PROGRAMMES] = read_programmes(self.path / PROGRAMMES.file)
        except KlaiBaanError as error:
            return {}, [error]  # without programmes no other row can be placed
        ids = list(tables[PROGRAMMES]["programme_id"])
        for layout in TABLES_IN_ORDER[1:]:
            try:
                tables[layout] = self._read(layout, ids)
            except KlaiBaanError as error:
                faults.append(error)
        return tables, faults

    def _read(self, layout: Table, ids: Iterable[str]) -> pd.DataFrame:
        readers = {CENTRES: read_centres, PROGRAMME_DETAILS: read_programme_details, FIGURES: read_figures}
        return readers[layout](self.path / layout.file, programme_ids=ids)
