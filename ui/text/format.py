"""Numbers, years and dates as people in each language write them (Buddhist era in Thai)."""

from __future__ import annotations

import math

from answers.words import phrases
from ui.text import language, t

BUDDHIST_ERA = 543


def number(value: float | None, *, decimals: int = 0) -> str:
    """Return a number with thousands separators, or the dash that stands for a missing one."""
    if value is None or (isinstance(value, float) and math.isnan(value)):
        return t("common.missing")
    return f"{value:,.{decimals}f}"


def distance(km: float | None) -> str:
    """Return a distance in km with one decimal, and without one where it is whole ("2.5", "10")."""
    if km is None or math.isnan(km):
        return t("common.missing")
    return f"{km:,.1f}".removesuffix(".0")


def share(value: float | None) -> str:
    """Return a share between 0 and 1 as a percentage with one decimal."""
    if value is None or math.isnan(value):
        return t("common.missing")
    return f"{value * 100:,.1f}%"


def year(ce: int) -> str:
    """Return a CE year as พ.ศ. in Thai and as CE in English."""
    return str(ce + BUDDHIST_ERA) if language() == "th" else str(ce)


def year_be(be: int) -> str:
    """Return a Buddhist-era year in the era of the current language."""
    return year(be - BUDDHIST_ERA)


def when(iso: object) -> str:
    """Return a date known to the year, month or day ("2024", "2024-03", "2024-03-28") in words.

    An empty date says that the source gives none; text that is no date is returned as it is.
    """
    return phrases.when(iso, lang=language())


def age_words(age_years: float | None) -> str:
    """Return how old a figure is, in words, or nothing while it is younger than a year."""
    if age_years is None or math.isnan(age_years) or age_years < 1:
        return ""
    return t("common.age", years=math.floor(age_years))
