"""What a map is of, and what it is headed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from analysis.measures import CLAIM
from answers.provenance import one_of
from answers.words import t
from answers.words.measures import unit_of
from answers.words.names import full_area_name
from geodata.codes import COUNTRY_CODE

if TYPE_CHECKING:
    from answers.facts import Facts


def map_title(facts: Facts) -> str:
    """Return what a map of a question is headed."""
    question, lang = facts.question, facts.question.lang
    area, level = full_area_name(mapped_area(facts), lang=lang), one_of(question.map_level, question)
    if question.gaps:
        return t("picture.gaps_map", lang=lang, level=level, area=area)
    if question.measure == CLAIM:
        return t("picture.claim_title", lang=lang, area=area, level=level)
    measure = unit_of(question.measure, lang=lang).name
    return t("picture.map_title", lang=lang, measure=measure, level=level, area=area)


def mapped_area(facts: Facts) -> str:
    """Return the smallest area that holds all areas shown: what the map is of."""
    table, area = facts.table, facts.question.area
    if area not in table.index:
        return area
    parents = set(table["parent_code"])
    return parents.pop() if len(parents) == 1 else COUNTRY_CODE
