"""Programmes or measures side by side: each told by itself, never as one number."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pandas as pd

from analysis.claims import Claim
from analysis.measures import CLAIM
from analysis.reported import reported_values
from answers.sections.parts import Column, Section, Table
from answers.words import t
from answers.words.measures import Unit, unit_of
from answers.words.names import full_area_name, programme_names
from answers.words.numbers import number

if TYPE_CHECKING:
    from answers.facts import Facts

MOST_AREAS: Final = 12


def each_side(facts: Facts) -> tuple[Facts, ...]:
    """Return the facts of what a question shows side by side (`Question.sides`), in that order."""
    return tuple(facts.of(side) for side in facts.question.sides)


def side_names(facts: Facts) -> tuple[str, ...]:
    """Return what heads each side: the names of the programmes, or of the measures where a question sets two beside."""
    question = facts.question
    if len(question.programme) > 1:
        names = programme_names(facts.tables.programmes, lang=question.lang)
        return tuple(names[one] for one in question.programme)
    return tuple(one.unit.name for one in each_side(facts))


def beside_section(facts: Facts, *, most: int = MOST_AREAS) -> Section | None:
    """Return the sides of a question as tables: what is counted of programmes, and area by area; None of one side.

    Parameters
    ----------
    facts
        The facts of a question of several programmes, or of two measures.
    most
        How many areas, those with the highest value of the first side, then of the next, in front.

    """
    lang, every = facts.question.lang, each_side(facts)
    if len(every) < 2:
        return None
    names, units = side_names(facts), [unit_of(_measure(one), lang=lang) for one in every]
    area = Column(t("beside.area", lang=lang), 2.4, "left")
    if len(facts.question.programme) == 1:
        heads = tuple(Column(unit.heading, 2.0, "right") for unit in units)
        return Section(
            key="beside",
            title=t("beside.title_measures", lang=lang),
            lead=t("beside.lead_measures", lang=lang),
            headings=(t("beside.of_areas", lang=lang),),
            tables=(Table((area, *heads), _by_area(every, units, most=most)),),
        )
    heads = tuple(Column(name, 2.0, "right") for name in names)
    first = Column(t("beside.what", lang=lang), 2.4, "left")
    return Section(
        key="beside",
        title=t("beside.title", lang=lang),
        lead=t("beside.lead", lang=lang),
        headings=(t("beside.counts", lang=lang), t("beside.by_area", lang=lang, what=units[0].name)),
        tables=(Table((first, *heads), _counts(every)), Table((area, *heads), _by_area(every, units, most=most))),
    )


def _measure(facts: Facts) -> str:
    """Return the measure of the table of areas: that of the map, where it is one; centres beside a map of claims."""
    return "centre_count" if facts.shown_measure == CLAIM else facts.shown_measure


def _counts(every: tuple[Facts, ...]) -> tuple[tuple[str, ...], ...]:
    lang = every[0].question.lang
    return (
        (t("beside.centres", lang=lang), *(number(len(one.filtered.centres), lang=lang) for one in every)),
        (t("beside.areas", lang=lang), *(_areas_with(one, lang=lang) for one in every)),
        (t("beside.not_known", lang=lang), *(_of_claim(one, Claim.UNKNOWN, lang=lang) for one in every)),
    )


def _areas_with(facts: Facts, *, lang: str) -> str:
    inside = len(facts.table) - facts.claim_counts.get(Claim.OUT_OF_SCOPE, 0)
    with_one = facts.claim_counts.get(Claim.HAS_ONE, 0)
    return t("beside.of", lang=lang, count=number(with_one, lang=lang), of=number(inside, lang=lang))


def _of_claim(facts: Facts, claim: Claim, *, lang: str) -> str:
    return number(facts.claim_counts.get(claim, 0), lang=lang)


def _by_area(every: tuple[Facts, ...], units: list[Unit], *, most: int) -> tuple[tuple[str, ...], ...]:
    lang = every[0].question.lang
    values = [reported_values(one.table, _measure(one)) for one in every]
    order = sorted(
        every[0].table.index,
        key=lambda code: tuple(-float(one[code]) if pd.notna(one[code]) else 0.0 for one in values),
    )
    return tuple(
        (
            full_area_name(str(code), lang=lang),
            *(unit.number(one[code]) for unit, one in zip(units, values, strict=True)),
        )
        for code in order[:most]
        if any(pd.notna(one[code]) for one in values)
    )
