"""How a measure is told: its unit and decimals, where its values may be said, and the classes of a map."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np
import pandas as pd

from analysis.claims import Claim
from analysis.classes import class_breaks, class_index
from analysis.measures import DISTANCE_MEASURES
from answers.mapping.diverging import DIVERGING, DIVERGING_CHARACTERS, MIDDLE, disparity_bounds, disparity_classes
from answers.words import has, t
from answers.words.numbers import number

if TYPE_CHECKING:
    from numpy.typing import NDArray

CLAIM: Final = "claim"
STEPS: Final = 5
"""Classes of values on a map at most: as many as the ramp has colours."""
ZERO, UNKNOWN, NO_DATA, OUT_OF_SCOPE, OUTSIDE = "0", "u", "n", "o", "."
GAP_STEPS: Final = ("g1", "g2", "g3", "g4", "g5")
NOBODY: Final = "g0"
NO_GAP: Final = "x"
# Decimals on paper and the factor from the measure's own unit to the one shown (shares are shown in per cent).
_SHOWN_AS: Final[dict[str, tuple[int, float]]] = {
    "presence_share_areas": (1, 100.0),
    "presence_share_people": (1, 100.0),
    "population_within_km": (1, 100.0),
    "centres_per_100k": (2, 1.0),
    "e2sfca": (2, 1.0),
    "disparity": (2, 1.0),
    "location_quotient": (2, 1.0),
    "nearest_centre_km": (1, 1.0),
    "mean_distance_km": (1, 1.0),
    "median_distance_km": (1, 1.0),
    "p90_distance_km": (1, 1.0),
}
# A distance to the nearest known centre is an upper bound and may be told where a count may not.
_TOLD_WHERE_UNKNOWN: Final = frozenset({"nearest_centre_km"})
# Whom the centres reach, and how far the nearest is, is nothing to tell of an area that has centres while the position
# of none of them is known: what would be told is the way to some other area's centre.
STANDS_ON_POINTS: Final = frozenset({*DISTANCE_MEASURES, "nearest_centre_km"})


@dataclass(frozen=True, slots=True)
class Unit:
    """How a measure is written: its name, unit, decimals, the factor to the unit shown, and a note or ""."""

    measure_id: str
    name: str
    unit: str
    decimals: int
    factor: float
    note: str

    @property
    def heading(self) -> str:
        """Return the name with its unit, as a column or a legend is headed."""
        return f"{self.name} ({self.unit})" if self.unit else self.name

    def told(self, value: float | None, *, lang: str) -> str:
        """Return a value in the unit shown; the dash of a missing one where there is none."""
        if value is None or np.isnan(value):
            return number(None, lang=lang)
        return number(value * self.factor, lang=lang, decimals=self.decimals)


@dataclass(frozen=True, slots=True)
class Classed:
    """One character an area, and the lowest and highest value found in each class of values.

    "0" zero, "1"–"5" classes from low to high, "u" unknown, "n" no data, "o" out of scope, "." not looked at; for
    a measure with a middle those of `answers.mapping.diverging` in place of the first two; for claims the four `Claim`.
    """

    labels: pd.Series
    bounds: dict[str, tuple[float, float]]


def unit_of(measure_id: str, *, lang: str) -> Unit:
    """Return how a measure is written; that of "claim" is the count that stands behind it."""
    key = "centre_count" if measure_id == CLAIM else measure_id
    decimals, factor = _SHOWN_AS.get(key, (0, 1.0))
    note_key = f"measure.{key}.note"
    return Unit(
        measure_id=measure_id,
        name=t(f"measure.{measure_id}.name", lang=lang),
        unit=t(f"measure.{key}.unit", lang=lang),
        decimals=decimals,
        factor=factor,
        note=t(note_key, lang=lang) if has(note_key, lang=lang) else "",
    )


def told_values(table: pd.DataFrame, measure_id: str) -> pd.Series:
    """Return a measure's values where they may be told, in its own unit; missing elsewhere.

    Outside the programme's scope nothing is told; where the list is incomplete, only what rests on known centres:
    the distance to the nearest of them. Where none of an area's centres has a known position, nothing is told of whom
    they reach and how far the nearest is.
    """
    column = "centre_count" if measure_id == CLAIM else measure_id
    values = pd.to_numeric(table[column], errors="coerce").astype("Float64").astype(float)
    silent = {Claim.OUT_OF_SCOPE.value}
    if column not in _TOLD_WHERE_UNKNOWN:
        silent |= {Claim.UNKNOWN.value, Claim.HAS_OTHER.value}
    told = ~table["claim"].isin(silent)
    if column in STANDS_ON_POINTS and "unplaced_in_area" in table:
        told &= ~nowhere(table)
    return values.where(told)


def nowhere(table: pd.DataFrame) -> pd.Series:
    """Return which areas have centres while the position of none of them is known (bool on the table's index)."""
    return (table["centre_count"] > 0) & (table["unplaced_in_area"] >= table["centre_count"])


def classify(table: pd.DataFrame, inside: pd.Series, measure_id: str) -> Classed:
    """Class a measure's values, or the claims, over the areas looked at (inside: bool on the table's index)."""
    claim = table["claim"].astype(object)
    if measure_id == CLAIM:
        return Classed(labels=claim.where(inside, OUTSIDE), bounds={})
    values = told_values(table, measure_id).to_numpy(dtype=float)
    told = inside.to_numpy(dtype=bool) & ~np.isnan(values)
    labels = np.where(claim == Claim.OUT_OF_SCOPE, OUT_OF_SCOPE, np.where(claim == Claim.UNKNOWN, UNKNOWN, NO_DATA))
    if measure_id in DIVERGING:
        shares = pd.Series(values[told])
        characters = disparity_classes(shares)
        labels[told] = characters
        every = pd.Series(labels, index=table.index).where(inside, OUTSIDE)
        return Classed(labels=every, bounds=disparity_bounds(shares, characters))
    zero = told & (values == 0)
    labels[zero] = ZERO
    bounds = {ZERO: (0.0, 0.0)} if zero.any() else {}
    positive = told & ~zero
    if positive.any():
        found = values[positive]
        classes = _positions(found, class_breaks(found, k=STEPS))
        labels[positive] = classes.astype(str)
        for one in np.unique(classes):
            members = found[classes == one]
            bounds[str(one)] = (float(members.min()), float(members.max()))
    return Classed(labels=pd.Series(labels, index=table.index).where(inside, OUTSIDE), bounds=bounds)


def classify_gaps(table: pd.DataFrame) -> Classed:
    """Class the people beyond the radius of the areas that have none.

    "g0" nobody, "g1"–"g5" from few to many, "x" an area that has one; the others keep their claim.
    """
    claim = table["claim"].astype(object)
    beyond = table["people_beyond_km"].astype("Float64").astype(float)
    without = (claim == Claim.HAS_NONE) & beyond.notna()
    labels = claim.where(claim != Claim.HAS_NONE, NO_DATA)
    labels = labels.mask(claim == Claim.HAS_ONE, NO_GAP).mask(without & (beyond == 0), NOBODY)
    bounds = {NOBODY: (0.0, 0.0)} if (labels == NOBODY).any() else {}
    positive = without & (beyond > 0)
    found = np.asarray(beyond[positive], dtype=np.float64)
    if found.size:
        classes = _positions(found, class_breaks(found, k=STEPS))
        labels[positive] = [GAP_STEPS[one - 1] for one in classes]
        for one in np.unique(classes):
            members = found[classes == one]
            bounds[GAP_STEPS[one - 1]] = (float(members.min()), float(members.max()))
    return Classed(labels=labels, bounds=bounds)


def class_label(character: str, bounds: tuple[float, float], unit: Unit, *, lang: str) -> str:
    """Return a legend's label of a class by its character.

    Of a measure with a middle it says in words, not by the colour alone, on which side of a fair share its areas lie.
    """
    if character not in DIVERGING_CHARACTERS:
        return class_words(bounds, unit, lang=lang)
    if character == MIDDLE:
        return t("legend.alike", lang=lang)
    low, high = sorted(abs(value) for value in bounds)
    side = "above" if bounds[0] > 0 else "below"
    return t(f"legend.{side}", lang=lang, values=class_words((low, high), unit, lang=lang))


def class_words(bounds: tuple[float, float], unit: Unit, *, lang: str) -> str:
    """Return a legend's label of a class of values: one number, or from – to."""
    low, high = (unit.told(value, lang=lang) for value in bounds)
    return low if low == high else f"{low} – {high}"


def _positions(values: NDArray[np.float64], breaks: list[float]) -> NDArray[np.int64]:
    """Return each value's place on the ramp, 1 the palest; few classes are spread over the whole ramp."""
    places = np.rint(np.linspace(1, STEPS, len(breaks))).astype(int) if len(breaks) > 1 else np.array([STEPS - 1])
    return np.asarray(places[class_index(values, breaks)])
