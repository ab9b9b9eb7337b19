"""The filters, the radius and the group of age of a question in words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from analysis.ages import Age
from answers.words import t
from answers.words.dates import year_be
from answers.words.names import area_name, full_area_name, set_words, value_name
from answers.words.numbers import radius

if TYPE_CHECKING:
    import pandas as pd

    from analysis.centre_filter import CentreFilter

_AGE_KEYS: Final = {Age.CHILDREN: "children", Age.ELDERLY: "elderly"}


def filter_words(centre_filter: CentreFilter, area: str, programmes: pd.DataFrame, *, lang: str) -> list[str]:
    """Return the active filters in words, one a phrase: the area, the set of programmes, who may enter and so on."""
    phrases = [full_area_name(area, lang=lang), set_words(centre_filter.programmes, programmes, lang=lang)]
    coded = {
        "status": centre_filter.status,
        "access": centre_filter.access,
        "precision": centre_filter.precision,
        "basis": centre_filter.basis,
    }
    for name, values in coded.items():
        if values:
            phrases.append(_named(name, [value_name(name, value, lang=lang) for value in values], lang=lang))
    places = {
        "region": centre_filter.regions, "province": centre_filter.provinces,
        "district": centre_filter.districts, "group": centre_filter.groups,
    }  # fmt: skip
    for name, codes in places.items():
        if codes:
            phrases.append(_named(name, [area_name(code, lang=lang) for code in codes], lang=lang))
    for name, names in {"partner": centre_filter.partners, "owner": centre_filter.owners}.items():
        if names:
            phrases.append(_named(name, list(names), lang=lang))
    return [
        *phrases,
        *_years(centre_filter, lang=lang),
        *([_named("q", [centre_filter.text], lang=lang)] if centre_filter.text else []),
    ]


def term_words(radius_km: float | None, age: Age, *, lang: str) -> list[str]:
    """Return the radius, None where nothing depends on it, and the group of age in words, one a phrase."""
    terms = [] if radius_km is None else [t("report.radius", lang=lang, km=radius(radius_km))]
    return [*terms, *([age_words(age, lang=lang)] if age != Age.ALL else [])]


def age_words(age: Age, *, lang: str) -> str:
    """Return the group of age in words; "" where everybody counts."""
    return "" if age == Age.ALL else t(f"report.age.{_AGE_KEYS[age]}", lang=lang)


def _years(centre_filter: CentreFilter, *, lang: str) -> list[str]:
    phrases = []
    for name, be in {"from_year": centre_filter.opened_from_be, "to_year": centre_filter.opened_to_be}.items():
        if be is not None:
            phrases.append(f"{t(f'filter.{name}', lang=lang)} {year_be(be, lang=lang)}")
    if not centre_filter.include_year_unknown:
        phrases.append(t("report.years_known_only", lang=lang))
    return phrases


def _named(name: str, values: list[str], *, lang: str) -> str:
    return f"{t(f'filter.{name}', lang=lang)}: {', '.join(values)}"
