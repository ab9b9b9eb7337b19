"""The names, numbers and dates of `answers.words` in the language of the page."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import TypeVar

from analysis.measures import CLAIM
from answers.words import assumptions, claims, dates, figures, filters, names, numbers, sources
from answers.words.measures import unit_of
from ui.text import language

T = TypeVar("T")


def _bound(words: Callable[..., T]) -> Callable[..., T]:
    """Return a function of words with the page's language filled in."""

    @wraps(words)
    def in_language_of_page(*args: object, **params: object) -> T:
        return words(*args, **{"lang": language(), **params})

    return in_language_of_page


number = _bound(numbers.number)
about = _bound(numbers.about)
share = _bound(numbers.share)
distance = _bound(numbers.distance)
amount = _bound(numbers.amount)
year = _bound(dates.year)
year_be = _bound(dates.year_be)
when = _bound(dates.when)
dated = _bound(dates.dated)
age_words = _bound(dates.age_words)
period_words = _bound(dates.period_words)
area_name = _bound(names.area_name)
full_area_name = _bound(names.full_area_name)
bare_name = _bound(names.bare_name)
level_words = _bound(names.level_words)
value_name = _bound(names.value_name)
programme_names = _bound(names.programme_names)
set_words = _bound(names.set_words)
scope_words = _bound(names.scope_words)
figure_amount = _bound(figures.figure_amount)
since_words = _bound(figures.since_words)
value_words = _bound(figures.value_words)
claim_words = _bound(claims.claim_words)
claim_under_filter = _bound(claims.claim_under_filter)
filter_words = _bound(filters.filter_words)
age_group_words = _bound(filters.age_words)
term_words = _bound(filters.term_words)
unit_name = _bound(figures.unit_name)
metric_name = _bound(figures.metric_name)
note_words = _bound(figures.note_words)
distance_assumptions = _bound(assumptions.distance_assumptions)
measure_assumptions = _bound(assumptions.measure_assumptions)
short_source = _bound(sources.short_source)
read_on = _bound(sources.read_on)


def measure_header(measure_id: str) -> str:
    """Return a measure's short name with its unit, as a column heads it."""
    unit = unit_of(measure_id, lang=language())
    return unit.name if measure_id == CLAIM else unit.heading
