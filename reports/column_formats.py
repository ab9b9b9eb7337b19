"""How a workbook writes the columns of a table: number formats, dates, and which of them are printed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from analysis.measures import MEASURES
from reports.workbook import KILOMETRES, PER_CENT

if TYPE_CHECKING:
    from collections.abc import Iterable

_OF_UNIT: Final = {"share": PER_CENT, "km": KILOMETRES, "people": "#,##0"}
_OF_NAME: Final = {
    "gap_score": "0.000", "longitude": "0.00000", "latitude": "0.00000", "opened_be": "0", "demand_year_ce": "0",
    "age_years": "0.0",
}  # fmt: skip
_OF_WORD: Final = {"share": PER_CENT, "rank": PER_CENT, "km": KILOMETRES}
"""Of the word that a name of several begins or ends with: share_before, people_beyond_km_rank, radius_km."""
DATES: Final = frozenset(
    {"date", "reported_date", "data_date", "retrieved", "verified_on", "imported_on", "as_of", "year"}
)
"""The columns that hold ISO dates, to the year, month or day."""

# What of a sheet is printed, in order; all other columns stand to the right of it, the codes last.
PRINTED: Final[dict[str, tuple[str, ...]]] = {
    "areas": (
        "programme", "admin_code", "name", "parent", "conclusion", "population", "centre_count", "measure",
        "people_per_centre", "population_within_km", "people_beyond_km", "mean_distance_km", "nearest_centre_km",
        "unplaced_in_area",
    ),
    "centres": (
        "centre_id", "name", "programme", "province", "district", "status_words", "access_words",
        "location_precision_words", "opened_be", "verified_on", "source_words",
    ),
    "gaps_ranked": (
        "programme", "rank", "admin_code", "name", "parent", "people", "people_beyond_km", "mean_distance_km",
        "centres_needed", "nearest_centre", "nearest_centre_km",
    ),
    "gaps_to_check": ("programme", "admin_code", "name", "parent", "conclusion", "people"),
    "programmes": (
        "programme", "owner", "partners", "reported", "reported_qualifier_words", "reported_unit", "reported_date",
        "listed", "listed_sites", "named", "placed_district", "placed_site", "list_status_words",
    ),
    "headlines": ("card", "figure", "qualifier_words", "value", "date", "age_years", "source_words"),
    "figures": (
        "programme", "metric_words", "qualifier_words", "value", "unit_words", "province", "date", "age_years",
        "source_words",
    ),
    "sources": ("file", "title", "producer", "data_date", "retrieved", "rows", "licence"),
}  # fmt: skip


def column_formats(names: Iterable[str]) -> dict[str, str]:
    """Return the format of each column that is not simply a whole number, one with decimals, or text."""
    return {name: number_format for name in names if (number_format := _format(name))}


def printed_columns(key: str, names: Iterable[str]) -> list[str]:
    """Return which of these columns of a sheet are printed, in order; all where nothing is set for its kind."""
    there = list(names)
    kind = key if key in PRINTED else key.split("_", maxsplit=1)[0]
    return [name for name in PRINTED[kind] if name in there] if kind in PRINTED else there


def _format(name: str) -> str:
    if name in MEASURES:
        return _OF_UNIT.get(MEASURES[name].unit, "")
    first, *others = name.split("_")
    words = (others[-1], first) if others else ()
    return _OF_NAME.get(name) or next((_OF_WORD[word] for word in words if word in _OF_WORD), "")
