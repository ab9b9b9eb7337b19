"""Which class an area's value falls into, and what is not a value at all."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from analysis.classes import class_breaks, class_index
from ui.palettes import RAMP_LIGHT
from ui.view import Unit, told_values


@dataclass(frozen=True, slots=True)
class Classed:
    """One character an area, and the lowest and highest value found in each class of values."""

    labels: pd.Series
    bounds: dict[str, tuple[float, float]]


def _position(values: np.ndarray, breaks: list[float]) -> np.ndarray:
    """Return each value's place on the ramp, 1 the palest; few classes are spread over the whole ramp."""
    steps = len(RAMP_LIGHT)
    places = np.rint(np.linspace(1, steps, len(breaks))).astype(int) if len(breaks) > 1 else np.array([steps - 1])
    return places[class_index(values, breaks)]


def classify(table: pd.DataFrame, inside: pd.Series, unit: Unit) -> Classed:
    """Class a measure's values over the areas looked at.

    Characters: "0" zero, "1"–"5" classes from low to high, "u" unknown, "n" no data, "o" out of scope.
    """
    values = told_values(table, unit).to_numpy(dtype=float)
    claim = table["claim"].to_numpy()
    told = inside.to_numpy() & ~np.isnan(values)
    zero = told & (values == 0)
    labels = np.where(claim == "out_of_scope", "o", np.where(claim == "unknown", "u", "n"))
    labels[zero] = "0"
    positive = told & ~zero
    bounds = {"0": (0.0, 0.0)} if zero.any() else {}
    if positive.any():
        found = values[positive]
        classes = _position(found, class_breaks(found, k=len(RAMP_LIGHT)))
        labels[positive] = classes.astype(str)
        for number in np.unique(classes):
            members = found[classes == number]
            bounds[str(number)] = (float(members.min()), float(members.max()))
    return Classed(labels=pd.Series(labels, index=table.index), bounds=bounds)
