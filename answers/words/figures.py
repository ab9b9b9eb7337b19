"""Reported figures and disagreeing values in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from answers.words import has, t
from answers.words.dates import when
from answers.words.numbers import amount
from answers.words.sources import short_source

if TYPE_CHECKING:
    from analysis.conflicts import Value
    from analysis.figures import Figure, YearResult


def figure_amount(figure: Figure | None, *, lang: str) -> str:
    """Return a figure's number in words."""
    return amount(None, None, lang=lang) if figure is None else amount(figure.value, figure.qualifier, lang=lang)


def since_words(result: YearResult | None, unit: str, *, lang: str) -> str:
    """Return what a later year brought beyond a total, in words; nothing where there is no such result.

    `unit` names the sentence of a number with its unit ("headline.people").
    """
    if result is None:
        return ""
    value = t(unit, lang=lang, value=amount(result.value, result.qualifier, lang=lang))
    key = "headline.since_provinces" if result.provinces else "headline.since"
    return t(key, lang=lang, date=when(result.date, lang=lang), value=value, provinces=result.provinces)


def value_words(value: Value, *, lang: str) -> tuple[str, str, str]:
    """Return of one of several disagreeing values its number and what it counts, its date and its source."""
    key = f"conflict.basis.{value.basis}"
    basis = t(key, lang=lang) if has(key, lang=lang) else str(value.basis or "")
    text = f"{amount(value.value, value.qualifier, lang=lang)} {basis}".strip()
    source = short_source(value.source, lang=lang) if value.source else t("conflict.register", lang=lang)
    return text, when(value.date, lang=lang), source


def unit_name(unit: str | None, *, lang: str) -> str:
    """Return the word for what is counted, or the source's own."""
    key = f"programmes.unit.{unit}"
    return t(key, lang=lang) if has(key, lang=lang) else unit or ""


def metric_name(metric: str, *, lang: str) -> str:
    """Return the name of what a figure says, or the register's own word for it."""
    key = f"programmes.metric.{metric}"
    return t(key, lang=lang) if has(key, lang=lang) else metric.replace("_", " ")


def note_words(figure: Figure, *, lang: str) -> str:
    """Return a figure's note, or as the register has it."""
    return note_of(figure.figure_id, figure.notes, lang=lang)


def note_of(figure_id: str, notes: str | None, *, lang: str) -> str:
    """Return the note of a figure by its id, or as the register has it."""
    key = f"programmes.figure_note.{figure_id}"
    return t(key, lang=lang) if has(key, lang=lang) else notes or ""
