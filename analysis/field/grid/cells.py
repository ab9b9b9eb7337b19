"""People at points, as they are read from a grid."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

MOST_POINTS: Final = 1_500_000
"""More than these are merged into cells, so that the field stays under 200 MB."""
_CELL_DEG: Final = 0.005


@dataclass(frozen=True, eq=False)
class Cells:
    """longitude, latitude (degrees, WGS 84), people (0 and up), one each a point."""

    longitude: NDArray[np.float64]
    latitude: NDArray[np.float64]
    people: NDArray[np.float64]

    def __len__(self) -> int:
        return len(self.people)

    def only(self, mask: NDArray[np.bool_]) -> Cells:
        """Return some of the points."""
        return Cells(self.longitude[mask], self.latitude[mask], self.people[mask])


def joined(parts: list[Cells]) -> Cells:
    """Return the points of several tables as one."""
    if not parts:
        nothing = np.empty(0)
        return Cells(nothing, nothing, nothing)
    return Cells(*(np.concatenate([getattr(part, name) for part in parts]) for name in Cells.__dataclass_fields__))


def merged(cells: Cells, *, most: int = MOST_POINTS, cell_deg: float = _CELL_DEG) -> Cells:
    """Return at most so many points: where there are more, the people of a cell at their mean position."""
    while len(cells) > most:
        column = np.floor(cells.longitude / cell_deg).astype(np.int64)
        row = np.floor(cells.latitude / cell_deg).astype(np.int64)
        _, cell = np.unique(column * 1_000_000 + row, return_inverse=True)
        people = np.asarray(np.bincount(cell, cells.people), dtype=np.float64)
        cells = Cells(
            np.bincount(cell, cells.people * cells.longitude) / people,
            np.bincount(cell, cells.people * cells.latitude) / people,
            people,
        )
        cell_deg *= 2
    return cells
