"""Dates, figures, sources and filters in words, in a language that is named: what the screen says, without a screen."""

from __future__ import annotations

import math
import re
from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

from analysis.ages import Age
from analysis.claims import Claim
from analysis.figures import age_years
from answers.words import has, t
from answers.words.names import area_name, full_area_name, number, set_words, year
from geodata.areas import areas
from geodata.codes import Level, level_of
from registry.schema import Qualifier

if TYPE_CHECKING:
    from datetime import date

    import pandas as pd

    from analysis.centre_filter import CentreFilter
    from analysis.conflicts import Value
    from analysis.figures import Figure, YearResult

_ISO: Final = re.compile(r"^(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?$")
_BE: Final = 543
_AGE_KEYS: Final = {Age.CHILDREN: "children", Age.ELDERLY: "elderly"}


def when(iso: object, *, lang: str) -> str:
    """Return a date known to the year, month or day in words; a missing one says that the source gives none."""
    if not isinstance(iso, str) or not iso:
        return t("common.undated", lang=lang)
    if "/" in iso:
        return " – ".join(when(part, lang=lang) for part in iso.split("/"))
    found = _ISO.match(iso)
    if not found:
        return iso
    year_, month, day = found.groups()
    parts = [str(int(day))] if day else []
    if month:
        parts.append(t(f"month.{int(month)}", lang=lang))
    return " ".join([*parts, year(int(year_), lang=lang)])


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


def amount(value: float | None, qualifier: object, *, lang: str) -> str:
    """Return a number, with "more than" where the source says so; where it gives none, that it does not."""
    if value is None or value != value:  # noqa: PLR0124 - missing numbers are not equal to themselves
        return t("common.not_stated", lang=lang)
    shown = number(value, lang=lang)
    return t("common.more_than", lang=lang, value=shown) if qualifier == Qualifier.MORE_THAN else shown


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
    told = f"{amount(value.value, value.qualifier, lang=lang)} {basis}".strip()
    source = short_source(value.source, lang=lang) if value.source else t("conflict.register", lang=lang)
    return told, when(value.date, lang=lang), source


def pick(thai: object, english: object, *, lang: str) -> str:
    """Return the name in a language; one without an English form shows the Thai one."""
    chosen = english if lang == "en" else thai
    return str(chosen) if isinstance(chosen, str) and chosen else str(thai or english or "")


def short_source(source: object, *, lang: str) -> str:
    """Return a source for a small line: a publication by its name, an address by its host."""
    if not isinstance(source, str) or not source:
        return t("common.not_stated", lang=lang)
    return " · ".join(dict.fromkeys(_publisher(part) for part in source.split(" | ")))


def _publisher(part: str) -> str:
    address = urlsplit(part.split(" ", maxsplit=1)[0])
    if address.hostname is None:
        return part.split(', "', maxsplit=1)[0]
    host = address.hostname.removeprefix("www.")
    # A shared host says nothing: there the first step of the path is the publisher.
    return f"{host}/{address.path.strip('/').split('/')[0]}" if host == "github.com" else host


def bare_name(code: str, *, lang: str) -> str:
    """Return an area's name without the word for its kind, where a heading says that already."""
    row = areas(level_of(code)).loc[[code]].iloc[0]
    return pick(row["name_th"], row["name_en"], lang=lang)


def level_words(level: Level, *, lang: str) -> str:
    """Return the name of a level as a list of its areas is headed."""
    return t(f"level.{level}", lang=lang)


def claim_words(claim: str, *, lang: str, form: str = "claim") -> str:
    """Return what may be said of an area; form is "claim", "claim_short" or "claim_long"."""
    return t(f"{form}.{claim}", lang=lang)


def told_claim(claim: str, wanted: CentreFilter, *, lang: str) -> str:
    """Return what may be said of an area for a filter: one of some areas only leaves out what the programme is for."""
    if claim == Claim.OUT_OF_SCOPE and narrowed(wanted):
        return t("areas.outside_filter", lang=lang)
    return claim_words(claim, lang=lang)


def narrowed(wanted: CentreFilter) -> bool:
    """Return whether a filter is of some areas only."""
    return bool(wanted.regions or wanted.provinces or wanted.districts or wanted.groups)


def filter_words(wanted: CentreFilter, area: str, programmes: pd.DataFrame, *, lang: str) -> list[str]:
    """Return the active filters in words, one a phrase: the area, the set of programmes, who may enter and so on."""
    phrases = [full_area_name(area, lang=lang), set_words(wanted.programmes, programmes, lang=lang)]
    coded = {"status": wanted.status, "access": wanted.access, "precision": wanted.precision, "basis": wanted.basis}
    for name, values in coded.items():
        if values:
            phrases.append(_named(name, [t(f"value.{name}.{value}", lang=lang) for value in values], lang=lang))
    places = {
        "region": wanted.regions, "province": wanted.provinces, "district": wanted.districts, "group": wanted.groups,
    }  # fmt: skip
    for name, codes in places.items():
        if codes:
            phrases.append(_named(name, [area_name(code, lang=lang) for code in codes], lang=lang))
    for name, names in {"partner": wanted.partners, "owner": wanted.owners}.items():
        if names:
            phrases.append(_named(name, list(names), lang=lang))
    return [*phrases, *_years(wanted, lang=lang), *([_named("q", [wanted.text], lang=lang)] if wanted.text else [])]


def term_words(radius_km: float | None, age: Age, *, lang: str) -> list[str]:
    """Return the radius, None where nothing depends on it, and the group of age in words, one a phrase."""
    radius = [] if radius_km is None else [t("report.radius", lang=lang, km=f"{radius_km:g}")]
    return radius if age == Age.ALL else [*radius, t(f"report.age.{_AGE_KEYS[age]}", lang=lang)]


def _years(wanted: CentreFilter, *, lang: str) -> list[str]:
    phrases = []
    for name, be in {"from_year": wanted.opened_from_be, "to_year": wanted.opened_to_be}.items():
        if be is not None:
            phrases.append(f"{t(f'filter.{name}', lang=lang)} {year(be - _BE, lang=lang)}")
    if not wanted.include_year_unknown:
        phrases.append(t("report.years_known_only", lang=lang))
    return phrases


def _named(name: str, values: list[str], *, lang: str) -> str:
    return f"{t(f'filter.{name}', lang=lang)}: {', '.join(values)}"
