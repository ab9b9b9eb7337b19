"""Numbers, shares and distances as every page, file and picture writes them: one rule each."""

from __future__ import annotations

import pandas as pd

from analysis.precision import estimate
from answers.words import t
from registry.schema import Qualifier


def number(value: float | None, *, lang: str, decimals: int = 0) -> str:
    """Return a number with thousands separators, or the dash that stands for a missing one."""
    return t("common.missing", lang=lang) if pd.isna(value) else f"{value:,.{decimals}f}"


def about(people: float | None, *, lang: str) -> str:
    """Return an estimated number of people: "about 231,000"; nobody is "0"."""
    if people is None or pd.isna(people) or not people:
        return number(people, lang=lang)
    return t("measures.about", lang=lang, value=number(estimate(people), lang=lang))


def share(value: float | None, *, lang: str) -> str:
    """Return a share between 0 and 1 as a percentage with one decimal."""
    return t("common.missing", lang=lang) if value is None or pd.isna(value) else f"{value * 100:,.1f}%"


def distance(km: float | None, *, lang: str) -> str:
    """Return a measured distance in km with one decimal, and without one where it is whole ("2.5", "10")."""
    return number(km, lang=lang, decimals=1).removesuffix(".0")


def radius(km: float) -> str:
    """Return a radius in km as it was chosen ("2", "2.25")."""
    return f"{km:g}"


def amount(value: float | None, qualifier: object, *, lang: str) -> str:
    """Return a reported number, with "more than" where the source says so; where it gives none, that it does not."""
    if pd.isna(value):
        return t("common.not_stated", lang=lang)
    exact = number(value, lang=lang)
    return t("common.more_than", lang=lang, value=exact) if qualifier == Qualifier.MORE_THAN else exact
