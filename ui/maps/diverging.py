"""What fills the areas of the map of disparity on the page of the deeper analysis."""

from __future__ import annotations

from typing import TYPE_CHECKING

from answers.mapping.classes import OUT_OF_SCOPE, OUTSIDE, class_label
from answers.mapping.diverging import disparity_bounds, disparity_classes
from answers.words.measures import Unit
from ui.maps.fills import Fill, entry
from ui.text import language, t

if TYPE_CHECKING:
    import pandas as pd


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
    rows = [
        entry(character, class_label(character, bounds, unit, lang=language()), theme=theme)
        for character, bounds in disparity_bounds(values, classes).items()
    ]
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
