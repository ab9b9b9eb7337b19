"""What the values that are shown owe to a scenario: every surface says it in these words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from answers.words import t
from answers.words.numbers import number

if TYPE_CHECKING:
    from answers.facts import Facts


def scenario_words(facts: Facts) -> str:
    """Return what the question's scenario opens and closes, in a phrase; "" without one."""
    question, lang = facts.question, facts.question.lang
    if not question.has_scenario:
        return ""
    key = "both" if question.at and question.closed else "opens" if question.at else "closes"
    opened, closed = (number(len(of), lang=lang) for of in (question.at, question.closed))
    return t(f"scenario.{key}", lang=lang, opened=opened, closed=closed)


def as_it_would_be_words(facts: Facts) -> str:
    """Return that the measure shown is as it would be with the scenario; "" where it is that of the register."""
    return scenario_words(facts) if facts.shows_scenario else ""


def left_out_words(facts: Facts) -> list[str]:
    """Return that the measure shown does not follow the scenario in hand; nothing where there is none, or it does."""
    if not facts.question.has_scenario or facts.shows_scenario:
        return []
    return [t("scenario.left_out", lang=facts.question.lang)]


def columns_words(facts: Facts) -> list[str]:
    """Return which columns of a file follow the scenario; nothing where there is none."""
    if not facts.follows_scenario:
        return left_out_words(facts)
    return [t("scenario.columns", lang=facts.question.lang, scenario=scenario_words(facts))]
