"""How the values of a measure are written: its name, unit, decimals and whether they are estimates."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import pandas as pd

from analysis.measures import measure_of
from analysis.norms import has_norm
from analysis.precision import estimate
from answers.words import has, t
from answers.words.numbers import about, number

if TYPE_CHECKING:
    from collections.abc import Iterable


@dataclass(frozen=True, slots=True)
class Unit:
    """How the values of a measure are written in a language.

    factor leads from the measure's own unit to the one shown; note is "" where there is none. estimate says that the
    values are rounded estimates, which a heading or the word "about" tells.
    """

    measure_id: str
    name: str
    unit: str
    decimals: int
    factor: float
    estimate: bool
    note: str
    lang: str

    @property
    def heading(self) -> str:
        """Return the name with the unit, as a column or a legend is headed: "Gap (people, about)"."""
        unit = t("measures.about_unit", lang=self.lang, unit=self.unit) if self.estimate else self.unit
        return f"{self.name} ({unit})" if unit else self.name

    def number(self, value: float | None) -> str:
        """Return a value as it stands under a heading that has the unit; a dash where it is missing."""
        if value is None or pd.isna(value):
            return number(None, lang=self.lang)
        quantity = estimate(value) if self.estimate else value * self.factor
        return number(quantity, lang=self.lang, decimals=self.decimals)

    def text(self, value: float | None) -> str:
        """Return a value as it stands alone, with its unit: "42.5%", "2.5 km", "about 231,000 people"."""
        if value is None or pd.isna(value):
            return self.number(value)
        digits = about(value, lang=self.lang) if self.estimate else self.number(value)
        return f"{digits}{'' if self.unit == '%' else ' '}{self.unit}".strip()


def unit_of(measure_id: str, *, lang: str) -> Unit:
    """Return how the values of a measure are written; of "claim", the count that stands behind it."""
    measure = measure_of(measure_id)
    note_key = f"measure.{measure.id}.note"
    return Unit(
        measure_id=measure_id,
        name=t(f"measure.{measure_id}.name", lang=lang),
        unit=t(f"measure.{measure.id}.unit", lang=lang),
        decimals=measure.decimals,
        factor=measure.factor,
        estimate=measure.estimate,
        note=t(note_key, lang=lang) if has(note_key, lang=lang) else "",
        lang=lang,
    )


def size_words(programme_ids: Iterable[str], *, lang: str) -> str:
    """Return by what the third part of a gap's rank goes: the norm of a programme that has one, else its people."""
    return t("gaps.by_norm" if has_norm(programme_ids) else "gaps.by_people", lang=lang)
