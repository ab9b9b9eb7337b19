"""A question in one look: of how many areas each thing may be said, and how many people live there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from analysis.claims import Claim
from answers.provenance import provenance
from answers.sections.beside import each_side, side_names
from answers.sections.parts import Card
from answers.words import t
from answers.words.claims import claim_words
from answers.words.kinds import kind_of_areas, kind_words
from answers.words.numbers import number

if TYPE_CHECKING:
    from answers.facts import Facts


def summary_cards(facts: Facts) -> tuple[Card, ...]:
    """Return the areas of a question by claim with their people; of several programmes, how many areas have each."""
    if len(facts.question.programme) > 1:
        return tuple(_programme_card(name, one) for name, one in zip(side_names(facts), each_side(facts), strict=True))
    lang, population = facts.question.lang, provenance(facts).population
    kind = kind_of_areas(facts.question.map_level, facts.question.area)
    cards = []
    for claim in (one for one in Claim if one != Claim.OUT_OF_SCOPE and facts.claim_counts.get(one)):
        people = facts.table.loc[facts.table["claim"] == claim, "population"].dropna()
        count = facts.claim_counts[claim]
        words = {"count": number(count, lang=lang), "kinds": kind_words(kind, lang=lang, count=count)}
        cards.append(
            Card(
                label=claim_words(claim.value, lang=lang),
                value=t("in_short.areas", lang=lang, **words),
                detail=t("in_short.people", lang=lang, people=number(int(people.sum()), lang=lang)),
                dated=population,
            )
        )
    return tuple(cards)


def _programme_card(name: str, facts: Facts) -> Card:
    lang, origin = facts.question.lang, provenance(facts)
    inside = len(facts.table) - facts.claim_counts.get(Claim.OUT_OF_SCOPE, 0)
    kind = kind_of_areas(facts.question.map_level, facts.question.area)
    words = {
        "count": number(facts.claim_counts.get(Claim.HAS_ONE, 0), lang=lang),
        "of": number(inside, lang=lang),
        "kinds": kind_words(kind, lang=lang, count=inside),
    }
    centres = len(facts.filtered.centres)
    return Card(
        label=name,
        value=t("in_short.areas_of", lang=lang, **words),
        detail=t("in_short.centres", lang=lang, count=number(centres, lang=lang)),
        dated=origin.lists,
    )
