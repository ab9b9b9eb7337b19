"""What is computed from the register at one moment, held for everybody who asks for it again."""

from __future__ import annotations

import threading
from collections import OrderedDict
from dataclasses import replace
from typing import TYPE_CHECKING, TypeVar, Unpack

import analysis.selection
from analysis.ages import Age
from analysis.conflicts import Conflict, conflicts
from analysis.coverage import at_radius, coverage_table
from analysis.measures import MEASURES, QUICK_MEASURES, TABLE_MEASURES
from analysis.selection import filtered, situation_for
from analysis.standing import standing
from answers.unknowns import Unknown, unknowns

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Sequence

    import pandas as pd

    from analysis.centre_filter import CentreFilter
    from analysis.selection import DistanceTerms, Selection
    from analysis.situation import Situation
    from geodata.codes import Level
    from registry.tables import Tables

Made = TypeVar("Made")


class Computations:
    """Situations and tables of areas of one moment of the register, shared by the facts of many questions.

    Nobody writes into what is returned: others hold it too.

    Parameters
    ----------
    tables
        The register's tables.
    most
        How many results of each kind are held: the least lately used go first.

    """

    def __init__(self, tables: Tables, *, most: int = 60) -> None:
        self.tables = tables
        self._most = most
        self._lock = threading.Lock()
        self._results: dict[str, OrderedDict[Hashable, object]] = {}

    def once(self, kind: str, key: Hashable, make: Callable[[], Made]) -> Made:
        """Return the result of a kind and a key, made when it is first asked for."""
        with self._lock:
            results = self._results.setdefault(kind, OrderedDict())
            if key in results:
                results.move_to_end(key)
                return results[key]  # type: ignore[return-value]
        result = make()
        with self._lock:
            results[key] = result
            while len(results) > self._most:
                results.popitem(last=False)
        return result

    @property
    def standing(self) -> pd.DataFrame:
        """Reported, named and placed of every programme (`analysis.standing`)."""
        tables = self.tables
        return self.once("register", "standing", lambda: standing(tables.centres, tables.programmes))

    @property
    def conflicts(self) -> list[Conflict]:
        """Where the sources disagree (`analysis.conflicts`)."""
        return self.once("register", "conflicts", lambda: conflicts(self.tables))

    @property
    def unknowns(self) -> dict[str, tuple[Unknown, ...]]:
        """What is not known yet, by programme."""
        programmes = self.tables.programmes
        return self.once("register", "unknowns", lambda: unknowns(programmes, self.standing, self.conflicts))

    def centres_counted(self, centre_filter: CentreFilter) -> Selection:
        """Return the centres that a filter counts, and what is asked of them."""
        return self.once("centres", centre_filter, lambda: filtered(centre_filter, self.tables))

    def default_radius_km(self, centre_filter: CentreFilter) -> float:
        """Return the radius looked at first: 2 km where all that is looked at lies in Bangkok, else 10 km."""
        counted = self.centres_counted(centre_filter)
        return self.once("radius", centre_filter, lambda: analysis.selection.default_radius_km(counted))

    def situation(
        self,
        level: Level,
        centre_filter: CentreFilter,
        *,
        age: Age = Age.ALL,
        count_town_points: bool = True,
        **terms: Unpack[DistanceTerms],
    ) -> Situation:
        """Return what the measures of a level's areas are computed from; its radius is the usual one."""

        def make() -> Situation:
            counted = self.centres_counted(centre_filter)
            return situation_for(level, counted, age=age, count_town_points=count_town_points, **terms)

        key = (level, centre_filter, age, count_town_points, *sorted(terms.items()))
        return self.once("situation", key, make)

    def coverage(
        self,
        level: Level,
        centre_filter: CentreFilter,
        *,
        measures: Sequence[str] = QUICK_MEASURES,
        radius_km: float | None = None,
        age: Age = Age.ALL,
        count_town_points: bool = True,
        **terms: Unpack[DistanceTerms],
    ) -> pd.DataFrame:
        """Return the measures of every area of a level: the table that the command line prints.

        Those of distance cost more than the others together: they are in it where `measures` names them.
        """
        names = tuple(name for name in TABLE_MEASURES if name in QUICK_MEASURES or name in measures)
        fixed = tuple(name for name in names if not MEASURES[name].needs_radius)
        key = (level, centre_filter, age, count_town_points, *sorted(terms.items()))

        def situation() -> Situation:
            return self.situation(level, centre_filter, age=age, count_town_points=count_town_points, **terms)

        def at_any_radius() -> pd.DataFrame:
            return self.once("coverage", (*key, fixed), lambda: coverage_table(situation(), fixed))

        def make() -> pd.DataFrame:
            posed = situation() if radius_km is None else replace(situation(), radius_km=radius_km)
            return at_radius(at_any_radius(), posed, names)

        return self.once("coverage", (*key, radius_km, names), make)
