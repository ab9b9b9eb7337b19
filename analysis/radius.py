"""The catchment radius: its default, its range, its presets with their origins, and reading it from text."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar, Final

from geodata.codes import BANGKOK_CODE, Level, level_of
from geodata.errors import KlaiBaanError

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

DEFAULT_RADIUS_KM: Final = 10.0
BANGKOK_RADIUS_KM: Final = 2.0
RADIUS_RANGE_KM: Final = (0.5, 50.0)


@dataclass(frozen=True)
class RadiusPreset:
    """A radius somebody else has used. Its name stands under ``radius.<id>``, its origin under ``radius.<origin>``."""

    id: str
    radius_km: float
    origin: str


PRESETS: Final = (
    RadiusPreset("walk", 2.0, "origin_sdg"),
    RadiusPreset("small_library", 2.5, "origin_china"),
    RadiusPreset("school", 5.0, "origin_education"),
    RadiusPreset("medium_library", 6.5, "origin_china"),
    RadiusPreset("large_library", 9.0, "origin_china"),
)
"""None is a Thai norm, and none is applied unless chosen."""


class RadiusError(KlaiBaanError, ValueError):
    """A radius that is no distance, or out of range."""

    templates: ClassVar[Mapping[str, str]] = {
        "radius_text": "The radius {value!r} is not a number. Give kilometres, such as 5 or 2.5.",
        "radius_not_positive": "The radius {value} km is not above 0. Give a radius of {least:g} to {most:g} km.",
        "radius_range": "The radius {value} km is out of range. Give a radius of {least:g} to {most:g} km.",
    }


def default_radius_km(area_code: str) -> float:
    """Return the radius looked at first: 2 km in Bangkok, its groups and khet, 10 km elsewhere."""
    level = level_of(area_code)
    in_bangkok = level is Level.BMA_GROUP or (
        level in (Level.PROVINCE, Level.DISTRICT, Level.SUBDISTRICT) and area_code.startswith(BANGKOK_CODE)
    )
    return BANGKOK_RADIUS_KM if in_bangkok else DEFAULT_RADIUS_KM


def default_radius_over(district_codes: Iterable[str]) -> float:
    """Return the radius looked at first for a set of districts: 2 km where all of them are khet, else 10 km."""
    codes = list(district_codes)
    return BANGKOK_RADIUS_KM if codes and all(code.startswith(BANGKOK_CODE) for code in codes) else DEFAULT_RADIUS_KM


def as_radius_km(value: object) -> float:
    """Return a radius in km from a number or text (Thai digits too); a `RadiusError` says what is wrong with it."""
    least, most = RADIUS_RANGE_KM
    try:
        radius = float(str(value).strip().removesuffix("km").removesuffix("กม.").strip())
    except ValueError:
        raise RadiusError("radius_text", value=str(value)) from None
    if math.isnan(radius):
        raise RadiusError("radius_text", value=str(value))
    text = f"{radius:g}"
    if radius <= 0:
        raise RadiusError("radius_not_positive", value=text, least=least, most=most)
    if not least <= radius <= most:
        raise RadiusError("radius_range", value=text, least=least, most=most)
    return radius
