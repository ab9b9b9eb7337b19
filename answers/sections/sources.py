"""Where everything comes from: the record of every file, under which licence, and how the numbers are made."""

from __future__ import annotations

from functools import partial, reduce
from typing import TYPE_CHECKING, Final

from analysis.measures import MEASURES
from answers.sections.imports import imports_table
from answers.sections.parts import Keys, Section, Table, headed
from answers.words import has, t
from answers.words.assumptions import distance_assumptions
from answers.words.dates import when
from answers.words.names import pick
from answers.words.numbers import number

if TYPE_CHECKING:
    from answers.facts import Facts

_FILE_KEYS: Final[Keys] = (
    ("what", 3.6, "left"),
    ("producer", 2.6, "left"),
    ("date", 1.3, "left"),
    ("licence", 3.4, "left"),
)
_MEASURE_KEYS: Final[Keys] = (
    ("measure", 2.0, "left"),
    ("unit", 1.0, "left"),
    ("definition", 4.4, "left"),
    ("reference", 1.6, "left"),
)


def sources_section(facts: Facts) -> Section:
    """Return the files of facts with producer, date and licence; those alike in all three stand in one row."""
    lang, imports = facts.question.lang, imports_table(facts)
    files = Table(headed("origin", _FILE_KEYS, lang=lang), _alike(facts))
    return Section(
        key="sources",
        title=t("origin.title", lang=lang),
        lead=t("origin.lead", lang=lang),
        tables=(files,) if imports is None else (imports, files),
        headings=() if imports is None else (t("imports.title", lang=lang), t("origin.files", lang=lang)),
        notes=(
            *(t(f"origin.note_{key}", lang=lang) for key in ("registered", "recorded", "norms")),
            *distance_assumptions(lang=lang),
        ),
        method=t("method.sources", lang=lang),
    )


def _alike(facts: Facts) -> tuple[tuple[str, ...], ...]:
    lang = facts.question.lang
    titles: dict[tuple[str, str, str], list[str]] = {}
    for record in facts.sources:
        if record.rows == 0:
            continue
        producer = pick(record.producer_th, record.producer_en, lang=lang)
        licence = pick(record.licence_th, record.licence_en, lang=lang)
        key = (producer, when(record.data_date, lang=lang), licence)
        titles.setdefault(key, []).append(pick(record.title_th, record.title_en, lang=lang))
    return tuple((reduce(partial(_listed, lang), alike), *key) for key, alike in titles.items())


def _listed(lang: str, first: str, further: str) -> str:
    return t("origin.listed", lang=lang, told=first, further=further)


def measures_section(lang: str) -> Section:
    """Return name, unit, definition and reference of every measure that has words."""
    rows = tuple(
        (
            t(f"measure.{key}.name", lang=lang),
            t(f"measure.{key}.unit", lang=lang),
            t(f"measure.{key}.definition", lang=lang),
            measure.reference or number(None, lang=lang),
        )
        for key, measure in MEASURES.items()
        if has(f"measure.{key}.definition", lang=lang)
    )
    table = Table(headed("origin", _MEASURE_KEYS, lang=lang), rows)
    return Section(key="measures", title=t("origin.measures", lang=lang), tables=(table,))
