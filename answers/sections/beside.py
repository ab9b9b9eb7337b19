"""Several programmes side by side: each counted and told by itself, never as one number."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

import pandas as pd

from analysis.claims import Claim
from analysis.measures import CLAIM
from analysis.reported import reported_values
from answers.sections.parts import Column, Section, Table
from answers.words import t
from answers.words.measures import unit_of
from answers.words.names import full_area_name, programme_names
from answers.words.numbers import number

if TYPE_CHECKING:
    from answers.facts import Facts

MOST_AREAS: Final = 12


def each_programme(facts: Facts) -> tuple[Facts, ...]:
    """Return the facts of the question of each programme by itself, in the order of the question."""
    return tuple(facts.of(replace(facts.question, programme=(one,))) for one in facts.question.programme)


def beside_section(facts: Facts, *, most: int = MOST_AREAS) -> Section | None:
    """Return programmes side by side: what is counted of each, and the measure area by area; None of a single one.

    Parameters
    ----------
    facts
        The facts of a question of several programmes.
    most
        How many areas, those with the highest value of the first programme, then of the next, in front.

    """
    question, lang = facts.question, facts.question.lang
    if len(question.programme) < 2:
        return None
    names, every = programme_names(facts.tables.programmes, lang=lang), each_programme(facts)
    heads = tuple(Column(names[one], 2.0, "right") for one in question.programme)
    counts = (
        (t("beside.centres", lang=lang), *(number(len(one.filtered.centres), lang=lang) for one in every)),
        (t("beside.areas", lang=lang), *(_areas_with(one, lang=lang) for one in every)),
        (t("beside.not_known", lang=lang), *(_of_claim(one, Claim.UNKNOWN, lang=lang) for one in every)),
    )
    first = Column(t("beside.what", lang=lang), 2.4, "left")
    area = Column(t("beside.area", lang=lang), 2.4, "left")
    measure = unit_of(_measure(every[0]), lang=lang).heading
    return Section(
        key="beside",
        title=t("beside.title", lang=lang),
        lead=t("beside.lead", lang=lang),
        headings=(t("beside.counts", lang=lang), measure),
        tables=(Table((first, *heads), counts), Table((area, *heads), _by_area(every, most=most))),
    )


def _measure(facts: Facts) -> str:
    """Return the measure of the table of areas: that of the map, where it is one; centres beside a map of claims."""
    return "centre_count" if facts.shown_measure == CLAIM else facts.shown_measure


def _areas_with(facts: Facts, *, lang: str) -> str:
    inside = len(facts.table) - facts.claim_counts.get(Claim.OUT_OF_SCOPE, 0)
    with_one = facts.claim_counts.get(Claim.HAS_ONE, 0)
    return t("beside.of", lang=lang, count=number(with_one, lang=lang), of=number(inside, lang=lang))


def _of_claim(facts: Facts, claim: Claim, *, lang: str) -> str:
    return number(facts.claim_counts.get(claim, 0), lang=lang)


def _by_area(every: tuple[Facts, ...], *, most: int) -> tuple[tuple[str, ...], ...]:
    lang, measure = every[0].question.lang, _measure(every[0])
    values = [reported_values(one.table, measure) for one in every]
    order = sorted(
        every[0].table.index,
        key=lambda code: tuple(-float(one[code]) if pd.notna(one[code]) else 0.0 for one in values),
    )
    unit = unit_of(measure, lang=lang)
    return tuple(
        (
            full_area_name(str(code), lang=lang),
            *(unit.number(one[code]) if pd.notna(one[code]) else t("common.missing", lang=lang) for one in values),
        )
        for code in order[:most]
        if any(pd.notna(one[code]) for one in values)
    )
