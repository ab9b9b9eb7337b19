"""Every number that a report shows: computed here, once, from the analysis; its pages only set them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

import pandas as pd

from analysis.ages import Age
from analysis.centre_filter import CentreFilter, Filtered, apply_filter
from analysis.conflicts import Conflict, conflicts
from analysis.coverage import filtered_coverage
from analysis.demand import population
from analysis.gaps import Gaps, gaps
from analysis.headlines import (
    BMA_LIBRARY,
    RELEARNING,
    Figure,
    Reach,
    khet_table,
    latest,
    reach,
    relearning_areas,
    relearning_table,
)
from analysis.measures import QUICK_MEASURES
from analysis.ranking import Weights
from analysis.standing import standing
from geodata.areas import ancestors, areas
from geodata.codes import BANGKOK_CODE, COUNTRY_CODE, Level, level_of
from registry.sources import Source, read_sources
from reports.measured import CLAIM, Classed, classify
from reports.register import Tables
from reports.request import ReportRequest, request_for
from reports.sentences import gap_sentences
from reports.unknowns import Unknown, unknowns

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date


@dataclass(frozen=True, slots=True)
class Headlines:
    """The four headline figures: Relearning's reach, people trained, sales with OTOP products, and Bangkok.

    provinces and regions are the areas with an open Relearning centre, all_regions those of the target. The figures
    carry their own dates and sources. bangkok_list_date is the date of the list behind bangkok, None where undated.
    """

    provinces: tuple[str, ...]
    regions: tuple[str, ...]
    all_regions: tuple[str, ...]
    libraries: Figure | None
    trained: Figure | None
    sales: Figure | None
    otop: Figure | None
    bangkok: Reach
    bangkok_list_date: str | None
    bangkok_source: str | None


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
        self._coverage: dict[tuple[Level, CentreFilter, tuple[str, ...]], pd.DataFrame] = {}

    def coverage(
        self, level: Level, wanted: CentreFilter, *, measures: Sequence[str] = QUICK_MEASURES
    ) -> pd.DataFrame:
        """Return `analysis.coverage.filtered_coverage` of a level with the request's radius and age, computed once."""
        key = (level, wanted, tuple(measures))
        if key not in self._coverage:
            self._coverage[key] = filtered_coverage(
                level,
                wanted,
                centres=self.tables.centres,
                programmes_table=self.tables.programmes,
                details=self.tables.details,
                radius_km=self.request.radius_km,
                age=self.request.age,
                measures=measures,
            )
        return self._coverage[key]

    @cached_property
    def filtered(self) -> Filtered:
        """The centres that the request's filter keeps."""
        tables = self.tables
        return apply_filter(tables.centres, tables.programmes, self.request.wanted, tables.details)

    @cached_property
    def table(self) -> pd.DataFrame:
        """The areas of the request's level that lie in the area looked at."""
        asked = self.request.measure
        measures = QUICK_MEASURES if asked == CLAIM or asked in QUICK_MEASURES else (*QUICK_MEASURES, asked)
        table = self.coverage(self.request.level, self.request.wanted, measures=measures)
        return table[self.inside(self.request.area, self.request.level)]

    @cached_property
    def classed(self) -> Classed:
        """The classes of the request's measure over `table`."""
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
        tables = self.tables
        where = relearning_areas(tables.centres)
        bangkok = reach(
            Level.DISTRICT, (BMA_LIBRARY,), centres=tables.centres, programmes_table=tables.programmes,
            details=tables.details,
        )  # fmt: skip
        bma = self.programme(BMA_LIBRARY)
        return Headlines(
            provinces=where["provinces"],
            regions=where["regions"],
            all_regions=where["all_regions"],
            libraries=latest(tables.figures, RELEARNING, "libraries_in_project"),
            trained=latest(tables.figures, RELEARNING, "people_trained_cumulative"),
            sales=latest(tables.figures, RELEARNING, "sales_cumulative"),
            otop=latest(tables.figures, RELEARNING, "otop_registered_products"),
            bangkok=bangkok,
            bangkok_list_date=_text(bma, "reported_date"),
            bangkok_source=_text(bma, "source"),
        )

    @cached_property
    def nine(self) -> pd.DataFrame:
        """What is known of each Relearning centre (`analysis.headlines.relearning_table`)."""
        return relearning_table(self.tables.centres)

    @cached_property
    def khet(self) -> pd.DataFrame:
        """Bangkok's fifty khet (`analysis.headlines.khet_table`)."""
        return khet_table(self.tables.centres, self.tables.programmes)

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
        return conflicts(self.tables.centres, self.tables.programmes, self.tables.figures)

    @cached_property
    def unknowns(self) -> dict[str, tuple[Unknown, ...]]:
        """What is not known yet, by programme."""
        return unknowns(self.tables.programmes, self.standing, self.conflicts)

    @cached_property
    def gap_request(self) -> ReportRequest:
        """The request that `gaps` answers: this one, or where no set was asked for, that of Bangkok's libraries."""
        return self.request if self.request.chosen else self._bangkok_request

    @cached_property
    def gaps(self) -> Gaps:
        """The areas known to have none, ranked, and those to be looked into (`analysis.gaps`), of `gap_request`."""
        return self._gaps(self.gap_request)

    @cached_property
    def bangkok_gaps(self) -> Gaps:
        """The khet known to have no BMA learning library, ranked as a first visit shows them."""
        return self._gaps(self._bangkok_request)

    def gap_reasons(self, rows: pd.DataFrame) -> pd.Series:
        """Return why areas of `gaps` are there, one sentence for each of some of its rows (index ``admin_code``)."""
        return self._reasons(rows, self.gap_request)

    def bangkok_gap_reasons(self, rows: pd.DataFrame) -> pd.Series:
        """Return why khet of `bangkok_gaps` are there, one sentence for each of some of its rows."""
        return self._reasons(rows, self._bangkok_request)

    @cached_property
    def _bangkok_request(self) -> ReportRequest:
        wanted = CentreFilter(programmes=(BMA_LIBRARY,))
        return replace(request_for(self.request, BANGKOK_CODE), wanted=wanted, age=Age.ALL, weights=())

    def _gaps(self, asked: ReportRequest) -> Gaps:
        tables = self.tables
        return gaps(
            asked.level,
            asked.wanted,
            centres=tables.centres,
            programmes_table=tables.programmes,
            details=tables.details,
            area_code=asked.area,
            radius_km=asked.radius_km,
            weights=Weights(*asked.weights) if asked.weights else None,
            age=asked.age,
        )

    def _reasons(self, rows: pd.DataFrame, asked: ReportRequest) -> pd.Series:
        tables = self.tables
        return gap_sentences(
            rows, asked.level, asked.wanted, centres=tables.centres, programmes_table=tables.programmes,
            age=asked.age, lang=asked.lang,
        )  # fmt: skip

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
