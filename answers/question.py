"""What a report is asked to be about: one frozen value, read from the same parameters as a page's address."""

from __future__ import annotations

import math
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final
from urllib.parse import parse_qsl, urlsplit

from analysis.ages import Age, as_age
from analysis.centre_filter import CentreFilter
from analysis.measures import AREA_MEASURES
from analysis.radius import as_radius_km, default_radius_km
from answers.errors import ReportError
from answers.words import LANGUAGES
from geodata.areas import areas, contains
from geodata.codes import BANGKOK_CODE, COUNTRY_CODE, Level
from registry.schema import Access, Basis, Precision, Status

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from registry.tables import Tables

CLAIM: Final = "claim"
GAPS: Final = "gaps"
MOST_PLACES: Final = 3
MEASURES: Final = (CLAIM, *AREA_MEASURES)
LEVELS: Final = (Level.REGION, Level.REGION6, Level.PROVINCE, Level.DISTRICT, Level.BMA_GROUP)
YEARS: Final = (2400, 2643)
_DEFAULT_SET: Final = ("relearning",)
_SEPARATOR: Final = "|"
_MANY: Final = {
    "programme": "programmes", "status": "status", "access": "access", "precision": "precision", "basis": "basis",
    "partner": "partners", "owner": "owners", "region": "regions", "province": "provinces", "district": "districts",
    "group": "groups",
}  # fmt: skip
_AREAS: Final = {
    "area": tuple(Level), "region": (Level.REGION, Level.REGION6), "province": (Level.PROVINCE,),
    "district": (Level.DISTRICT,), "group": (Level.BMA_GROUP,),
}  # fmt: skip
PARAMETERS: Final = (
    "lang", "area", "level", "measure", "scheme", *_MANY, "from_year", "to_year", "year_unknown", "q", "mode", "radius",
    "age", "weights", "at",
)  # fmt: skip
"""The parameters that a report takes, by their names in the address; an address may carry others, for the screen."""


_TERMS: Final = frozenset({"lang", "radius", "age", "weights"})
"""Parameters that ask for no other view: they only say how one is told."""


@dataclass(frozen=True, slots=True)
class ReportRequest:
    """What a report is about. Hashable: the key of every cache below it.

    lang is "th" or "en"; wanted the centres; area the code of the area looked at, level that of the areas compared;
    measure a key of `analysis.measures` or "claim"; radius_km the catchment radius; age the people who count; weights
    those of the rank of gaps, empty for the usual ones; places (longitude, latitude) only thought of, for a what-if.
    chosen says whether a view was asked for (a set, an area, a measure, a filter), or is the one a first visit shows;
    radius_asked whether the radius was (`answers.facts.Facts.radius_km` is the one that holds); gaps whether the view
    is that of the areas not reached.
    """

    lang: str = "th"
    wanted: CentreFilter = field(default_factory=lambda: CentreFilter(programmes=_DEFAULT_SET))
    area: str = COUNTRY_CODE
    level: Level = Level.PROVINCE
    measure: str = "centre_count"
    radius_km: float = 10.0
    age: Age = Age.ALL
    weights: tuple[float, ...] = ()
    places: tuple[tuple[float, float], ...] = ()
    chosen: bool = False
    gaps: bool = False
    radius_asked: bool = False


def parse_request(params: Mapping[str, str], tables: Tables) -> ReportRequest:
    """Return the request that parameters of an address say; those that no report takes are passed over.

    Parameters
    ----------
    params
        Values by name; several choices of one name are set apart by "|", as in the address.
    tables
        The register's tables, which say what programmes, owners and partners there are.

    Raises
    ------
    ReportError
        A value makes no sense (report_parameter).
    RadiusError, AgeError
        The radius or the age group makes no sense.

    """
    told = {name: text for name, text in params.items() if name in PARAMETERS and (text or name in _MANY)}
    area = _one(told, "area", _codes("area"), default=COUNTRY_CODE)
    return ReportRequest(
        lang=_one(told, "lang", LANGUAGES, default="th"),
        wanted=_filter(told, _known(tables)),
        area=area,
        level=_level(told, area),
        measure=_one(told, "measure", MEASURES, default="centre_count"),
        radius_km=as_radius_km(told["radius"]) if "radius" in told else default_radius_km(area),
        age=as_age(told.get("age", Age.ALL)),
        weights=_numbers(told, "weights", count=3) if "weights" in told else (),
        places=_places(told),
        chosen=not _TERMS.issuperset(told),
        gaps=_one(told, "mode", ("", GAPS), default="") == GAPS,
        radius_asked="radius" in told,
    )


def params_of_link(link: str) -> dict[str, str]:
    """Return the parameters of a page's address; a `ReportError` where it is none."""
    try:
        parts = urlsplit(link)
    except ValueError:
        parts = None
    if parts is None or not (parts.scheme in ("http", "https") or link.startswith("?")):
        raise ReportError("report_link", value=link[:200])
    return dict(parse_qsl(parts.query, keep_blank_values=True))


def request_for(request: ReportRequest, area: str) -> ReportRequest:
    """Return the same request looking at another area, with the level and radius that fit it."""
    radius = default_radius_km(area)
    return replace(request, area=area, level=fitting_level(area), radius_km=radius, radius_asked=False)


def fitting_level(area: str) -> Level:
    """Return the level that is looked at inside an area."""
    if area == COUNTRY_CODE or area.startswith("R"):
        return Level.PROVINCE
    return Level.DISTRICT


def in_bangkok(area: str) -> bool:
    """Return whether an area is Bangkok or lies inside it."""
    return contains(BANGKOK_CODE, area)


def _level(told: Mapping[str, str], area: str) -> Level:
    level = Level(_one(told, "level", LEVELS, default=fitting_level(area)))
    scheme = _one(told, "scheme", ("4", "6"), default="4")
    return Level.REGION6 if level == Level.REGION and scheme == "6" else level


def _filter(told: Mapping[str, str], known: Mapping[str, set[str]]) -> CentreFilter:
    fixed: dict[str, Iterable[str]] = {"status": Status, "access": Access, "precision": Precision, "basis": Basis}
    values = {
        field_: _many(told, name, known.get(name) or fixed.get(name) or _codes(name))
        for name, field_ in _MANY.items()
        if name in told
    }
    return CentreFilter(
        **{"programmes": _DEFAULT_SET, **values},
        opened_from_be=_year(told, "from_year"),
        opened_to_be=_year(told, "to_year"),
        include_year_unknown=_one(told, "year_unknown", ("0", "1"), default="1") == "1",
        text=told.get("q", "")[:200],
    )


def _known(tables: Tables) -> dict[str, set[str]]:
    partners = tables.details.loc[tables.details["kind"] == "partner", "name_th"]
    return {
        "programme": set(tables.programmes["programme_id"]),
        "owner": set(tables.programmes["owner"].dropna()),
        "partner": set(partners.dropna()),
    }


def _codes(name: str) -> list[str]:
    return [code for level in _AREAS.get(name, ()) for code in areas(level).index]


def _many(told: Mapping[str, str], name: str, allowed: Iterable[str]) -> tuple[str, ...]:
    values = tuple(dict.fromkeys(value for value in told[name].split(_SEPARATOR) if value))
    if name == "programme" and not values:
        _require(name, "", allowed)
    for value in values:
        _require(name, value, allowed)
    return values


def _one(told: Mapping[str, str], name: str, allowed: Iterable[str], *, default: str) -> str:
    value = told.get(name, default)
    _require(name, value, allowed)
    return value


def _year(told: Mapping[str, str], name: str) -> int | None:
    text = told.get(name, "0")
    low, high = YEARS
    year = int(text) if text.isascii() and text.isdigit() else -1
    if year and not low <= year <= high:
        raise ReportError("report_parameter", name=name, value=text[:60], expected=f"{low}–{high}")
    return year or None


def _places(told: Mapping[str, str]) -> tuple[tuple[float, float], ...]:
    parts = list(dict.fromkeys(part for part in told.get("at", "").split(_SEPARATOR) if part))
    found = [_numbers({"at": part}, "at", count=2, separator=",") for part in parts]
    inside = all(-180 <= longitude <= 180 and -90 <= latitude <= 90 for longitude, latitude in found)
    if len(found) > MOST_PLACES or not inside:
        raise ReportError("report_parameter", name="at", value=told["at"][:60], expected="100.5,13.75")
    return tuple((longitude, latitude) for longitude, latitude in found)


def _numbers(told: Mapping[str, str], name: str, *, count: int, separator: str = _SEPARATOR) -> tuple[float, ...]:
    try:
        numbers = tuple(float(part) for part in told[name].split(separator))
    except ValueError:
        numbers = ()
    if len(numbers) != count or not all(math.isfinite(number) for number in numbers):
        expected = separator.join("0" for _ in range(count))
        raise ReportError("report_parameter", name=name, value=told[name][:60], expected=expected)
    return numbers


def _require(name: str, value: str, allowed: Iterable[str]) -> None:
    known = [str(one) for one in allowed]
    if value not in known:
        few = ", ".join(known[:12]) + (", …" if len(known) > 12 else "")
        raise ReportError("report_parameter", name=name, value=value[:60], expected=few)
