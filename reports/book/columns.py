"""A table for readers: words and names beside codes, years in their era, what is read first in front."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

import pandas as pd

from analysis.benchmark import BUDDHIST_ERA
from answers.words import has, t
from answers.words.figures import metric_name, unit_name
from answers.words.names import area_name, pick, programme_names
from answers.words.sources import short_source
from reports.column_formats import printed_columns

if TYPE_CHECKING:
    from collections.abc import Callable

    from answers.facts import Facts

_WORDS: Final = {
    "status": "value.status", "access": "value.access", "location_precision": "value.precision",
    "basis": "value.basis", "list_status": "value.list_status", "name_status": "value.name_status",
    "qualifier": "book.qualifier", "reported_qualifier": "book.qualifier",
}  # fmt: skip
"""The columns of codes whose words stand in a column of their own, and where these words are."""
_CODES: Final = (*_WORDS, "claim", "claim_reason", "distances", "metric", "unit", "presence_distance", "demand_source")


def readable(facts: Facts, key: str, table: pd.DataFrame) -> tuple[pd.DataFrame, int]:
    """Return a table with words and names beside its codes, and how many of its first columns are printed.

    A column without a value in any row is not printed.
    """
    lang = facts.question.lang
    table = _in_era(table.copy(), lang=lang)
    for name, prefix in _WORDS.items():
        if name in table:
            table[f"{name}_words"] = _mapped(table[name], partial(_word, prefix, lang))
    for name, words_of in _WORDS_BY_FUNCTION.items():
        if name in table:
            table[f"{name}_words"] = _mapped(table[name], partial(words_of, lang=lang))
    for name, words in _names(facts).items():
        source = _CODES_OF_NAMES[name]
        if source in table and name not in table:
            table[name] = _mapped(table[source], words)
    if {"name_th", "name_en"} <= set(table.columns):
        table["name"] = [pick(th, en, lang=lang) for th, en in zip(table["name_th"], table["name_en"], strict=True)]
    table = table.drop(columns=[name for name in _REPEATED[lang] if name in table and "name" in table])
    names = [str(name) for name in table.columns]
    printed = printed_columns(key, _with_measure(names, facts))
    printed = list(dict.fromkeys(facts.shown_measure if name == "measure" else name for name in printed))
    printed = [name for name in printed if _has_values(table[name])]
    codes = [name for name in names if name in _CODES and name not in printed]
    rest = [name for name in names if name not in printed and name not in codes]
    return table[[*printed, *rest, *codes]], len(printed)


_WORDS_BY_FUNCTION: Final = {"source": short_source, "metric": metric_name, "unit": unit_name}


def _has_values(column: pd.Series) -> bool:
    return any(value != "" for value in column.dropna())


_CODES_OF_NAMES: Final = {
    "programme": "programme_id", "province": "province_code", "district": "district_code", "parent": "parent_code",
    "nearest_centre": "nearest_centre_id",
}  # fmt: skip
_REPEATED: Final = {"th": ("name_th",), "en": ("name_en",)}
"""The column of names in the reader's own language: the column "name" has it already."""


def _names(facts: Facts) -> dict[str, Callable[[str], str | None]]:
    lang, centres = facts.question.lang, facts.tables.centres
    programmes = programme_names(facts.tables.programmes, lang=lang)
    pairs = zip(centres["name_th"], centres["name_en"], strict=True)
    by_id = dict(zip(centres["centre_id"], (pick(th, en, lang=lang) for th, en in pairs), strict=True))

    def area(code: str) -> str:
        return area_name(code, lang=lang)

    return {
        "programme": programmes.get, "province": area, "district": area, "parent": area, "nearest_centre": by_id.get,
    }  # fmt: skip


def _with_measure(names: list[str], facts: Facts) -> list[str]:
    return [*names, *(["measure"] if facts.shown_measure in names else [])]


def _mapped(column: pd.Series, words: Callable[[str], str | None]) -> pd.Series:
    memory: dict[str, str | None] = {}

    def of(value: object) -> str | None:
        if not isinstance(value, str) or not value:
            return None
        if value not in memory:
            memory[value] = words(value)
        return memory[value]

    return pd.Series([of(value) for value in column], index=column.index, dtype=object)


def _word(prefix: str, lang: str, code: str) -> str:
    return t(f"{prefix}.{code}", lang=lang) if has(f"{prefix}.{code}", lang=lang) else code


def _in_era(table: pd.DataFrame, *, lang: str) -> pd.DataFrame:
    """Return a table with its years of Buddhist and common era in that of the language."""
    away = {"opened_be": 0, "demand_year_ce": BUDDHIST_ERA} if lang == "th" else {"opened_be": -BUDDHIST_ERA}
    for name, years in away.items():
        if name in table:
            table[name] = table[name].astype("Int64") + years
    return table
