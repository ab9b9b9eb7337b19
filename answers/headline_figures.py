"""The four headline figures of every report, from the analysis."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from analysis.conflicts import Conflict, conflicts
from analysis.figures import YearResult, figures_of, result_since
from analysis.headlines import BMA_LIBRARY, RELEARNING, Figure, Reach, latest, reach, relearning_areas
from geodata.codes import Level

if TYPE_CHECKING:
    from registry.tables import Tables


_METRICS: Final = (
    (RELEARNING, "libraries_in_project"),
    (RELEARNING, "people_trained_cumulative"),
    (RELEARNING, "sales_cumulative"),
    (BMA_LIBRARY, "learning_libraries"),
)


@dataclass(frozen=True, slots=True)
class Headlines:
    """The four headline figures: Relearning's reach, people trained, sales with OTOP products, and Bangkok.

    trained and sales are totals over the years; trained_since and sales_since what a later year brought.
    provinces and regions are the areas with an open Relearning centre, all_regions those of the target. The figures
    carry their own dates and sources. conflicts are the disagreements of sources, some of which touch a figure
    (`analysis.conflicts.touching`). bangkok_list_date is the date of the list behind bangkok, None where undated.
    histories are the figures of each headline, in their order, for what was before: dated ones of any basis.
    """

    provinces: tuple[str, ...]
    regions: tuple[str, ...]
    all_regions: tuple[str, ...]
    libraries: Figure | None
    trained: Figure | None
    sales: Figure | None
    otop: Figure | None
    trained_since: YearResult | None
    sales_since: YearResult | None
    bangkok: Reach
    bangkok_list_date: str | None
    bangkok_source: str | None
    conflicts: tuple[Conflict, ...] = ()
    histories: tuple[tuple[Figure, ...], ...] = ((), (), (), ())


def headlines_of(tables: Tables) -> Headlines:
    """Return the headline figures of a register."""
    where = relearning_areas(tables.centres)
    rows = tables.programmes[tables.programmes["programme_id"] == BMA_LIBRARY]
    dates, sources = list(rows["reported_date"]), list(rows["source"])
    figures = tables.figures
    trained = latest(figures, RELEARNING, "people_trained_cumulative")
    sales = latest(figures, RELEARNING, "sales_cumulative")
    return Headlines(
        provinces=where["provinces"],
        regions=where["regions"],
        all_regions=where["all_regions"],
        libraries=latest(figures, RELEARNING, "libraries_in_project"),
        trained=trained,
        sales=sales,
        otop=latest(figures, RELEARNING, "otop_registered_products"),
        trained_since=result_since(figures, RELEARNING, "people_trained", after=trained),
        sales_since=result_since(figures, RELEARNING, "sales", after=sales),
        bangkok=reach(Level.DISTRICT, (BMA_LIBRARY,), tables),
        bangkok_list_date=_text(dates),
        bangkok_source=_text(sources),
        conflicts=tuple(conflicts(tables)),
        histories=tuple(tuple(figures_of(figures, programme, metric)) for programme, metric in _METRICS),
    )


def _text(values: list[object]) -> str | None:
    return next((value for value in values if isinstance(value, str) and value), None)
