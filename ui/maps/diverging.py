"""What fills the areas of a map of disparity: below a fair share, at it, above it, in as many steps on either side."""

from __future__ import annotations

import numpy as np
import pandas as pd

from analysis.classes import class_breaks, class_index
from reports.measured import OUT_OF_SCOPE, OUTSIDE, Unit, class_words
from ui.maps.fills import DIVERGING_CHARACTERS, Fill, entry
from ui.text import language, t

STEPS = len(DIVERGING_CHARACTERS) // 2
MIDDLE = DIVERGING_CHARACTERS[STEPS]
ALIKE = 0.05
"""Nearer to 0 than this, in percentage points, an area has its people's share as far as one decimal can tell."""


def disparity_classes(values: pd.Series) -> pd.Series:
    """Return of each disparity (percentage points) its class character; one side's steps are the other's mirrored."""
    numbers = values.to_numpy(dtype=float)
    size = np.abs(numbers)
    told = size >= ALIKE
    breaks = class_breaks(size[told], k=STEPS)
    # Few distinct sizes are spread outwards, so that the largest is always the darkest.
    step = class_index(size, breaks) + STEPS - len(breaks) + 1
    position = STEPS + np.where(told, np.sign(numbers) * step, 0).astype(int)
    return pd.Series([DIVERGING_CHARACTERS[place] for place in position], index=values.index, dtype=object)


def disparity_fill(values: pd.Series, inside: pd.Series, unit: Unit, *, theme: str) -> Fill:
    """Fill areas by their disparity; areas looked at without a value are out of scope.

    Parameters
    ----------
    values
        Percentage points, of the areas in scope.
    inside
        Of every area of the level whether it is looked at (bool).
    unit
        How the disparity is written.
    theme
        "light" or "dark".

    """
    classes = disparity_classes(values)
    rows = []
    for character in reversed(DIVERGING_CHARACTERS):
        members = values[classes == character]
        if len(members):
            rows.append(entry(character, _label(character, members, unit), theme=theme))
    every = classes.reindex(inside.index, fill_value=OUT_OF_SCOPE).where(inside, OUTSIDE)
    if (every == OUT_OF_SCOPE).any():
        rows.append(entry(OUT_OF_SCOPE, t("legend.out_of_scope"), theme=theme))
    return Fill(
        classes=every,
        values=values.reindex(inside.index),
        measure=unit.name,
        unit=unit.unit,
        decimals=unit.decimals,
        factor=unit.factor,
        legend=tuple(rows),
        note=t("deeper.disparity.legend"),
    )


def _label(character: str, members: pd.Series, unit: Unit) -> str:
    """Return a label that says in words, not by the colour alone, on which side of a fair share its areas lie."""
    if character == MIDDLE:
        return t("deeper.disparity.alike")
    size = members.abs()
    values = class_words((float(size.min()), float(size.max())), unit, lang=language())
    return t("deeper.disparity.above" if members.iloc[0] > 0 else "deeper.disparity.below", values=values)
