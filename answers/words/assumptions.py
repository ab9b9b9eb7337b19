"""What distances take for granted, as it stands beside every number that rests on them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from analysis.field.cache import demand_points
from answers.words import t

if TYPE_CHECKING:
    from analysis.measures import Measure


def measure_assumptions(measure: Measure, *, lang: str) -> tuple[str, ...]:
    """Return the sentences that belong beside a measure; none of one that does not stand on distances."""
    if measure.slow:
        return distance_assumptions(lang=lang)
    return (t("assumption.straight", lang=lang),) if measure.needs_points else ()


def distance_assumptions(*, lang: str) -> tuple[str, ...]:
    """Return the sentences that belong beside distances of people: straight lines, and where they are taken to live."""
    return t("assumption.straight", lang=lang), t(f"assumption.homes.{demand_points().source}", lang=lang)
