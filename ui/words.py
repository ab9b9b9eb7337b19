"""The names, numbers and dates of `answers.words` in the language of the page."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import TypeVar

from analysis.measures import CLAIM
from answers.words import claims, dates, figures, filters, names, numbers, sources
from answers.words.measures import unit_of
from ui.text import language

T = TypeVar("T")


def _bound(words: Callable[..., T]) -> Callable[..., T]:
    """Return a function of words with the page's language filled in."""

    @wraps(words)
    def in_language_of_page(*args: object, **params: object) -> T:
        return words(*args, **{"lang": language(), **params})

    return in_language_of_page


number, share, distance, amount = map(_bound, (numbers.number, numbers.share, numbers.distance, numbers.amount))
year, year_be, when, dated, age_words = map(
    _bound, (dates.year, dates.year_be, dates.when, dates.dated, dates.age_words)
)
area_name, full_area_name, bare_name = map(_bound, (names.area_name, names.full_area_name, names.bare_name))
level_words, value_name = map(_bound, (names.level_words, names.value_name))
programme_names, set_words = map(_bound, (names.programme_names, names.set_words))
figure_amount, since_words, value_words = map(_bound, (figures.figure_amount, figures.since_words, figures.value_words))
claim_words, told_claim = map(_bound, (claims.claim_words, claims.told_claim))
filter_words, term_words = map(_bound, (filters.filter_words, filters.term_words))
short_source = _bound(sources.short_source)


def measure_header(measure_id: str) -> str:
    """Return a measure's short name with its unit, as a column heads it."""
    unit = unit_of(measure_id, lang=language())
    return unit.name if measure_id == CLAIM else unit.heading
