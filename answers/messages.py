"""What a map says, in one sentence made from its numbers: the title of a slide."""

from __future__ import annotations

from functools import reduce
from typing import TYPE_CHECKING, Final

from analysis.claims import Claim
from analysis.measures import CLAIM
from analysis.reported import reported_values
from answers.cautions import counts_words
from answers.words import t
from answers.words.kinds import kind_of_level, kind_words
from answers.words.measures import unit_of
from answers.words.names import bare_name, full_area_name, set_words
from answers.words.numbers import number, share
from geodata.areas import contains
from geodata.codes import BANGKOK_CODE

if TYPE_CHECKING:
    from collections.abc import Sequence

    from answers.facts import Facts

MOST_NAMES: Final = 3
WORTH_NAMING: Final = 0.25
"""The share of the people of areas without one from which on those where most of them live are named."""


def map_message(facts: Facts) -> str:
    """Return what the map of a question says; "" where its numbers say nothing that can be told in a sentence.

    Among gaps, and of claims and numbers of centres, how many areas have none, have one, or cannot be told of; of
    another measure which areas have most and least of it.
    """
    if facts.question.gaps or facts.shown_measure in (CLAIM, "centre_count"):
        return _claims(facts)
    return _extremes(facts)


def _claims(facts: Facts) -> str:
    counts = {claim: facts.claim_counts.get(claim, 0) for claim in Claim}
    inside = sum(count for claim, count in counts.items() if claim != Claim.OUT_OF_SCOPE)
    if not inside:
        return ""
    words = _words(facts, inside)
    if counts[Claim.HAS_OTHER]:  # a filter keeps some from counting: that is no want of data
        return t("message.other", lang=facts.question.lang, head=words["head"], counts=counts_words(facts))
    if counts[Claim.HAS_NONE]:
        return _without(facts, counts[Claim.HAS_NONE], words)
    if counts[Claim.HAS_ONE] == inside:
        key = "all" if inside > 1 else "only"
        return t(f"message.{key}", lang=facts.question.lang, count=words["of"], **words)
    key = "some" if counts[Claim.HAS_ONE] else "unknown"
    lang, open_ = facts.question.lang, inside - counts[Claim.HAS_ONE]
    has_one = number(counts[Claim.HAS_ONE], lang=lang)
    return t(f"message.{key}", lang=lang, count=has_one, unknown=number(open_, lang=lang), **words)


def _without(facts: Facts, count: int, words: dict[str, str]) -> str:
    lang, table = facts.question.lang, facts.table
    people = table.loc[table["claim"] == Claim.HAS_NONE, "population"].dropna().sort_values(ascending=False)
    sentence = t("message.none", lang=lang, count=number(count, lang=lang), **words)
    if people.empty or not people.sum():
        return sentence
    sentence = t("message.people", lang=lang, none=sentence, people=number(int(people.sum()), lang=lang))
    most = people.head(MOST_NAMES)
    part = float(most.sum() / people.sum())
    if len(people) <= MOST_NAMES or part < WORTH_NAMING:
        return sentence
    names = _listed([bare_name(str(code), lang=lang) for code in most.index], lang=lang)
    return t("message.most", lang=lang, none=sentence, share=share(part, lang=lang), names=names)


def _extremes(facts: Facts) -> str:
    lang = facts.question.lang
    values = reported_values(facts.table, facts.shown_measure).dropna().sort_values(ascending=False, kind="stable")
    if len(values) < 2 or values.iloc[0] == values.iloc[-1]:
        return ""
    unit = unit_of(facts.shown_measure, lang=lang)
    ends = {
        name: t("message.end", lang=lang, area=bare_name(str(code), lang=lang), value=unit.text(float(value)))
        for name, code, value in zip(("most", "least"), values.index[[0, -1]], values.iloc[[0, -1]], strict=True)
    }
    return t("message.extremes", lang=lang, measure=unit.name, **ends)


def _words(facts: Facts, inside: int) -> dict[str, str]:
    question, lang = facts.question, facts.question.lang
    programmes = set_words(question.programme, facts.tables.programmes, lang=lang)
    kind = kind_of_level(question.map_level, bangkok=contains(BANGKOK_CODE, question.area))
    return {
        "head": f"{programmes} · {full_area_name(question.area, lang=lang)}",
        "of": number(inside, lang=lang),
        "kinds": kind_words(kind, lang=lang, count=inside),
    }


def _listed(names: Sequence[str], *, lang: str) -> str:
    """Return two or more names as one reads them out."""
    *others, last = names
    first = reduce(lambda so_far, name: t("message.comma", lang=lang, names=so_far, last=name), others)
    return t("message.and", lang=lang, names=first, last=last)
