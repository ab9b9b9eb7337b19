"""The areas that stand out on a map: those with the most, or, of the claims, those known to have none."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pandas as pd

from analysis.claims import Claim
from analysis.measures import CLAIM, MEASURES
from analysis.reported import reported_values
from answers.sections.parts import Column, Table
from answers.words import t
from answers.words.claims import claim_words
from answers.words.measures import unit_of
from answers.words.names import area_name, full_area_name, pick
from answers.words.numbers import number
from geodata.areas import areas
from geodata.codes import Level, level_of

if TYPE_CHECKING:
    from answers.facts import Facts

_CLAIMS: Final = {Claim.HAS_NONE: 0, Claim.HAS_ONE: 1}


def standing_out(facts: Facts, *, most: int) -> Table:
    """Return the areas of a question in the order of what it measures: name, people, value; `most` at most."""
    rows = (_by_claim(facts) if facts.question.measure == CLAIM else _by_value(facts)).head(most)
    lang = facts.question.lang
    names = [short_name(str(code), facts.question.area, lang=lang) for code in rows.index]
    people = [number(None if pd.isna(one) else float(one), lang=lang) for one in rows["population"]]
    return Table(_columns(facts), tuple(zip(names, people, rows["_told"], strict=True)))


def _columns(facts: Facts) -> tuple[Column, ...]:
    lang, measure = facts.question.lang, facts.question.measure
    claims = measure == CLAIM
    last = t("areas.claim", lang=lang) if claims else unit_of(measure, lang=lang).heading
    return (
        Column(t("areas.area", lang=lang)),
        Column(t("areas.people", lang=lang), align="right"),
        Column(last, align="left" if claims else "right"),
    )


def _by_claim(facts: Facts) -> pd.DataFrame:
    lang, table = facts.question.lang, facts.table
    rank = table["claim"].map(_CLAIMS)
    texts = [claim_words(str(claim), lang=lang, form="claim_short") for claim in table["claim"]]
    people = -table["population"].astype("Float64").fillna(0)
    rows = table.assign(_rank=rank, _people=people, _told=texts).dropna(subset="_rank")
    return rows.sort_values(["_rank", "_people"], kind="stable")


def _by_value(facts: Facts) -> pd.DataFrame:
    measure, table = facts.question.measure, facts.table
    unit = unit_of(measure, lang=facts.question.lang)
    values = reported_values(table, measure)
    texts = [unit.number(None if pd.isna(value) else float(value)) for value in values]
    rows = table.assign(_value=values, _told=texts).dropna(subset="_value")
    return rows.sort_values("_value", ascending=MEASURES[measure].direction == "less", kind="stable")


def short_name(code: str, area: str, *, lang: str) -> str:
    """Return a name as short as it is clear where one looks at an area: a province without its word."""
    level = level_of(code)
    if level == Level.PROVINCE:
        row = areas(level).loc[code]
        return pick(row["name_th"], row["name_en"], lang=lang)
    if level == Level.DISTRICT and area[:2] != code[:2]:
        return full_area_name(code, lang=lang)
    return area_name(code, lang=lang)
