"""Figures, scopes, kinds and notes of programmes in words."""

from __future__ import annotations

import pandas as pd

from analysis.figures import Figure
from geodata.codes import COUNTRY_CODE
from ui import cached
from ui.text import has, language, t
from ui.words import age_words, area_name, number, when


def amount(figure: Figure | None, *, unit: bool = False) -> str:
    """Return a figure's number with "more than" where the source says so, and its unit on request."""
    if figure is None:
        return t("common.not_stated")
    shown = number(figure.value)
    shown = t("common.more_than", value=shown) if figure.more_than else shown
    return f"{shown} {unit_name(figure.basis)}" if unit else shown


def unit_name(unit: str | None) -> str:
    """Return the word for what is counted, or the source's own."""
    key = f"programmes.unit.{unit}"
    return t(key) if has(key) else unit or ""


def metric_name(metric: str) -> str:
    """Return the name of what a figure tells, or the register's own word for it."""
    key = f"programmes.metric.{metric}"
    return t(key) if has(key) else metric.replace("_", " ")


def note_words(figure: Figure) -> str:
    """Return a figure's note in the reader's language, or as the register has it."""
    key = f"programmes.figure_note.{figure.figure_id}"
    return t(key) if has(key) else figure.notes or ""


def dated(figure: Figure | None) -> str:
    """Return the date of a figure in words; what has none says so."""
    if figure is None:
        return ""
    return t("common.as_of", date=when(figure.date)) if figure.date else t("common.undated")


def age(figure: Figure | None) -> str:
    """Return how old a figure is, in words, once it is older than a year."""
    return age_words(figure.date, today=cached.today()) if figure is not None else ""


def period_words(first: object, last: object) -> str:
    """Return one day or a stretch of days in words; nothing where there is no date."""
    if not isinstance(first, str) or not first:
        return ""
    return f"{when(first)} – {when(last)}" if isinstance(last, str) and last and last != first else when(first)


def scope_words(scope_codes: str) -> str:
    """Return where a programme works: the whole country, one area, or its provinces by name."""
    codes = scope_codes.split()
    if COUNTRY_CODE in codes:
        return t("programmes.scope_country")
    names = [area_name(code) for code in codes]
    if len(names) == 1:
        return names[0]
    comma = " " if language() == "th" else ", "
    return t("programmes.scope_many", count=len(names), names=comma.join(names))


def read_on(centres: pd.DataFrame, programme_id: str) -> str:
    """Return when the sources of a programme's centres were last read, in words."""
    days = centres.loc[centres["programme_id"] == programme_id, "verified_on"].dropna()
    return t("programmes.map.date", date=when(max(days, default="")))
