"""The one table that lists the measures; their functions stand in `analysis.supply` and `analysis.nearness`.

A measure of areas takes a `Situation` and returns a Series named as the function, on the index of the areas:
0 and missing are different answers. A measure of programmes takes the table of `analysis.standing`; one of a whole set
of areas, which has no levels either, says itself what it takes.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar, Final

from analysis.benchmark import benchmark_status
from analysis.equity import gini, hoover, theil
from analysis.evenness import disparity, e2sfca, location_quotient
from analysis.nearness import (
    distance_bands,
    mean_distance_km,
    median_distance_km,
    nearest_centre_km,
    p90_distance_km,
    people_beyond_km,
    population_within_km,
)
from analysis.ranking import gap_score
from analysis.situation import Situation
from analysis.supply import (
    centre_count,
    centres_needed,
    centres_per_100k,
    people_per_centre,
    presence_share_areas,
    presence_share_people,
)
from geodata.codes import Level
from geodata.errors import KlaiBaanError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    import pandas as pd

_AREA_LEVELS: Final = tuple(Level)
_LEVELS_WITH_PARTS: Final = tuple(level for level in Level if level != Level.DISTRICT)


@dataclass(frozen=True)
class Measure:
    """A line of the table: all that picker, legend, chart, table, methods page, exports and tests need.

    label_key
        Where its name stands in the texts of the screen.
    unit
        "count", "share" (0–1), "shares" (several that sum to 1), "per_100k", "people", "km", "centres", "points"
        (percentage points), "ratio", "index", "rank" or "class".
    direction
        "more" where more is better, "less" where less is, "even" where the middle is.
    function
        Of a `Situation` for areas; of the table of `standing` for programmes.
    levels
        The levels it has values on; empty for a measure of programmes and of a whole set.
    front
        Whether it is one of the five offered first.
    formula, reference
        What stands on the methods page.
    needs_complete
        Whether it may be shown only where the programmes' lists are complete.
    drawn
        Whether it is one number an area, which a map, a list and a chart can show.
    """

    id: str
    label_key: str
    unit: str
    direction: str
    function: Callable[..., Any]
    levels: tuple[Level, ...]
    formula: str
    front: bool = False
    reference: str = ""
    needs_complete: bool = False
    drawn: bool = True


class MeasureError(KlaiBaanError, ValueError):
    """A measure that the table does not have."""

    templates: ClassVar[Mapping[str, str]] = {
        "measure_unknown": "There is no measure {value!r}. Use one of {known}.",
    }


def _column(name: str) -> Callable[[pd.DataFrame], pd.Series]:
    def column(standing: pd.DataFrame) -> pd.Series:
        return standing[name]

    column.__name__ = name
    column.__doc__ = f"Return the column {name} of the table of standing."
    return column


def _area(
    function: Callable[[Situation], pd.Series],
    unit: str,
    direction: str,
    formula: str,
    *,
    levels: tuple[Level, ...] = _AREA_LEVELS,
    front: bool = False,
    reference: str = "",
    needs_complete: bool = False,
    drawn: bool = True,
) -> Measure:
    name = function.__name__
    return Measure(
        name, f"measure.{name}.name", unit, direction, function, levels, formula,
        front=front, reference=reference, needs_complete=needs_complete, drawn=drawn,
    )  # fmt: skip


def _programme(name: str, formula: str) -> Measure:
    return Measure(
        name, f"measure.{name}.name", "count", "more", _column(name), (), formula, reference="Healthsites completeness"
    )


def _of_set(
    name: str, function: Callable[..., Any], unit: str, direction: str, formula: str, *, reference: str = ""
) -> Measure:
    return Measure(name, f"measure.{name}.name", unit, direction, function, (), formula, reference=reference,
                   needs_complete=True)  # fmt: skip


_LISTED: Final = (
    _area(centre_count, "count", "more", "n_i", front=True),
    _area(presence_share_areas, "share", "more", "Σ 1[n_i ≥ 1] / N", levels=_LEVELS_WITH_PARTS, front=True,
          reference="Tanahashi 1978"),
    _area(presence_share_people, "share", "more", "Σ P_i 1[n_i ≥ 1] / Σ P_i", levels=_LEVELS_WITH_PARTS),
    _area(centres_per_100k, "per_100k", "more", "100,000 n_i / P_i", front=True,
          reference="IFLA Library Map of the World"),
    _area(people_per_centre, "people", "less", "P_i / n_i", front=True),
    _area(centres_needed, "centres", "less", "max(0, ⌈P_i / Q⌉ − n_i)"),
    _area(nearest_centre_km, "km", "less", "min_j d_ij", front=True),
    _area(population_within_km, "share", "more", "Σ p_k 1[min_j d_kj ≤ D] / Σ p_k",
          reference="SDG 9.1.1; Donnelly 2015; UK Public Library Service Standard 1"),
    _area(people_beyond_km, "people", "less", "Σ p_k 1[min_j d_kj > D]"),
    _area(mean_distance_km, "km", "less", "Σ p_k min_j d_kj / Σ p_k", reference="Donnelly 2015"),
    _area(median_distance_km, "km", "less", "min d: half of Σ p_k has min_j d_kj ≤ d", reference="Donnelly 2015"),
    _area(p90_distance_km, "km", "less", "min d: 90 % of Σ p_k has min_j d_kj ≤ d", reference="Donnelly 2015"),
    _area(distance_bands, "shares", "more", "Σ p_k 1[a < min_j d_kj ≤ b] / Σ p_k", drawn=False),
    _area(e2sfca, "per_100k", "more", "100,000 Σ p_k A_k / P_i, A_k = Σ_j R_j W(d_kj), R_j = 1 / Σ_k p_k W(d_kj)",
          reference="Luo & Wang 2003; Luo & Qi 2009", needs_complete=True),
    _area(disparity, "points", "even", "100 (n_i / Σn − P_i / ΣP)", needs_complete=True,
          reference="Urban Institute, Spatial Equity Data Tool"),
    _area(location_quotient, "ratio", "even", "(n_i / Σn) / (P_i / ΣP)", needs_complete=True),
    _of_set("gini", gini, "index", "less", "1 − Σ (p_k − p_{k−1})(L_k + L_{k−1})", reference="Rey & Smith 2013"),
    _of_set("hoover", hoover, "share", "less", "½ Σ |n_i / Σn − P_i / ΣP|", reference="Hoover 1936"),
    _of_set("theil", theil, "index", "less", "Σ s_i ln(s_i / q_i) = T_between + T_within", reference="Theil 1967"),
    _of_set("gap_rank", gap_score, "rank", "less", "Σ w_m rank_m / Σ w_m"),
    _of_set("benchmark_status", benchmark_status, "class", "more", "good ≥ B > moderate ≥ B / 2 > poor",
            reference="Giga Maps"),
    _programme("reported", "the number the source gives"),
    _programme("named", "distinct members whose own name is known"),
    _programme("placed_district", "distinct members with a recorded district"),
    _programme("placed_site", "distinct members with their building's point"),
)  # fmt: skip
MEASURES: Final[dict[str, Measure]] = {measure.id: measure for measure in _LISTED}
TABLE_MEASURES: Final = tuple(key for key, measure in MEASURES.items() if measure.levels)
"""All measures of areas, as they stand in a table."""
AREA_MEASURES: Final = tuple(key for key in TABLE_MEASURES if MEASURES[key].drawn)
"""Those that are one number an area: what a map, a list and a chart can show."""
DISTANCE_MEASURES: Final = (
    "population_within_km", "people_beyond_km", "mean_distance_km", "median_distance_km", "p90_distance_km",
    "distance_bands", "e2sfca",
)  # fmt: skip
"""Those that stand on the distances of all demand points: asked for only where they are shown."""
QUICK_MEASURES: Final = tuple(key for key in TABLE_MEASURES if key not in DISTANCE_MEASURES)
