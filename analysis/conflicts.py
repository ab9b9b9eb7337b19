"""Where the sources disagree. Nothing is corrected: both values stand, each with its date and source."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Final

import pandas as pd

from analysis.figures import Figure, figures_of
from geodata.areas import children
from geodata.codes import BANGKOK_CODE
from registry.schema import Basis, Qualifier, Status

if TYPE_CHECKING:
    from collections.abc import Sequence

    from registry.tables import Tables

CHANGING_BASIS: Final = "tk_park_basis"


class Headline(StrEnum):
    """A headline figure: people trained, and the khet with and without a BMA learning library."""

    TRAINED = "trained"
    BANGKOK = "bangkok"


_BOOK_HOUSES: Final = ("book_houses", "book_houses_trained", "book_houses_built", "book_houses_in_use")
_HEADLINES: Final = {"people_trained": Headline.TRAINED, "bma_libraries": Headline.BANGKOK}


@dataclass(frozen=True)
class Value:
    """One of the values: basis is what is counted, date None where undated, source None where it is the register."""

    value: int
    qualifier: str
    basis: str | None
    date: str | None
    source: str | None


@dataclass(frozen=True)
class Conflict:
    """A disagreement: key names its sentence on the screen (conflict.<key>), values stand in the order of dates."""

    key: str
    programme_id: str
    values: tuple[Value, ...]

    @property
    def headline(self) -> Headline | None:
        """The headline figure that the disagreement touches, None where it touches none."""
        return _HEADLINES.get(self.key)


def touching(headline: Headline, all_conflicts: Sequence[Conflict]) -> tuple[Conflict, ...]:
    """Return the disagreements that touch a headline figure: they stand beside it."""
    return tuple(conflict for conflict in all_conflicts if conflict.headline is headline)


def conflicts(tables: Tables) -> list[Conflict]:
    """Return the disagreements found in the tables; one that is resolved there is no longer listed.

    * district_offices: more district offices reported than Bangkok has khet.
    * book_houses, bma_libraries, near_home_agencies: sources give different numbers, of book houses on several bases.
    * people_trained: an undated figure beside a dated one far from it.
    * tk_park_basis: a series whose way of counting changes from year to year, never one line.
    """
    figures = tables.figures
    checks = [
        _district_offices(tables.centres, tables.programmes),
        _differing(figures, "book_houses", "book-house", _BOOK_HOUSES),
        _differing(figures, "near_home_agencies", "near-home", ("near_home_agencies",)),
        _differing(figures, "bma_libraries", "bma-library", ("learning_libraries", "learning_libraries_in_open_data")),
        _people_trained(figures),
        _changing_basis(figures, CHANGING_BASIS, "tk-park"),
    ]
    return [conflict for conflict in checks if conflict is not None]


def _value(figure: Figure) -> Value:
    return Value(figure.value, figure.qualifier, figure.basis, figure.date, figure.source)


def _district_offices(centres: pd.DataFrame, programmes: pd.DataFrame) -> Conflict | None:
    corner: Final = "district-corner"
    rows = programmes[programmes["programme_id"] == corner]
    derived = centres[(centres["programme_id"] == corner) & (centres["basis"] == Basis.DERIVED)]
    khet = len(children(BANGKOK_CODE))
    if rows.empty or pd.isna(rows["reported_count"].iloc[0]) or int(rows["reported_count"].iloc[0]) == khet:
        return None
    row = rows.iloc[0]
    listed = int((derived["status"] == Status.OPEN).sum())
    reported = Value(
        int(row["reported_count"]), row["reported_qualifier"], row["reported_unit"], row["reported_date"], row["source"]
    )
    sources = derived["source"].dropna()
    source = None if sources.empty else str(sources.iloc[0])
    existing = Value(listed or khet, Qualifier.EXACT.value, "khet", None, source)
    return Conflict("district_offices", corner, (reported, existing))


def _differing(figures: pd.DataFrame, key: str, programme_id: str, metrics: tuple[str, ...]) -> Conflict | None:
    values = tuple(_value(figure) for figure in figures_of(figures, programme_id) if figure.metric in metrics)
    return Conflict(key, programme_id, values) if len({value.value for value in values}) > 1 else None


def _people_trained(figures: pd.DataFrame) -> Conflict | None:
    counts = figures_of(figures, "relearning", "people_trained_cumulative")
    dated = [figure.value for figure in counts if figure.date is not None]
    undated = [figure.value for figure in counts if figure.date is None]
    if not dated or all(value in dated for value in undated):
        return None
    return Conflict("people_trained", "relearning", tuple(_value(figure) for figure in counts))


def _changing_basis(figures: pd.DataFrame, key: str, programme_id: str) -> Conflict | None:
    series = [figure for figure in figures_of(figures, programme_id) if figure.metric.startswith("network_")]
    if len({figure.metric for figure in series}) < 2:  # one way of counting is no conflict
        return None
    return Conflict(key, programme_id, tuple(_value(figure) for figure in series))
