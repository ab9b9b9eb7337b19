"""How evenly a request's centres are spread over people: the one place that asks for it, whatever then shows it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from analysis.spread import spread

if TYPE_CHECKING:
    from analysis.distribution import Distribution
    from answers.facts import Facts


def evenness(facts: Facts) -> Distribution:
    """Return `analysis.spread` of a request; an `IncompleteError` where its list is not complete over its scope."""
    return facts.once("evenness", _evenness)


def _evenness(facts: Facts) -> Distribution:
    question = facts.question
    return spread(question.map_level, question.centre_filter, facts.tables, area_code=question.area, age=facts.age)
