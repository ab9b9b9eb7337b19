"""The sequence that tells a question: its views in their order, each by the name under which it can be left out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from analysis.claims import Claim
from analysis.headlines import BMA_LIBRARY, RELEARNING
from answers.messages import bangkok_message, map_message
from answers.question import GAPS, Question, params_of
from answers.sections.beside import each_side
from answers.story.sequence import View, view_of
from geodata.areas import contains
from geodata.codes import BANGKOK_CODE, COUNTRY_CODE

if TYPE_CHECKING:
    from collections.abc import Collection

    from answers.facts import Facts

SLIDES: Final = (
    "cover", "headline", "map", "relearning", "bangkok", "programmes", "gaps", "openings", "unknown", "sources",
)  # fmt: skip
"""The names of the views, in their order."""
_HONEST: Final = ("cover", "unknown", "sources")
"""What is told of a question whose filters leave nothing: what is not known, and whom to ask."""


def is_about(name: str, question: Question) -> bool:
    """Tell whether a view is about a question: a first visit has them all, another one what it asks of.

    Examples
    --------
    >>> northeast = Question(programme=("public-library",), area="R4-NE")
    >>> [name for name in SLIDES if is_about(name, northeast)]
    ['cover', 'map', 'gaps', 'openings', 'unknown', 'sources']

    """
    if question.is_first_view:
        return True
    if name == "headline":
        return set(question.programme) <= {RELEARNING, BMA_LIBRARY} and question.area == COUNTRY_CODE
    if name == "relearning":
        return RELEARNING in question.programme and contains(question.area, COUNTRY_CODE)
    if name == "bangkok":
        return BMA_LIBRARY in question.programme and contains(BANGKOK_CODE, question.area)
    return name != "programmes" or len(question.programme) > 1


def programmes_of_unknowns(question: Question) -> tuple[str, ...]:
    """Return the programmes whose unknowns belong to a question: those it names, () for all on a first visit."""
    return () if question.is_first_view else question.programme


def names_of(facts: Facts, *, leave_out: Collection[str] = ()) -> tuple[str, ...]:
    """Return the names of the views that tell a question, in their order: of the slides and the report alike.

    Parameters
    ----------
    facts
        The facts of the question.
    leave_out
        Names in `SLIDES` to leave out. Where nothing else is left, a view is there that does not fit the question.

    """
    names = tuple(name for name in SLIDES if name not in leave_out)
    fit = tuple(name for name in names if is_about(name, facts.question) and _says_something(name, facts))
    if is_empty(facts) and set(names) & set(_HONEST):
        fit = tuple(name for name in names if name in _HONEST)
    return fit or names


def views_of(facts: Facts, *, leave_out: Collection[str] = ()) -> dict[str, View]:
    """Return the views that tell a question, by their names.

    Parameters
    ----------
    facts
        The facts of the question.
    leave_out
        As of `names_of`.

    """
    views = {name: _view(name, facts) for name in names_of(facts, leave_out=leave_out)}
    if {"map", "bangkok"} <= set(views) and bangkok_message(facts) in map(map_message, each_side(facts)):
        views["bangkok"] = view_of("groups", params_of(facts.question))  # the map says the rest
    return views


def is_empty(facts: Facts) -> bool:
    """Tell whether the question's filters leave no centre, and nothing can be said of any area."""
    counts = facts.claim_counts
    certain = counts.get(Claim.HAS_ONE, 0) + counts.get(Claim.HAS_NONE, 0) * (not counts.get(Claim.HAS_OTHER, 0))
    return facts.filtered.centres.empty and not facts.derived_by_rule and not certain


def _says_something(name: str, facts: Facts) -> bool:
    if name == "gaps":
        return not facts.gaps.ranked.empty
    return name != "openings" or facts.question.has_scenario


def _view(name: str, facts: Facts) -> View:
    question = facts.question
    own = params_of(question)
    gaps = params_of(facts.gap_question) | {"mode": GAPS}
    programmes = programmes_of_unknowns(question)
    about = own | {"programme": "|".join(programmes)} if programmes else {}
    return {
        "cover": view_of("title", own),
        "headline": view_of("overview", own),
        "map": view_of("map", own),
        "relearning": view_of("programmes", own | {"programme": RELEARNING}),
        "bangkok": view_of("bangkok", own),
        "programmes": view_of("all-programmes", own),
        "gaps": view_of("ranking", gaps),
        "openings": view_of("siting", own),
        "unknown": view_of("unknowns", about),
        "sources": view_of("sources", own),
    }[name]
