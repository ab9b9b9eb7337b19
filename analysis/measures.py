"""The one table that lists the measures; their functions stand in `analysis.supply` and `analysis.nearness`.

A measure of areas takes a `Situation` and returns a Series named as the function, on the index of the areas:
0 and missing are different answers. A measure of programmes takes the table of `analysis.standing`; one of a whole set
of areas, which has no levels either, says itself what it takes.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar, Final, NamedTuple

from analysis.benchmark_status import benchmark_status
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
_LEVELS_WITH_PARTS: Final = tuple(level for level in Level if level not in (Level.DISTRICT, Level.SUBDISTRICT))


CLAIM: Final = "claim"
"""What a map shows where it shows no measure: the claims about the areas."""


class _Writing(NamedTuple):
    decimals: int
    factor: float = 1.0


UNITS: Final = {
    "count": _Writing(0), "centres": _Writing(0), "people": _Writing(0), "rank": _Writing(0), "class": _Writing(0),
    "share": _Writing(1, 100.0), "shares": _Writing(1, 100.0), "points": _Writing(2), "per_100k": _Writing(2),
    "ratio": _Writing(2), "index": _Writing(3), "km": _Writing(1),
}  # fmt: skip
"""The units of measures: the decimals, and the factor to the unit shown. "share" is 0–1 and shown in per cent,
"shares" are several that sum to 1, "points" percentage points."""


@dataclass(frozen=True)
class Measure:
    """A measure with its traits: all that pickers, legends, charts, tables, files, the methods page and tests need.

    label_key
        Where its name stands in the texts of the screen.
    unit
        One of `UNITS`.
    direction
        "more" where more is better, "less" where less is, "even" where the middle is.
    function
        Of a `Situation` for areas; of the table of `standing` for programmes.
    levels
        The levels it has values on; empty for a measure of programmes and of a whole set.
    formula, reference
        What stands on the methods page.
    front
        Whether it is one of the five offered first.
    drawn
        Whether it is one number an area, which a map, a list and a chart can show.
    needs_complete
        Whether it may be shown only where the programmes' lists are complete.
    needs_points
        Whether it stands on the positions of centres: it has no value where none is known.
    needs_radius
        Whether it depends on the catchment radius.
    slow
        Whether it stands on the distances of all demand points: computed only where it is shown. It takes people to
        live at these points, which is said beside it.
    of_people
        Whether registered people stand in it, which are part estimates in some districts.
    estimate
        Whether its values are estimated numbers of people: written "about", with three significant digits.
    reported_where_unknown
        Whether it is reported of an area whose list is not complete: as an upper bound of a distance is.
    middle
        The value between its two sides, which a map shows in two colours; None where it has no sides.
    """

    id: str
    label_key: str
    unit: str
    direction: str
    function: Callable[..., Any]
    levels: tuple[Level, ...]
    formula: str
    reference: str = ""
    front: bool = False
    drawn: bool = True
    needs_complete: bool = False
    needs_points: bool = False
    needs_radius: bool = False
    slow: bool = False
    of_people: bool = False
    estimate: bool = False
    reported_where_unknown: bool = False
    middle: float | None = None

    @property
    def decimals(self) -> int:
        """Return the decimals of its values in the unit shown."""
        return UNITS[self.unit].decimals

    @property
    def factor(self) -> float:
        """Return the factor from its own unit to the one shown: a share is shown in per cent."""
        return UNITS[self.unit].factor


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
    **traits: Any,  # noqa: ANN401
) -> Measure:
    """Return a measure of areas; traits are those of `Measure` that differ from their default."""
    name = function.__name__
    return Measure(name, f"measure.{name}.name", unit, direction, function, traits.pop("levels", _AREA_LEVELS), formula,
                   **traits)  # fmt: skip


def _of_distances(
    function: Callable[[Situation], pd.Series],
    unit: str,
    direction: str,
    formula: str,
    **traits: Any,  # noqa: ANN401
) -> Measure:
    """Return a measure of areas that stands on the distances of all demand points."""
    return _area(function, unit, direction, formula, needs_points=True, slow=True, **traits)


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
    _area(presence_share_people, "share", "more", "Σ P_i 1[n_i ≥ 1] / Σ P_i", levels=_LEVELS_WITH_PARTS,
          of_people=True),
    _area(centres_per_100k, "per_100k", "more", "100,000 n_i / P_i", front=True, of_people=True,
          reference="IFLA Library Map of the World"),
    _area(people_per_centre, "people", "less", "P_i / n_i", front=True, of_people=True),
    _area(centres_needed, "centres", "less", "max(0, ⌈P_i / Q⌉ − n_i)", of_people=True),
    _area(nearest_centre_km, "km", "less", "min_j d_ij", front=True, needs_points=True, reported_where_unknown=True),
    _of_distances(population_within_km, "share", "more", "Σ p_k 1[min_j d_kj ≤ D] / Σ p_k", needs_radius=True,
                  of_people=True, reference="SDG 9.1.1; Donnelly 2015; UK Public Library Service Standard 1"),
    _of_distances(people_beyond_km, "people", "less", "Σ p_k 1[min_j d_kj > D]", needs_radius=True, of_people=True,
                  estimate=True),
    _of_distances(mean_distance_km, "km", "less", "Σ p_k min_j d_kj / Σ p_k", reference="Donnelly 2015"),
    _of_distances(median_distance_km, "km", "less", "min d: half of Σ p_k has min_j d_kj ≤ d",
                  reference="Donnelly 2015"),
    _of_distances(p90_distance_km, "km", "less", "min d: 90 % of Σ p_k has min_j d_kj ≤ d", reference="Donnelly 2015"),
    _of_distances(distance_bands, "shares", "more", "Σ p_k 1[a < min_j d_kj ≤ b] / Σ p_k", drawn=False),
    _of_distances(e2sfca, "per_100k", "more",
                  "100,000 Σ p_k A_k / P_i, A_k = Σ_j R_j W(d_kj), R_j = 1 / Σ_k p_k W(d_kj)", needs_radius=True,
                  of_people=True, needs_complete=True, reference="Luo & Wang 2003; Luo & Qi 2009"),
    _area(disparity, "points", "even", "100 (n_i / Σn − P_i / ΣP)", needs_complete=True, of_people=True, middle=0.0,
          reference="Urban Institute, Spatial Equity Data Tool"),
    _area(location_quotient, "ratio", "even", "(n_i / Σn) / (P_i / ΣP)", needs_complete=True, of_people=True),
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


def measure_of(key: str) -> Measure:
    """Return the measure whose values stand behind what a map shows by its key: those of the claims are the counts."""
    return MEASURES["centre_count" if key == CLAIM else key]


TABLE_MEASURES: Final = tuple(key for key, measure in MEASURES.items() if measure.levels)
"""All measures of areas, as they stand in a table."""
AREA_MEASURES: Final = tuple(key for key in TABLE_MEASURES if MEASURES[key].drawn)
"""Those that are one number an area: what a map, a list and a chart can show."""
FRONT_MEASURES: Final = tuple(key for key, measure in MEASURES.items() if measure.front)
"""The few that a reader is offered first."""
QUICK_MEASURES: Final = tuple(key for key in TABLE_MEASURES if not MEASURES[key].slow)
"""Those of areas that cost little: in every table."""
