"""Dates, years and ages of figures: years of the Buddhist era in Thai, of the common era in English."""

from __future__ import annotations

import math
import re
from typing import TYPE_CHECKING, Final

from analysis.benchmark import BUDDHIST_ERA
from analysis.figures import age_years
from answers.words import t

if TYPE_CHECKING:
    from datetime import date

_ISO: Final = re.compile(r"^(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?$")


def year(ce: int, *, lang: str) -> str:
    """Return a CE year in the era of a language."""
    return str(ce + BUDDHIST_ERA) if lang == "th" else str(ce)


def year_be(be: int, *, lang: str) -> str:
    """Return a year of the Buddhist era in the era of a language."""
    return year(be - BUDDHIST_ERA, lang=lang)


def when(iso: object, *, lang: str) -> str:
    """Return a date known to the year, month or day in words; a missing one says that the source gives none.

    Two dates with a slash between them are a period; text that is no date is returned as it is.
    """
    if not isinstance(iso, str) or not iso:
        return t("common.undated", lang=lang)
    if "/" in iso:
        return " – ".join(when(part, lang=lang) for part in iso.split("/"))
    match = _ISO.match(iso)
    if not match:
        return iso
    ce, month, day = match.groups()
    parts = [str(int(day))] if day else []
    if month:
        parts.append(t(f"month.{int(month)}", lang=lang))
    return " ".join([*parts, year(int(ce), lang=lang)])


def period_words(first: object, last: object, *, lang: str) -> str:
    """Return one day or a stretch of days in words; nothing where there is no date."""
    if not isinstance(first, str) or not first:
        return ""
    return when(f"{first}/{last}" if isinstance(last, str) and last and last != first else first, lang=lang)


def dated(iso: object, *, lang: str) -> str:
    """Return "as of" a date in words, or that the source gives none."""
    if not isinstance(iso, str) or not iso:
        return t("common.undated", lang=lang)
    return t("common.as_of", lang=lang, date=when(iso, lang=lang))


def age_words(iso: str | None, *, today: date, lang: str) -> str:
    """Return how old a figure is, in words; nothing while it is younger than a year or where it is undated."""
    years = age_years(iso, today=today)
    if years is None or years < 1:
        return ""
    return t("common.age", lang=lang, years=math.floor(years))
