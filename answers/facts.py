"""Every number that a report shows: computed here, once, from the analysis; its pages only set them."""

from __future__ import annotations

from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING, TypeVar

import pandas as pd

from analysis.ages import Age
from analysis.asked import filtered, situation_for
from analysis.centre_filter import CentreFilter, Filtered, apply_filter
from analysis.conflicts import Conflict, conflicts
from analysis.coverage import coverage_table
from analysis.demand import population
from analysis.gaps import MEASURES_USED, Gaps, gaps_of
from analysis.headlines import BMA_LIBRARY, khet_table, relearning_table
from analysis.measures import CLAIM, QUICK_MEASURES
from analysis.radius import default_radius_km
from analysis.ranking import Weights
from analysis.situation import Situation
from analysis.standing import standing
from analysis.what_if import Openings, openings, place_at
from answers.headline_figures import Headlines, headlines_of
from answers.mapping.classes import Classed, classify, classify_gaps
from answers.question import ReportRequest, in_bangkok, request_for
from answers.unknowns import Unknown, unknowns
from answers.words.sentences import gap_sentences
from geodata.areas import ancestors, areas
from geodata.codes import BANGKOK_CODE, COUNTRY_CODE, Level, level_of
from registry.sources import Source, read_sources
from registry.tables import Tables

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date

Made = TypeVar("Made")


class Facts:
    """What is known for a request, read from one moment of the register; each part is computed when first asked for.

    Parameters
    ----------
    request
        What the report is about.
    tables
        The register's tables.
    today
        The day that ages are counted to.

    """

    def __init__(self, request: ReportRequest, tables: Tables, *, today: date) -> None:
        self.request = request
        self.tables = tables
        self.today = today
        self._once: dict[str, object] = {}
        self._situations: dict[tuple[Level, CentreFilter], Situation] = {}
        self._coverage: dict[tuple[Level, CentreFilter, tuple[str, ...]], pd.DataFrame] = {}

    def in_language(self, lang: str) -> Facts:
        """Return the same facts for a reader of another language; what is computed of areas is shared."""
        twin = Facts(replace(self.request, lang=lang), self.tables, today=self.today)
        twin._situations, twin._coverage = self._situations, self._coverage
        return twin

    def once(self, key: str, make: Callable[[Facts], Made]) -> Made:
        """Return what is made of these facts, made when it is first asked for under its key."""
        if key not in self._once:
            self._once[key] = make(self)
        return self._once[key]  # type: ignore[return-value]

    def situation(self, level: Level, wanted: CentreFilter) -> Situation:
        """Return what the measures of a level's areas are computed from, made once; its radius is the usual one."""
        key = (level, wanted)
        if key not in self._situations:
            self._situations[key] = situation_for(level, filtered(wanted, self.tables), age=self.age)
        return self._situations[key]

    def coverage(self, level: Level, wanted: CentreFilter, *, measures: Sequence[str] = QUICK_MEASURES) -> pd.DataFrame:
        """Return `analysis.coverage.coverage` of a level with the request's radius and age, made once."""
        key = (level, wanted, tuple(measures))
        if key not in self._coverage:
            situation = replace(self.situation(level, wanted), radius_km=self.radius_km)
            self._coverage[key] = coverage_table(situation, measures)
        return self._coverage[key]

    @cached_property
    def radius_km(self) -> float:
        """The radius asked for; else 2 km in Bangkok and for programmes of Bangkok only, 10 km elsewhere."""
        if self.request.radius_asked:
            return self.request.radius_km
        usual = self.situation(Level.COUNTRY, self.request.wanted).radius_km
        return min(default_radius_km(self.request.area), usual)

    @cached_property
    def age(self) -> Age:
        """The people who count: a group of age in Bangkok only, where ages are known."""
        return self.request.age if in_bangkok(self.request.area) else Age.ALL

    @cached_property
    def filtered(self) -> Filtered:
        """The centres that the request's filter keeps."""
        tables = self.tables
        return apply_filter(tables.centres, tables.programmes, self.request.wanted, tables.details)

    @cached_property
    def table(self) -> pd.DataFrame:
        """The areas of the request's level that lie in the area looked at."""
        asked = self.shown_measure
        measures = QUICK_MEASURES if asked == CLAIM or asked in QUICK_MEASURES else (*QUICK_MEASURES, asked)
        table = self.coverage(self.request.level, self.request.wanted, measures=measures)
        return table[self.inside(self.request.area, self.request.level)]

    @property
    def shown_measure(self) -> str:
        """The measure that maps, tables and charts show: among gaps, the people beyond the radius."""
        return "people_beyond_km" if self.request.gaps else self.request.measure

    @cached_property
    def classed(self) -> Classed:
        """The classes of the request's measure over `table`, or of the gaps."""
        if self.request.gaps:
            return classify_gaps(self.table)
        return classify(self.table, pd.Series(data=True, index=self.table.index), self.request.measure)

    def inside(self, area: str, level: Level) -> pd.Series:
        """Return which areas of a level are looked at when one looks at an area (bool, index ``admin_code``).

        Those inside it; where the level has none inside, those inside the smallest area around it that has some.
        """
        index = areas(level).index
        at_its_level = level_of(area) == level
        for code in (*([] if at_its_level else [area]), *ancestors(area), COUNTRY_CODE):
            found = pd.Series([code in (one, *ancestors(one)) for one in index], index=index)
            if found.any():
                return found
        return pd.Series(data=True, index=index)

    @cached_property
    def claim_counts(self) -> dict[str, int]:
        """How many of the areas in `table` each claim holds for."""
        return {str(claim): int(count) for claim, count in self.table["claim"].value_counts().items()}

    @cached_property
    def headlines(self) -> Headlines:
        """The four headline figures."""
        return headlines_of(self.tables)

    @cached_property
    def nine(self) -> pd.DataFrame:
        """What is known of each Relearning centre (`analysis.headlines.relearning_table`)."""
        return relearning_table(self.tables.centres)

    @cached_property
    def khet(self) -> pd.DataFrame:
        """Bangkok's fifty khet (`analysis.headlines.khet_table`)."""
        return khet_table(self.tables)

    @cached_property
    def khet_groups(self) -> pd.DataFrame:
        """Bangkok's groups by code: khet, has_one, has_none, unknown (counts of khet), people and people_without."""
        rows = {}
        for code, khet in self.khet.groupby("bma_group_code"):
            without = khet[khet["bma_library_claim"] == "has_none"]
            counts = khet["bma_library_claim"].value_counts()
            rows[code] = {
                "khet": len(khet),
                **{claim: int(counts.get(claim, 0)) for claim in ("has_one", "has_none", "unknown")},
                "people": int(khet["population"].sum()),
                "people_without": int(without["population"].sum()),
            }
        return pd.DataFrame.from_dict(rows, orient="index")

    @cached_property
    def standing(self) -> pd.DataFrame:
        """Reported, named and placed of every programme (`analysis.standing`)."""
        return standing(self.tables.centres, self.tables.programmes)

    @cached_property
    def conflicts(self) -> list[Conflict]:
        """Where the sources disagree."""
        return conflicts(self.tables)

    @cached_property
    def unknowns(self) -> dict[str, tuple[Unknown, ...]]:
        """What is not known yet, by programme."""
        return unknowns(self.tables.programmes, self.standing, self.conflicts)

    @cached_property
    def gap_view(self) -> Facts:
        """The facts whose `gaps` a report shows: these, or where no set was asked for, those of Bangkok's libraries."""
        return self if self.request.chosen else self.bangkok_view

    @cached_property
    def bangkok_view(self) -> Facts:
        """The facts of Bangkok's khet and BMA learning libraries, as a first visit to them shows them."""
        asked = request_for(self.request, BANGKOK_CODE)
        if self.request.radius_asked:
            asked = replace(asked, radius_km=self.request.radius_km, radius_asked=True)
        wanted = CentreFilter(programmes=(BMA_LIBRARY,))
        asked = replace(asked, wanted=wanted, age=Age.ALL, weights=(), places=(), chosen=True)
        return Facts(asked, self.tables, today=self.today)

    @property
    def gap_request(self) -> ReportRequest:
        """The request that `gaps` answers."""
        return self.gap_view.request

    @property
    def gaps(self) -> Gaps:
        """The areas known to have none, ranked, and those to be looked into (`analysis.gaps`), of `gap_view`."""
        return self.gap_view.own_gaps

    @cached_property
    def own_gaps(self) -> Gaps:
        """The gaps of this very request, whatever it is of."""
        request = self.request
        table = self.coverage(request.level, request.wanted, measures=MEASURES_USED)
        table = table[self.inside(request.area, request.level)]
        return gaps_of(table, request.level, weights=Weights(*request.weights) if request.weights else Weights())

    def gap_reasons(self, rows: pd.DataFrame) -> pd.Series:
        """Return why areas of `gaps` are there, one sentence for each of some of its rows (index ``admin_code``)."""
        view, asked = self.gap_view, self.gap_request
        return gap_sentences(rows, asked.level, asked.wanted, view.tables, age=view.age, lang=asked.lang)

    @cached_property
    def openings(self) -> Openings | None:
        """What the places only thought of would change (`analysis.what_if`); None without any."""
        if not self.request.places:
            return None
        situation = replace(self.situation(Level.COUNTRY, self.request.wanted), radius_km=self.radius_km)
        return openings(situation, [place_at(*place) for place in self.request.places])

    @cached_property
    def sources(self) -> list[Source]:
        """The record of every file of facts."""
        return read_sources()

    @cached_property
    def population_year(self) -> int:
        """The year, of the common era, whose 31 December the population is of."""
        return int(population(Level.COUNTRY)["year_ce"].iloc[0])

    @cached_property
    def data_date(self) -> str:
        """The day on which the sources of the centres were last read, as an ISO date; "" where none says."""
        days = self.tables.centres["verified_on"].dropna()
        return str(max(days)) if len(days) else ""

    def programme(self, programme_id: str) -> pd.Series | None:
        """Return a programme's row of the register, or None where it has none."""
        rows = self.tables.programmes
        found = rows[rows["programme_id"] == programme_id]
        return None if found.empty else found.iloc[0]

    def list_dates(self, programme_ids: Sequence[str]) -> list[str | None]:
        """Return the distinct dates of the lists of programmes; None for undated."""
        return list(dict.fromkeys(_text(self.programme(key), "reported_date") for key in programme_ids))


def _text(row: pd.Series | None, column: str) -> str | None:
    value = None if row is None else row[column]
    return value if isinstance(value, str) and value else None
