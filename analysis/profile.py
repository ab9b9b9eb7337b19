"""All that is known of one programme, in one value."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from analysis.claims import programmes_of
from analysis.conflicts import CHANGING_BASIS, Conflict, conflicts
from analysis.figures import Figure, figures_of, lines
from analysis.standing import standing

if TYPE_CHECKING:
    import pandas as pd

    from registry.tables import Tables


@dataclass(frozen=True)
class Profile:
    """A programme's profile.

    programme is its row of the register; details its partners, audiences, products, events and so on, by kind
    (`DetailKind`), each a table with name_th, name_en, date, date_end, source, notes; figures its dated figures,
    the oldest first and undated ones last; standing its row of `analysis.standing`; centres its rows of the
    register, planned and derived ones included.
    """

    programme: pd.Series
    details: dict[str, pd.DataFrame]
    figures: tuple[Figure, ...]
    standing: pd.Series
    centres: pd.DataFrame
    conflicts: tuple[Conflict, ...]

    def lines(self) -> list[tuple[Figure, ...]]:
        """Return the figures that may be joined by a line: none where the way of counting changes within the series."""
        if any(conflict.key == CHANGING_BASIS for conflict in self.conflicts):
            return []
        return lines(list(self.figures))


def programme_profile(programme_id: str, tables: Tables) -> Profile:
    """Return a programme's profile from the register's tables; an unknown one is an `UnknownProgrammeError`."""
    centres, details = tables.centres, tables.details
    own = details[details["programme_id"] == programme_id].drop(columns="programme_id")
    return Profile(
        programme=programmes_of(tables.programmes, [programme_id]).iloc[0],
        details={str(kind): rows.drop(columns="kind") for kind, rows in own.groupby("kind", sort=False)},
        figures=tuple(figures_of(tables.figures, programme_id)),
        standing=standing(centres, tables.programmes).loc[[programme_id]].iloc[0],
        centres=centres[centres["programme_id"] == programme_id],
        conflicts=tuple(conflict for conflict in conflicts(tables) if conflict.programme_id == programme_id),
    )
