"""The Relearning libraries, province by province: what the sources say of each, and what they do not."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pandas as pd

from answers.sections.parts import Keys, Section, Table, headed
from answers.words import t
from answers.words.dates import year, year_be
from answers.words.names import area_name, bare_name, pick
from answers.words.numbers import number
from answers.words.sources import short_source

if TYPE_CHECKING:
    from answers.facts import Facts

_KNOWN: Final = ("reported", "listed", "named", "placed_town", "placed_inferred", "placed_site")
_KEYS: Final[Keys] = (
    ("province", 1.4, "left"),
    ("region", 1.8, "left"),
    ("library", 2.6, "left"),
    ("position", 1.2, "left"),
    ("since", 1.5, "left"),
    ("people", 1.1, "right"),
)


def relearning_section(facts: Facts) -> Section:
    """Return the nine provinces as a table, with how well each place is known."""
    lang, table = facts.question.lang, facts.nine
    sources = dict.fromkeys(short_source(source, lang=lang) for source in table["source"])
    return Section(
        key="relearning",
        title=t("nine.title", lang=lang, count=number(len(table), lang=lang)),
        lead=_lead(facts),
        tables=(Table(headed("nine", _KEYS, lang=lang), tuple(_row(row, lang) for _, row in table.iterrows())),),
        notes=(t("nine.people_note", lang=lang, year=year(facts.population_year, lang=lang)),),
        source=" · ".join(dict.fromkeys(part for source in sources for part in source.split(" · "))),
        method=t("method.relearning", lang=lang),
    )


def _lead(facts: Facts) -> str:
    lang = facts.question.lang
    row = facts.standing.reindex(["relearning"]).iloc[0]
    known = {key: number(None if pd.isna(row[key]) else int(row[key]), lang=lang) for key in _KNOWN}
    return t("nine.lead", lang=lang, **known)


def _row(row: pd.Series, lang: str) -> tuple[str, ...]:
    name = pick(row["name_th"], row["name_en"], lang=lang)
    opened = row["opened_be"]
    since = t("common.not_stated", lang=lang) if pd.isna(opened) else year_be(int(opened), lang=lang)
    return (
        bare_name(str(row["province_code"]), lang=lang),
        area_name(str(row["region_code"]), lang=lang),
        name or t("nine.name_unknown", lang=lang),
        t(f"value.precision.{row['location_precision']}", lang=lang),
        since,
        number(row["population"], lang=lang),
    )
