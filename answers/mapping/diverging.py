"""Classes of a measure that has a middle: below a fair share, at it, above it, in as many steps on either side."""

from __future__ import annotations

from typing import Final

import numpy as np
import pandas as pd

from analysis.classes import class_breaks, class_index

DIVERGING_CHARACTERS: Final = "ABCSDEF"
"""One character a class, from far below a fair share to far above it (`answers.mapping.palette.diverging`)."""
DIVERGING_STEPS: Final = len(DIVERGING_CHARACTERS) // 2
MIDDLE: Final = DIVERGING_CHARACTERS[DIVERGING_STEPS]
ALIKE: Final = 0.05
"""Nearer to 0 than this, in percentage points, an area has its people's share as far as one decimal can tell."""


def disparity_classes(values: pd.Series) -> pd.Series:
    """Return of each disparity (percentage points) its class character; one side's steps are the other's mirrored."""
    numbers = values.to_numpy(dtype=float)
    size = np.abs(numbers)
    unequal = size >= ALIKE
    breaks = class_breaks(size[unequal], k=DIVERGING_STEPS)
    # Few distinct sizes are spread outwards, so that the largest is always the darkest.
    step = class_index(size, breaks) + DIVERGING_STEPS - len(breaks) + 1
    position = DIVERGING_STEPS + np.where(unequal, np.sign(numbers) * step, 0).astype(int)
    return pd.Series([DIVERGING_CHARACTERS[place] for place in position], index=values.index, dtype=object)
