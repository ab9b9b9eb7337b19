"""Every number that a page or a file shows: computed here, once, from the analysis."""

from __future__ import annotations

from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING, Final, TypeVar

import pandas as pd

from analysis.after import MOVED_MEASURES, coverage_after
from analysis.ages import Age
from analysis.benchmark import BENCHMARKS, BUDDHIST_ERA, TARGET_MEASURES, TARGET_SHARES, Benchmark, Kind, as_benchmark
from analysis.benchmarked import Benchmarked, benchmarked
from analysis.centre_filter import CentreFilter, Filtered, apply_filter
from analysis.conflicts import Conflict
from analysis.curve import RADII_KM, Curve, curve
from analysis.demand import population
from analysis.gaps import MEASURES_USED, Gaps, gaps_of, without_norm
from analysis.headlines import BMA_LIBRARY, khet_table, relearning_table
from analysis.measures import QUICK_MEASURES, measure_of
from analysis.norms import has_norm
from analysis.radius import default_radius_km
from analysis.ranking import Weights, WeightsError, weights_of
from analysis.situation import Situation
from analysis.what_if import Openings, Place, WhatIf, open_here, openings, place_at
from answers.computations import Computations
from answers.headline_figures import Headlines, headlines_of
from answers.question import Question
from answers.unknowns import Unknown
from answers.words.measures import Unit, unit_of
from answers.words.sentences import SentenceTerms, gap_sentences, sentence_terms
from geodata.areas import areas, with_points
from geodata.codes import BANGKOK_CODE, Level, level_of
from registry.sources import Source, read_sources
from registry.tables import Tables
from registry.targets import read_targets, targets_stamp

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date

Made = TypeVar("Made")
DISTANCES_BESIDE: Final = ("population_within_km", "mean_distance_km")
"""What stands beside a measure of distance."""


class Facts:
    """What is known for a question, read from one moment of the register; each part is computed when first asked for.

    Parameters
    ----------
    question
        What is asked.
    tables
        The register's tables.
    today
        The day that ages are counted to.
    computations
        Those of other facts of the same tables, to be shared.

    """

    def __init__(
        self, question: Question, tables: Tables, *, today: date, computations: Computations | None = None
    ) -> None:
        self.question = question
        self.tables = tables
        self.today = today
        self.computations = computations or Computations(tables)
        self._once: dict[str, object] = {}

    def of(self, question: Question) -> Facts:
        """Return the facts of another question, of the same tables and the same day."""
        return Facts(question, self.tables, today=self.today, computations=self.computations)

    def in_language(self, lang: str) -> Facts:
        """Return the same facts for a reader of another language; what is computed of areas is shared."""
        return self.of(replace(self.question, lang=lang))

    def once(self, key: str, make: Callable[[Facts], Made]) -> Made:
        """Return what is made of these facts, made when it is first asked for under its key."""
        if key not in self._once:
            self._once[key] = make(self)
        return self._once[key]  # type: ignore[return-value]

    def situation(self, level: Level, centre_filter: CentreFilter, *, count_town_points: bool = True) -> Situation:
        """Return what the measures of a level's areas are computed from, for the question's age."""
        terms = self.question.distance_terms
        return self.computations.situation(
            level, centre_filter, age=self.age, count_town_points=count_town_points, **terms
        )

    def coverage(
        self,
        level: Level,
        centre_filter: CentreFilter,
        *,
        measures: Sequence[str] = QUICK_MEASURES,
        count_town_points: bool = True,
    ) -> pd.DataFrame:
        """Return `analysis.coverage.coverage` of a level with the question's radius and age.

        Where the values shown follow the question's scenario (`follows_scenario`), those that can are as it would
        leave them.
        """
        question = self.question
        table = self.computations.coverage(
            level, centre_filter, measures=measures, radius_km=self.radius_km, age=self.age,
            count_town_points=count_town_points, **question.distance_terms,
        )  # fmt: skip
        if not self.follows_scenario or centre_filter != question.centre_filter:
            return table
        situation = self.situation(level, centre_filter, count_town_points=count_town_points)

        def make() -> pd.DataFrame:
            return coverage_after(table, situation, question.at, radius_km=self.radius_km, closed=question.closed)

        key = ("after", level, tuple(table.columns), count_town_points, question.at, question.closed)
        return self._once_for_distances(key, make)

    @cached_property
    def register(self) -> Facts:
        """The facts of the same question without a scenario."""
        return self.of(self.question.of_register) if self.question.has_scenario else self

    @property
    def follows_scenario(self) -> bool:
        """Whether people's distances are shown as a scenario would leave them.

        Gaps and how areas stand against a benchmark are of the register.
        """
        return self.question.has_scenario and not self.question.gaps and self.benchmark is None

    @property
    def shows_scenario(self) -> bool:
        """Whether the values of `shown_measure` are as the question's scenario would leave them."""
        if not self.follows_scenario or self.shown_measure not in MOVED_MEASURES:
            return False
        return self.situation(Level.COUNTRY, self.question.centre_filter).reports_distances

    @cached_property
    def radius_km(self) -> float:
        """The radius asked for; else 2 km in Bangkok and for programmes of Bangkok only, 10 km elsewhere."""
        question = self.question
        usual = self.computations.default_radius_km(question.centre_filter)
        return question.radius or min(default_radius_km(question.area), usual)

    @property
    def uses_radius(self) -> bool:
        """Whether what is looked at depends on the catchment radius."""
        return self.question.gaps or measure_of(self.question.measure).needs_radius or self.question.has_scenario

    @property
    def age(self) -> Age:
        """The people who count: a group of age in Bangkok only, where ages are known."""
        return self.question.age_group

    @cached_property
    def filtered(self) -> Filtered:
        """The centres that the question's filter keeps."""
        tables = self.tables
        return apply_filter(tables.centres, tables.programmes, self.question.centre_filter, tables.details)

    @cached_property
    def derived_by_rule(self) -> int:
        """How many centres that follow from a rule (`analysis.derived`) the question's filter leaves, counted apart."""
        counted = self.computations.centres_counted(self.question.centre_filter)
        return int(counted.derived_by_rule(Level.COUNTRY).sum())

    def at_level(self, level: Level, *, count_town_points: bool = True) -> pd.DataFrame:
        """Return every area of a level, with the measures that the question's mode shows."""
        measures: tuple[str, ...] = MEASURES_USED
        if not self.question.gaps:
            beside = DISTANCES_BESIDE if measure_of(self.question.measure).slow else ()
            measures = (self.question.measure, *beside)
        centre_filter = self.question.centre_filter
        return self.coverage(level, centre_filter, measures=measures, count_town_points=count_town_points)

    @property
    def level_table(self) -> pd.DataFrame:
        """Every area of the question's level."""
        return self.at_level(self.question.map_level)

    @cached_property
    def table(self) -> pd.DataFrame:
        """The areas of the question's level that lie in the area looked at."""
        return self.level_table[self.question.areas_inside()]

    def row(self, code: str, *, count_town_points: bool = True) -> pd.Series:
        """Return an area's row of its level."""
        return self.at_level(level_of(code), count_town_points=count_town_points).loc[[code]].iloc[0]

    @property
    def stands_on_town_points(self) -> bool:
        """Whether some distances are taken to a point of the town."""
        centre_filter = self.question.centre_filter
        strict = self.situation(Level.COUNTRY, centre_filter, count_town_points=False)
        return self.situation(Level.COUNTRY, centre_filter).placed_count > strict.placed_count

    @property
    def unit(self) -> Unit:
        """How the values of `shown_measure` are written."""
        return unit_of(self.shown_measure, lang=self.question.lang)

    @property
    def shown_measure(self) -> str:
        """The measure that maps, tables and charts show: among gaps, the people beyond the radius."""
        return "people_beyond_km" if self.question.gaps else self.question.measure

    @cached_property
    def benchmark(self) -> Benchmarked | None:
        """How the areas of the level stand against the benchmark, or None where none of the measure is asked for."""
        question = self.question
        if question.gaps or not question.benchmark:
            return None
        benchmark = as_benchmark(question.benchmark)
        of_measure = benchmark.measure == question.measure and question.benchmark in self.benchmark_options
        return self.standing_against(benchmark) if of_measure else None

    @property
    def benchmark_options(self) -> list[str]:
        """The keys of the benchmarks of the question's measure; a target only where one is set."""
        of_measure = {key: one for key, one in BENCHMARKS.items() if one.measure == self.question.measure}
        return [
            key
            for key, benchmark in of_measure.items()
            if benchmark.kind is not Kind.TARGET or benchmark.measure in set(self.targets["measure"])
        ]

    def standing_against(self, benchmark: Benchmark) -> Benchmarked:
        """Return how the areas of the level stand against a benchmark."""
        question, year_be = self.question, self.today.year + BUDDHIST_ERA

        def make() -> Benchmarked:
            return benchmarked(
                question.map_level, question.centre_filter, benchmark, self.tables,
                targets=self.targets if benchmark.kind is Kind.TARGET else None,
                year_be=year_be, radius_km=self.radius_km, age=self.age, **question.distance_terms,
            )  # fmt: skip

        key = (
            question.map_level, question.centre_filter, benchmark.key, year_be, self.radius_km, self.age,
            question.bounds, question.inferred,
        )  # fmt: skip
        return self.computations.once("benchmark", (*key, targets_stamp()), make)

    def curve(self, radii_km: tuple[float, ...] = RADII_KM) -> Curve:
        """Return the share of the area's people within each of some radii."""
        question = self.question

        def make() -> Curve:
            return curve(
                question.centre_filter, self.tables, area_code=question.area, radii_km=radii_km, age=self.age,
                **question.distance_terms,
            )  # fmt: skip

        key = (question.centre_filter, question.area, radii_km, self.age, question.bounds, question.inferred)
        return self.computations.once("curve", key, make)

    @property
    def targets(self) -> pd.DataFrame:
        """The targets that have been set (`registry.targets.read_targets`)."""
        ids = self.tables.programmes["programme_id"]
        return self.computations.once(
            "targets",
            targets_stamp(),
            lambda: read_targets(programme_ids=ids, measure_ids=TARGET_MEASURES, shares=TARGET_SHARES),
        )

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
        return self.computations.standing

    @cached_property
    def conflicts(self) -> list[Conflict]:
        """Where the sources disagree."""
        return self.computations.conflicts

    @cached_property
    def unknowns(self) -> dict[str, tuple[Unknown, ...]]:
        """What is not known yet, by programme."""
        return self.computations.unknowns

    @cached_property
    def gap_view(self) -> Facts:
        """The facts whose `gaps` a report shows: these, or on a first visit those of Bangkok's libraries."""
        return self.bangkok_view if self.question.is_first_view else self

    @cached_property
    def bangkok_view(self) -> Facts:
        """The facts of Bangkok's khet and BMA learning libraries, as a first visit to them shows them."""
        question = self.question.of_register.about(BANGKOK_CODE).of_programmes(BMA_LIBRARY)
        return self.of(replace(question, radius=self.question.radius, age=Age.ALL, weights=()))

    @property
    def gap_question(self) -> Question:
        """The question that `gaps` answers."""
        return self.gap_view.question

    @property
    def gaps(self) -> Gaps:
        """The areas known to have none, ranked, and those to be looked into (`analysis.gaps`), of `gap_view`."""
        return self.gap_view.own_gaps

    @cached_property
    def own_gaps(self) -> Gaps:
        """The gaps of this very question, whatever it is of; where the weights weigh nothing, in the usual order."""
        question = self.question
        table = self.register.coverage(question.map_level, question.centre_filter, measures=MEASURES_USED)
        try:
            weights = weights_of(question.weights)
        except WeightsError:
            weights = Weights()
        gaps = gaps_of(table[question.areas_inside()], question.map_level, weights=weights)
        return gaps if has_norm(question.centre_filter.programmes) else without_norm(gaps)

    def gap_reasons(self, rows: pd.DataFrame) -> pd.Series:
        """Return why areas of `gaps` are there, one sentence for each of some of its rows (index ``admin_code``)."""
        view, question = self.gap_view, self.gap_question
        level, centre_filter = question.map_level, question.centre_filter
        return gap_sentences(rows, level, centre_filter, view.tables, age=view.age, lang=question.lang)

    def sentence_terms(self, level: Level) -> SentenceTerms:
        """Return what the sentences about the areas of a level have in common."""
        question = self.question
        return self.once(
            f"sentence_terms.{level}",
            lambda _: sentence_terms(level, question.centre_filter, self.tables, age=self.age, lang=question.lang),
        )

    @cached_property
    def openings(self) -> Openings | None:
        """What the scenario would change (`analysis.what_if`); None where nothing is opened or closed."""
        if not self.question.has_scenario:
            return None
        situation = self._scenario_situation

        def alone(place: Place, levels: Sequence[Level]) -> WhatIf:
            return self._once_for_distances(
                ("alone", place, tuple(levels)), lambda: open_here(situation, place, levels=levels)
            )

        places = [place_at(*place) for place in self.question.at]
        return openings(situation, places, closed=self.question.closed, alone=alone)

    @property
    def _scenario_situation(self) -> Situation:
        """What a scenario starts from."""
        return self._once_for_distances(
            ("scenario",),
            lambda: replace(self.situation(Level.COUNTRY, self.question.centre_filter), radius_km=self.radius_km),
        )

    def _once_for_distances(self, key: tuple[object, ...], make: Callable[[], Made]) -> Made:
        """Return what is made of the question's distances, once for all questions that have the same."""
        question = self.question
        terms = (question.centre_filter, self.radius_km, self.age, question.bounds, question.inferred)
        return self.computations.once("distances", (*key, *terms), make)

    def one_more(self, code: str) -> WhatIf:
        """Return what one centre more would change at the point inside an area from which its distances are told."""
        level = level_of(code)
        area = with_points(areas(level).loc[[code]]).iloc[0]

        def make() -> WhatIf:
            place = place_at(area["longitude"], area["latitude"])
            return open_here(self._scenario_situation, place, levels=(level,))

        return self._once_for_distances(("one_more", code), make)

    def people_of(self, code: str) -> pd.Series:
        """Return an area's registered people: population, age_0_14 and age_60_plus; ages only where they are known."""
        return population(level_of(code))[["population", "age_0_14", "age_60_plus"]].loc[[code]].iloc[0]

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
        match = rows[rows["programme_id"] == programme_id]
        return None if match.empty else match.iloc[0]

    def list_dates(self, programme_ids: Sequence[str]) -> list[str | None]:
        """Return the distinct dates of the lists of programmes; None for undated."""
        return list(dict.fromkeys(_text(self.programme(key), "reported_date") for key in programme_ids))


def _text(row: pd.Series | None, column: str) -> str | None:
    value = None if row is None else row[column]
    return value if isinstance(value, str) and value else None
