"""The classes of a map."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np
import pandas as pd

from analysis.claims import Claim
from analysis.classes import class_breaks, class_index
from analysis.measures import CLAIM, MEASURES
from analysis.reported import reported_values
from answers.mapping.diverging import DIVERGING_CHARACTERS, MIDDLE, disparity_bounds, disparity_classes
from answers.words import t

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from answers.words.measures import Unit

STEPS: Final = 5
"""Classes of values on a map at most: as many as the ramp has colours."""
ZERO, UNKNOWN, NO_DATA, OUT_OF_SCOPE, OUTSIDE = "0", "u", "n", "o", "."
GAP_STEPS: Final = ("g1", "g2", "g3", "g4", "g5")
NOBODY: Final = "g0"
NO_GAP: Final = "x"


@dataclass(frozen=True, slots=True)
class Classed:
    """One character an area, and the lowest and highest value found in each class of values.

    "0" zero, "1"–"5" classes from low to high, "u" unknown, "n" no data, "o" out of scope, "." not looked at; for
    a measure with a middle those of `answers.mapping.diverging` in place of the first two; for claims the four `Claim`.
    """

    labels: pd.Series
    bounds: dict[str, tuple[float, float]]


def classify(table: pd.DataFrame, inside: pd.Series, measure_id: str) -> Classed:
    """Class a measure's values, or the claims, over the areas looked at (inside: bool on the table's index)."""
    claim = table["claim"].astype(object)
    if measure_id == CLAIM:
        return Classed(labels=claim.where(inside, OUTSIDE), bounds={})
    values = reported_values(table, measure_id).to_numpy(dtype=float)
    told = inside.to_numpy(dtype=bool) & ~np.isnan(values)
    labels = np.where(claim == Claim.OUT_OF_SCOPE, OUT_OF_SCOPE, np.where(claim == Claim.UNKNOWN, UNKNOWN, NO_DATA))
    if MEASURES[measure_id].middle is not None:
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
        return class_words(bounds, unit)
    if character == MIDDLE:
        return t("legend.alike", lang=lang)
    low, high = sorted(abs(value) for value in bounds)
    side = "above" if bounds[0] > 0 else "below"
    return t(f"legend.{side}", lang=lang, values=class_words((low, high), unit))


def class_words(bounds: tuple[float, float], unit: Unit) -> str:
    """Return a legend's label of a class of values: one number, or from – to."""
    low, high = (unit.number(value) for value in bounds)
    return low if low == high else f"{low} – {high}"


def _positions(values: NDArray[np.float64], breaks: list[float]) -> NDArray[np.int64]:
    """Return each value's place on the ramp, 1 the palest; few classes are spread over the whole ramp."""
    places = np.rint(np.linspace(1, STEPS, len(breaks))).astype(int) if len(breaks) > 1 else np.array([STEPS - 1])
    return np.asarray(places[class_index(values, breaks)])
